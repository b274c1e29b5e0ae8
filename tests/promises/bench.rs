//! The program as a process of its own, on a project of two variants, so that a site can be the old or the new one.

#[cfg(target_os = "linux")]
use super::mounts::Mounted;
use crate::run::{Project, tree};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub type Site = Vec<(String, Vec<u8>)>;

/// The day on which all runs take place.
const NOON: &str = "1795348800";

/// A program with nothing of this machine's person in its environment.
pub fn clean(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("GRADUS_")) {
        command.env_remove(name);
    }
    // `cargo test` has a process look for its libraries in folders of the build.
    command.env_remove("LD_LIBRARY_PATH").env("SOURCE_DATE_EPOCH", NOON).stdin(Stdio::null());
    command
}

pub fn program() -> Command {
    clean(env!("CARGO_BIN_EXE_gradus"))
}

/// What a process said, and whether any panic is in it.
pub fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{said}");
    said
}

/// A project that can say one thing or another, and its two sites.
pub struct Bench {
    /// Another disk that lies over the project's folder, for those who see it.
    #[cfg(target_os = "linux")]
    laid_over: Option<Mounted>,
    pub project: Project,
    sites: [Site; 2],
}

impl Bench {
    /// In this folder; the site of the first variant stands there.
    pub fn new(folder: &Path) -> Bench {
        let mut bench = Bench {
            #[cfg(target_os = "linux")]
            laid_over: None,
            project: Project::base_in(folder),
            sites: Default::default(),
        };
        for variant in [1, 0] {
            bench.turn(variant);
            bench.build();
            bench.sites[variant] = bench.site();
        }
        assert_ne!(bench.sites[0], bench.sites[1]);
        bench
    }

    /// Mounts something over the project's folder, which is `$1` in a line of a shell. Whether that is possible.
    #[cfg(target_os = "linux")]
    pub fn lay_over(&mut self, line: &str, folders: &[&Path]) -> bool {
        let all: Vec<&Path> = [&[self.project.path()], folders].concat();
        self.laid_over = Mounted::new(line, &all);
        self.laid_over.is_some()
    }

    /// The project's folder as this process finds it.
    pub fn folder(&self) -> PathBuf {
        #[cfg(target_os = "linux")]
        if let Some(disk) = &self.laid_over {
            return disk.outside(self.project.path());
        }
        self.project.path().to_owned()
    }

    /// Writes a variant of the content: words that change, a page that comes, a page that goes, a folder that moves.
    pub fn turn(&self, variant: usize) {
        let (come, gone) = [("first", "second"), ("second", "first")][variant];
        let file = |name: &str| format!("content/pages/{name}.md");
        let write = |name: &str, text: String| std::fs::write(self.folder().join(file(name)), text).expect("written");
        let _ = std::fs::remove_file(self.folder().join(file(gone)));
        write(come, format!("---\ntitle: Only the {come}\naliases: [/old/{come}/]\n---\nText.\n"));
        write("about", format!("---\ntitle: About\n---\nVariant {variant}.\n"));
    }

    /// Writes the variant that the site does not show.
    pub fn turn_over(&self) {
        self.turn(1 - self.variant().expect("a site"));
    }

    pub fn public(&self) -> PathBuf {
        self.folder().join("public")
    }

    /// The site that is there; nothing where there is none.
    pub fn site(&self) -> Site {
        if self.public().exists() { tree(&self.public()) } else { Site::new() }
    }

    pub fn command(&self) -> Command {
        let mut command = program();
        command.arg("-C").arg(self.project.path()).arg("build");
        #[cfg(target_os = "linux")]
        if let Some(disk) = &self.laid_over {
            return disk.enter(&command);
        }
        command
    }

    /// An ordinary build, after which the site is that of the content and nothing is left beside it.
    pub fn build(&self) {
        let output = self.command().output().expect("the binary runs");
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(self.beside(), [""; 0], "after a build");
    }

    /// Which of the two variants the site is, byte for byte.
    pub fn variant(&self) -> Result<usize, String> {
        let site = self.site();
        match self.sites.iter().position(|known| *known == site) {
            Some(variant) => Ok(variant),
            None if site.is_empty() => Err("there is no site".to_owned()),
            None => Err(format!("{} files that are neither the old nor the new site", site.len())),
        }
    }

    /// What a run leaves beside the site.
    pub fn beside(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder()).expect("readable");
        let names = names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| name.contains(".gradus-")).collect()
    }
}

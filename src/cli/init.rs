//! `gradus init`

use super::{Env, Exit, Global, report};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct InitArgs {
    /// The folder to start in; made if it is not there
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// How much to start with
    #[arg(long, value_name = "TEMPLATE", default_value = "example")]
    template: Template,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Template {
    /// The least that builds
    Minimal,
    /// Something of every kind, to change into your own
    Example,
}

/// Path and text of each file of a new framework.
type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("init/", $path)))),*]
    };
}

static MINIMAL: Files = files![
    "gradus.yml",
    "content/_index.md",
    "content/levels/1.md",
    "content/levels/2.md",
    "content/archetypes/helper.md",
    "content/domains/first-aid/_index.md",
    "content/domains/first-aid/FA-001.md",
];

static MORE: Files = files![
    "content/levels/3.md",
    "content/archetypes/trainer.md",
    "content/taxonomy/understand.md",
    "content/taxonomy/apply.md",
    "content/domains/first-aid/FA-002.md",
    "content/domains/first-aid/FA-003.md",
    "content/domains/first-aid/equipment/_index.md",
    "content/domains/first-aid/equipment/EQ-001.md",
    "content/profiles/shop-assistant.md",
    "content/glossary/aed.md",
    "content/pages/about.md",
];

pub fn run(env: &mut Env, global: &Global, args: &InitArgs) -> Exit {
    let start = global.directory.as_ref().map_or(env.dir.clone(), |folder| env.dir.join(folder));
    let folder = start.join(&args.folder);
    let chosen: Vec<(&str, &str)> = match args.template {
        Template::Minimal => MINIMAL.to_vec(),
        Template::Example => MINIMAL.iter().chain(MORE).copied().collect(),
    };
    let there = chosen
        .iter()
        .map(|(path, _)| *path)
        .chain(["content"])
        .find(|path| folder.join(path).symlink_metadata().is_ok());
    if let Some(path) = there {
        let message = format!("`{}` is there already, and nothing was changed", folder.join(path).display());
        env.fail(&message, Some("name a new folder: `gradus init my-framework`"));
        return Exit::Failed;
    }
    for (path, text) in &chosen {
        let full = folder.join(path);
        let made = full.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| {
            let mut file = OpenOptions::new().write(true).create_new(true).open(&full)?;
            file.write_all(text.as_bytes())
        });
        if let Err(error) = made {
            env.fail(&format!("could not write `{}`: {error}", full.display()), None);
            return Exit::Failed;
        }
    }
    if global.quiet {
        return Exit::Fine;
    }
    let near = folder.strip_prefix(&env.dir).unwrap_or(&folder);
    let shown = report::visible(&near.display().to_string());
    let place = if shown.is_empty() { "." } else { &shown };
    env.say(&format!("Started a framework in {place} with {} files.", chosen.len()));
    let go = if matches!(near.to_str(), Some("." | "")) { String::new() } else { format!("cd {shown} && ") };
    env.say(&format!("Next: {go}gradus serve --open, which shows the site in a browser and follows every change."));
    Exit::Fine
}

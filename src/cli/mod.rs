//! The command line: arguments in, text out, an exit code. One command a file; what a command needs of the world it
//! gets through `Env`, so that tests run it without a process.

#![allow(clippy::disallowed_methods, reason = "this is the edge to the person at the terminal")]

mod again;
mod ask;
mod bar;
mod build;
mod change;
mod check;
mod checklist;
mod cms;
mod completions;
mod dates;
mod diff;
mod explain;
mod heard;
mod init;
mod list;
mod look;
mod mv;
mod new;
mod release;
mod report;
mod retire;
mod schema;
mod serve;
mod show;
mod stats;
mod timings;
mod versions;
mod watch;
mod whole_file;
mod write;

use crate::settings;
use heard::Heard;

use clap::{Args, ColorChoice, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The world as a command sees it.
pub struct Env<'a> {
    pub args: Vec<std::ffi::OsString>,
    /// The working directory; paths in arguments are relative to it.
    pub dir: PathBuf,
    pub variables: Vec<(String, String)>,
    /// Data.
    pub out: &'a mut dyn Write,
    /// Talk.
    pub err: &'a mut dyn Write,
    /// Whether `err` shows colours.
    pub color: bool,
    /// Whether `err` is a terminal, where a person watches.
    pub terminal: bool,
    /// How many columns `out` has, if it is one.
    pub out_width: Option<usize>,
    /// How many columns `err` has.
    pub width: usize,
}

/// What a run comes to. The numbers are the process's exit codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    Fine = 0,
    Findings = 1,
    /// Wrong use, wrong settings, or the system would not let us.
    Failed = 2,
    /// Ended by Ctrl-C or a polite kill.
    Interrupted = 130,
}

#[derive(Parser)]
#[command(
    name = "gradus",
    version,
    about = "Makes a website of a capability framework: pages, views by archetype and level, printable checklists.",
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Flags that work before and after the command.
#[derive(Args)]
struct Global {
    /// Work on the framework in this folder, instead of looking here and upwards
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// Say nothing but findings and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
    /// When to use colours
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: ColorChoice,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site
    Build(write::SiteArgs),
    /// Show the site in a browser, and follow every change at once
    Serve(serve::ServeArgs),
    /// Build the site, and again at every change
    Watch(watch::Args),
    /// Find everything that is wrong, without building
    Check(check::CheckArgs),
    /// Make one checklist, or all, as a file to print or fill in
    Checklist(checklist::ChecklistArgs),
    /// Tell what changed in meaning between two versions
    Diff(diff::DiffArgs),
    /// Keep what the framework says now as a version, for ever
    Release(release::ReleaseArgs),
    /// Start a new framework that builds at once
    Init(init::InitArgs),
    /// Make a new capability, group, resource and so on; alone, list what can be made
    New(new::NewArgs),
    /// Move a capability or a group to another group, with all that refers to it
    Mv(mv::MvArgs),
    /// Retire a capability, which keeps its id for ever
    Retire(retire::RetireArgs),
    /// List statements, groups and so on
    List(list::ListArgs),
    /// Show one thing with all that hangs on it
    Show(show::ShowArgs),
    /// Say how far the framework covers levels, archetypes and domains, and when reviews are due
    Stats(stats::StatsArgs),
    /// Print the JSON Schema of gradus.yml or of a kind of content
    Schema(schema::SchemaArgs),
    /// Make the configuration of a form editor from this framework
    Cms(cms::CmsArgs),
    /// Say what a finding means
    Explain(explain::ExplainArgs),
    /// Print a script that completes commands in your shell
    Completions(completions::CompletionsArgs),
}

/// Runs one command. Everything that it says goes to `out` and `err`.
pub fn run(env: Env) -> Exit {
    let Env { args, dir, variables, out, err, color, terminal, out_width, width } = env;
    let mut heard = Heard::new(out);
    let out = &mut heard;
    let exit = command(Env { args, dir, variables, out, err: &mut *err, color, terminal, out_width, width });
    let Some(error) = heard.end() else { return exit };
    let _ = writeln!(err, "error: not all of the output could be written: {error}");
    let _ = writeln!(err, "  help: what was written is not complete; make room for it and try again");
    Exit::Failed
}

fn command(mut env: Env) -> Exit {
    let parsed = Cli::command()
        .color(if env.color { ColorChoice::Always } else { ColorChoice::Never })
        .try_get_matches_from(std::mem::take(&mut env.args));
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            let text = if env.color { error.render().ansi().to_string() } else { error.render().to_string() };
            // Help and version were asked for; anything else is wrong use.
            let fine = error.exit_code() == 0;
            let _ = if fine { write!(env.out, "{text}") } else { write!(env.err, "{text}") };
            return if fine { Exit::Fine } else { Exit::Failed };
        }
    };
    env.color = match cli.global.color {
        ColorChoice::Auto => env.color,
        ColorChoice::Always => true,
        ColorChoice::Never => false,
    };
    let global = &cli.global;
    match cli.command {
        Command::Build(args) => build::run(&mut env, global, &args),
        Command::Serve(args) => serve::run(&mut env, global, &args),
        Command::Watch(args) => watch::run(&mut env, global, &args),
        Command::Check(args) => check::run(&mut env, global, &args),
        Command::Checklist(args) => checklist::run(&mut env, global, &args),
        Command::Diff(args) => diff::run(&mut env, global, &args),
        Command::Release(args) => release::run(&mut env, global, &args),
        Command::Init(args) => init::run(&mut env, global, &args),
        Command::New(args) => new::run(&mut env, global, args),
        Command::Mv(args) => mv::run(&mut env, global, &args),
        Command::Retire(args) => retire::run(&mut env, global, &args),
        Command::List(args) => list::run(&mut env, global, &args),
        Command::Show(args) => show::run(&mut env, global, &args),
        Command::Stats(args) => stats::run(&mut env, global, &args),
        Command::Schema(args) => schema::run(&mut env, global, &args),
        Command::Cms(args) => cms::run(&mut env, global, &args),
        Command::Explain(args) => explain::run(&mut env, &args),
        Command::Completions(args) => completions::run(&mut env, &args, &mut Cli::command()),
    }
}

impl Env<'_> {
    /// The project's folder: the one named with `-C`, or the nearest one at or above the working directory.
    fn project(&mut self, global: &Global) -> Option<PathBuf> {
        let start = match &global.directory {
            Some(folder) => self.dir.join(folder),
            None => self.dir.clone(),
        };
        if !start.is_dir() {
            self.fail(&format!("there is no folder `{}`", start.display()), None);
            return None;
        }
        let found = match global.directory {
            Some(_) => Some(start.clone()).filter(|folder| folder.join(crate::source::SETTINGS).is_file()),
            None => crate::source::find_project(&start),
        };
        if found.is_none() {
            let message = format!(
                "there is no `gradus.yml` in `{}`{}",
                start.display(),
                if global.directory.is_some() { "" } else { " or above it" }
            );
            self.fail(
                &message,
                Some("`gradus init` starts a new framework here; or go to the folder that holds yours"),
            );
        }
        found
    }

    /// Settings that the environment gives.
    fn overrides(&self) -> Vec<(String, String)> {
        settings::overrides(self.variables.iter().cloned())
    }

    /// Reads a project, or says why it cannot be read.
    fn read(&mut self, project: &Path) -> Option<crate::source::Read> {
        match crate::source::read(project) {
            Ok(read) => Some(read),
            Err(error) => {
                self.fail(&format!("could not read `{}`: {error}", project.display()), None);
                None
            }
        }
    }

    /// An error that belongs to no file of the framework.
    fn fail(&mut self, message: &str, help: Option<&str>) {
        let (red, bold, off) = if self.color { ("\x1b[1;31m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
        let _ = writeln!(self.err, "{red}error{off}{bold}: {}{off}", report::visible(message));
        if let Some(help) = help {
            let _ = writeln!(self.err, "  {bold}help{off}: {}", report::visible(help));
        }
    }

    /// The same world, but that what is said goes elsewhere.
    fn aside<'a>(&'a mut self, said: &'a mut Vec<u8>) -> Env<'a> {
        Env {
            args: Vec::new(),
            dir: self.dir.clone(),
            variables: self.variables.clone(),
            out: &mut *self.out,
            err: said,
            color: self.color,
            terminal: false,
            out_width: None,
            width: self.width,
        }
    }

    fn say(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }
}

//! `gradus checklist`

mod choice;
mod pack;

use super::{Env, Exit, Global, change, report, whole_file};
use crate::base::{Bytes, Diagnostic};
use crate::checklist::pdf::Missing;
use crate::checklist::{self, Form, Format, Layout, MOST_ROWS, Sheet, layouts};
use crate::look::Wrong;
use crate::model::Framework;
use crate::pipeline::{self, Options, Site};
use crate::settings::{LAYOUTS, Paper, Settings};
use choice::choice;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct ChecklistArgs {
    /// Statements at these levels: 2, or 1,2
    #[arg(short, long, value_name = "NUMBER", value_delimiter = ',')]
    level: Vec<String>,
    /// Statements for any of these archetypes: user,embedder
    #[arg(short, long, value_name = "NAME", value_delimiter = ',')]
    archetype: Vec<String>,
    /// Statements in any of these groups: their folder's name, or its path below content/domains
    #[arg(short, long, value_name = "GROUP", value_delimiter = ',')]
    domain: Vec<String>,
    /// Statements that a profile asks for
    #[arg(short, long, value_name = "NAME")]
    profile: Option<String>,
    /// Every ready checklist, into the folder that -o names
    #[arg(long, conflicts_with_all = ["level", "archetype", "domain", "profile"], requires = "output")]
    all: bool,
    /// Which columns, and for whom: learner, assessor, induction, roster, large-print or blank
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    /// The paper: a4 or letter
    #[arg(long, value_name = "PAPER")]
    paper: Option<PaperArg>,
    /// Large print: letters of 18 points
    #[arg(long)]
    large: bool,
    /// html, pdf, xlsx, ods, csv or md; without it, as the output's name ends
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<String>,
    /// The file to write; without it, what is text goes to the terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The address that the site has, for the note on paper that says where to see whether the sheet still stands
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum PaperArg {
    A4,
    Letter,
}

/// How a sheet is written: by a template, or by a format of its own.
#[derive(Clone, Copy)]
enum Way {
    Html,
    Format(&'static Format),
}

fn unmade(why: String) -> Wrong {
    Wrong::new(format!("could not make the sheet: {why}"))
}

/// A template's mistake.
fn mistaken(mistake: Diagnostic) -> Wrong {
    Wrong { message: mistake.message, help: mistake.help }
}

fn unknown<'a>(what: &str, typed: &str, there: impl IntoIterator<Item = &'a str> + Clone) -> Wrong {
    Wrong::new(format!("there is no {what} `{typed}`")).near(typed, there)
}

pub fn run(env: &mut Env, global: &Global, args: &ChecklistArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(read) = env.read(&project) else { return Exit::Failed };
    let mut overrides = env.overrides();
    overrides.extend(args.base_url.iter().map(|url| ("site__base_url".to_owned(), url.clone())));
    let built = pipeline::build(read, &Options { overrides, ..Options::default() }, None, &mut |_, _| ());
    let (Some(site), Some(settings)) = (&built.site, &built.settings) else {
        report::print(env, &built.findings, &built.sources);
        report::summary(env, &built.findings, "no checklist was made");
        return if built.settings_failed { Exit::Failed } else { Exit::Findings };
    };
    let done = asked(args, settings).and_then(|(form, way)| {
        let job = Job { args, site, settings, form, way, quiet: global.quiet };
        if args.all { job.pack(env) } else { job.one(env) }
    });
    match done {
        Ok(()) => Exit::Fine,
        Err(wrong) => change::fail(env, &wrong),
    }
}

fn asked(args: &ChecklistArgs, settings: &Settings) -> Result<(Form, Way), Wrong> {
    let layout = match &args.layout {
        Some(id) => Layout::named(id).ok_or_else(|| unknown("layout", id, LAYOUTS.iter().copied()))?,
        None => layouts(&settings.checklists.layouts).first().copied().unwrap_or_else(Layout::first),
    };
    let paper = match args.paper {
        Some(PaperArg::A4) => Paper::A4,
        Some(PaperArg::Letter) => Paper::Letter,
        None => settings.checklists.paper,
    };
    let ending = args.output.as_deref().filter(|_| !args.all).and_then(Path::extension).and_then(|it| it.to_str());
    let id = args.format.as_deref().or(ending).unwrap_or(if args.output.is_some() { "pdf" } else { "md" });
    let ids = || std::iter::once("html").chain(checklist::FORMATS.iter().map(|format| format.id));
    let way = match id.to_lowercase().as_str() {
        "html" | "htm" => Way::Html,
        id => Way::Format(checklist::format(id).ok_or_else(|| unknown("format", id, ids()))?),
    };
    Ok((Form { layout, paper, large: args.large || layout.large }, way))
}

/// What was asked for, and what it is made from.
struct Job<'a> {
    args: &'a ChecklistArgs,
    site: &'a Site,
    settings: &'a Settings,
    form: Form,
    way: Way,
    quiet: bool,
}

impl Job<'_> {
    fn one(&self, env: &mut Env) -> Result<(), Wrong> {
        let subject = choice(self.args, self.framework())?.subject(self.framework(), self.settings);
        if subject.statements.is_empty() {
            let help = "take one of the choices away: each narrows the others";
            return Err(Wrong::new(format!("no statement fits {}", subject.title)).help(help));
        }
        let (title, count) = (&subject.title, subject.statements.len());
        if self.is_paged() && count > MOST_ROWS {
            let message = format!("{title} has {count} statements; a sheet to print holds {MOST_ROWS}");
            let help = "choose fewer with `--level`, `--archetype` or `--domain`, or take `--format xlsx`, `ods`, `csv` or `md`";
            return Err(Wrong::new(message).help(help));
        }
        let file = self.args.output.as_ref().filter(|path| path.as_os_str() != "-");
        if self.args.output.is_none() && env.out_width.is_some() && !is_text(self.way) {
            let help = "name a file for it: `-o checklist.pdf`";
            return Err(Wrong::new("this format cannot be shown on a terminal").help(help));
        }
        let sheet = Sheet::new(self.framework(), self.settings, &subject, self.form);
        let said = format!("{}, {}, edition {}", sheet.title(), sheet.counted, sheet.edition);
        let mut missing = Vec::new();
        let bytes = self.written(sheet, &mut missing)?;
        self.tell(env, &missing);
        let Some(path) = file else {
            let _ = env.out.write_all(&bytes);
            return Ok(());
        };
        put(&env.dir.join(path), &bytes)?;
        if !self.quiet {
            env.say(&report::visible(&format!("{said} -> {}", path.display())));
        }
        Ok(())
    }

    fn framework(&self) -> &Framework {
        &self.site.plan.framework
    }

    /// A sheet's bytes; characters that no font has go to the others.
    fn written(&self, sheet: Sheet, missing: &mut Vec<Missing>) -> Result<Bytes, Wrong> {
        let format = match self.way {
            Way::Html => return self.site.sheet(sheet).map_err(|mistake| mistaken(*mistake)),
            Way::Format(format) => format,
        };
        let done = (format.make)(&sheet, self.site.fonts()).map_err(unmade)?;
        missing.extend(done.missing);
        Ok(done.bytes.into())
    }

    /// Says which characters nobody will be able to read.
    fn tell(&self, env: &mut Env, missing: &[Missing]) {
        for note in checklist::lacked(missing) {
            env.say(&report::visible(&format!("note: {note}")));
            env.say(&format!("  help: {}", checklist::LACKING_HELP));
        }
    }

    /// How its files end.
    fn ending(&self) -> &'static str {
        match self.way {
            Way::Html => "html",
            Way::Format(format) => format.id,
        }
    }

    /// Whether what it makes is for paper.
    fn is_paged(&self) -> bool {
        match self.way {
            Way::Html => true,
            Way::Format(format) => format.paged,
        }
    }
}

fn is_text(way: Way) -> bool {
    matches!(way, Way::Html) || matches!(way, Way::Format(format) if format.text)
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Wrong> {
    whole_file::put(path, bytes).map_err(|error| Wrong::new(format!("could not write `{}`: {error}", path.display())))
}

//! `gradus checklist`

use super::{Env, Exit, Global, report, whole_file};
use crate::base::{Bytes, csv, suggest};
use crate::checklist::pdf::{Fonts, Missing};
use crate::checklist::{self, Choice, Form, Format, Layout, Sheet, layouts, slices};
use crate::model::Framework;
use crate::pipeline::{self, Options, Site};
use crate::settings::{self, LAYOUTS, Paper, Settings};
use std::fs;
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

/// What is wrong with what was typed, and how to mend it.
struct Wrong(String, Option<String>);

pub fn run(env: &mut Env, global: &Global, args: &ChecklistArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let Some(read) = env.read(&project) else { return Exit::Failed };
    let mut overrides = settings::overrides(env.variables.iter().cloned());
    overrides.extend(args.base_url.iter().map(|url| ("site__base_url".to_owned(), url.clone())));
    let built = pipeline::build(read, &Options { overrides, ..Options::default() }, None, &mut |_, _| ());
    let (Some(site), Some(settings)) = (&built.site, &built.settings) else {
        report::print(env, &built.findings, &built.sources);
        report::summary(env, &built.findings, "no checklist was made");
        return if built.settings_failed { Exit::Failed } else { Exit::Findings };
    };
    let done = asked(args, settings).and_then(|(form, way)| {
        let job = Job { args, site, settings, form, way, fonts: Fonts::default(), quiet: global.quiet };
        if args.all { job.pack(env) } else { job.one(env) }
    });
    match done {
        Ok(()) => Exit::Fine,
        Err(Wrong(message, help)) => {
            env.fail(&message, help.as_deref());
            Exit::Failed
        }
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
    fonts: Fonts,
    quiet: bool,
}

impl Job<'_> {
    fn one(&self, env: &mut Env) -> Result<(), Wrong> {
        let subject = choice(self.args, self.framework())?.subject(self.framework(), &self.settings.names);
        if subject.statements.is_empty() {
            let help = "take one of the choices away: each narrows the others";
            return Err(Wrong(format!("no statement fits {}", subject.title), Some(help.to_owned())));
        }
        let file = self.args.output.as_ref().filter(|path| path.as_os_str() != "-");
        if self.args.output.is_none() && env.out_terminal && !is_text(self.way) {
            let help = "name a file for it: `-o checklist.pdf`";
            return Err(Wrong("this format cannot be shown on a terminal".to_owned(), Some(help.to_owned())));
        }
        let sheet = Sheet::new(self.framework(), self.settings, &subject, self.form);
        let said = format!("{}, {}, edition {}", sheet.title(), sheet.counted, sheet.edition);
        let bytes = self.written(env, sheet)?;
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

    /// Every ready sheet as a file of its own, and a list of them.
    fn pack(&self, env: &mut Env) -> Result<(), Wrong> {
        let shown = self.args.output.clone().unwrap_or_default();
        let folder = env.dir.join(&shown);
        prepare(&folder, &shown)?;
        let mut list = String::from("file,checklist,statements,version,edition\r\n");
        let all = slices(self.framework());
        for slice in &all {
            let subject = slice.subject(self.framework(), &self.settings.names);
            let sheet = Sheet::new(self.framework(), self.settings, &subject, self.form);
            let name = format!("{}.{}", slice.file_name(self.framework()), ending(self.way));
            let count = sheet.count.to_string();
            csv::row(&mut list, [name.as_str(), &sheet.subject, &count, &sheet.version, &sheet.edition]);
            put(&folder.join(&name), &self.written(env, sheet)?)?;
        }
        put(&folder.join(LIST), list.as_bytes())?;
        if !self.quiet {
            let shown = report::visible(&shown.display().to_string());
            env.say(&format!("{} checklists -> {shown}, listed in {LIST}", all.len()));
        }
        Ok(())
    }

    fn framework(&self) -> &Framework {
        &self.site.plan.framework
    }

    fn written(&self, env: &mut Env, sheet: Sheet) -> Result<Bytes, Wrong> {
        let format = match self.way {
            Way::Html => {
                let made = self.site.sheet(sheet);
                return made.map_err(|mistake| Wrong(mistake.message.clone(), mistake.help.clone()));
            }
            Way::Format(format) => format,
        };
        let done = (format.make)(&sheet, &self.fonts);
        let done = done.map_err(|why| Wrong(format!("could not make the sheet: {why}"), None))?;
        for Missing { character, statement } in done.missing {
            let place = statement.map_or("a title".to_owned(), |id| format!("`{id}`"));
            let code = u32::from(character);
            let note = format!("note: no font has the character `{character}` (U+{code:04X}) of {place}");
            env.say(&report::visible(&note));
        }
        Ok(done.bytes.into())
    }
}

/// The list of a pack.
const LIST: &str = "checklists.csv";

/// A pack goes into a folder of its own: what an earlier one left there would pass for current.
fn prepare(folder: &Path, shown: &Path) -> Result<(), Wrong> {
    let wrong = |error| Wrong(format!("could not make the folder `{}`: {error}", shown.display()), None);
    fs::create_dir_all(folder).map_err(wrong)?;
    let empty = fs::read_dir(folder).map_err(wrong)?.next().is_none();
    let help = "name a new folder, or an empty one, for the pack";
    let fault = Wrong(format!("there are files in `{}` already", shown.display()), Some(help.to_owned()));
    if empty { Ok(()) } else { Err(fault) }
}

fn ending(way: Way) -> &'static str {
    match way {
        Way::Html => "html",
        Way::Format(format) => format.id,
    }
}

fn is_text(way: Way) -> bool {
    matches!(way, Way::Html) || matches!(way, Way::Format(format) if format.text)
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Wrong> {
    whole_file::put(path, bytes).map_err(|error| Wrong(format!("could not write `{}`: {error}", path.display()), None))
}

fn choice(args: &ChecklistArgs, framework: &Framework) -> Result<Choice, Wrong> {
    let mut choice = Choice::default();
    for typed in &args.level {
        let found = framework.levels().find(|(_, level)| level.number.to_string() == typed.trim());
        let numbers: Vec<String> = framework.levels().map(|(_, level)| level.number.to_string()).collect();
        let (handle, _) = found.ok_or_else(|| unknown("level", typed, numbers.iter().map(String::as_str)))?;
        choice.levels.push(handle);
    }
    for typed in &args.archetype {
        let found = framework.archetypes().find(|(_, archetype)| {
            [&archetype.slug, &archetype.plural.to_lowercase()].contains(&&typed.trim().to_lowercase())
        });
        let slugs = || framework.archetypes().map(|(_, archetype)| archetype.slug.as_str());
        let (handle, _) = found.ok_or_else(|| unknown("archetype", typed, slugs()))?;
        choice.archetypes.push(handle);
    }
    for typed in &args.domain {
        let wanted = typed.trim().trim_matches('/');
        let fits = |path: &str| path == wanted || path.rsplit('/').next() == Some(wanted);
        let exact = framework.groups().find(|(_, group)| group.path == wanted || group.number == wanted);
        let found = exact.or_else(|| framework.groups().find(|(_, group)| fits(&group.path)));
        let paths = || framework.groups().map(|(_, group)| group.path.as_str());
        let (handle, _) = found.ok_or_else(|| {
            let last = paths().filter_map(|path| path.rsplit('/').next()).collect::<Vec<_>>();
            unknown("group", typed, last.into_iter())
        })?;
        choice.groups.push(handle);
    }
    if let Some(typed) = &args.profile {
        let found = framework.profiles().find(|(_, profile)| profile.slug == typed.trim());
        let slugs = || framework.profiles().map(|(_, profile)| profile.slug.as_str());
        choice.profile = Some(found.ok_or_else(|| unknown("profile", typed, slugs()))?.0);
    }
    choice.levels.sort_unstable();
    choice.levels.dedup();
    choice.archetypes.sort_unstable();
    choice.archetypes.dedup();
    choice.groups.sort_unstable();
    choice.groups.dedup();
    Ok(choice)
}

fn unknown<'a>(what: &str, typed: &str, there: impl Iterator<Item = &'a str>) -> Wrong {
    let there: Vec<&str> = there.collect();
    let help = suggest::help(typed, there.iter().copied());
    Wrong(format!("there is no {what} `{typed}`"), help)
}

//! New files, one kind a file: what has to be known for one, and what is written. A kind is an entry of `KINDS`; its flags,
//! its questions on a terminal and its help all come from there.

mod archetype;
mod capability;
mod group;
mod level;
mod mapping;
mod page;
mod process;
mod profile;
mod release;
mod resource;
mod term;

use super::{Change, Plan, Wrong, quote};
use crate::base::{file_fault, is_slug, slug};
use crate::look::find;
use crate::pipeline::Known;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A kind of file that can be made.
pub struct Kind {
    /// What is typed: `capability`.
    pub id: &'static str,
    /// For lists and help, in one line.
    pub what: &'static str,
    pub asks: &'static [Ask],
    pub make: fn(&Job) -> Result<Plan, Wrong>,
}

pub static KINDS: &[&Kind] = &[
    &capability::KIND,
    &group::KIND,
    &archetype::KIND,
    &level::KIND,
    &process::KIND,
    &profile::KIND,
    &resource::KIND,
    &mapping::KIND,
    &term::KIND,
    &page::KIND,
    &release::KIND,
];

/// Something that has to be known, or may be said.
pub struct Ask {
    pub flag: &'static str,
    /// What the flag takes, in capitals.
    pub value: &'static str,
    /// For the question on a terminal, and as the flag's help.
    pub question: &'static str,
    pub need: Need,
    /// Whether several can be given, with commas between.
    pub many: bool,
    pub choices: Option<&'static Choices>,
}

/// What there is to choose from.
pub struct Choices {
    /// What `gradus list` calls them.
    pub list: &'static str,
    pub all: fn(&Known) -> Vec<Choice>,
}

static GROUPS: Choices = Choices { list: "groups", all: groups };
static LEVELS: Choices = Choices { list: "levels", all: levels };
static ARCHETYPES: Choices = Choices { list: "archetypes", all: archetypes };
static PROCESSES: Choices = Choices { list: "processes", all: processes };

/// What is typed, and what it stands for.
pub type Choice = (String, String);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// Without it there is no file.
    Always,
    /// Asked for on a terminal; an empty answer is one.
    Offered,
    /// By its flag only.
    Flag,
}

/// What `Ask`s are made from: a flag with one value, by its flag only.
const PLAIN: Ask = Ask { flag: "", value: "TEXT", question: "", need: Need::Flag, many: false, choices: None };

/// Keys that several kinds have.
const TITLE: Ask = Ask { flag: "title", question: "What it is called", need: Need::Always, ..PLAIN };
const DESCRIPTION: Ask =
    Ask { flag: "description", question: "One line about it, for lists and search engines", ..PLAIN };
const NAME: Ask = Ask { flag: "name", value: "WORD", question: "The file's name, if not made from the title", ..PLAIN };
const TEXT: Ask = Ask { flag: "text", question: "The text, which can be written in the file later", ..PLAIN };

/// What was asked for, and what there is.
pub struct Job<'a> {
    pub kind: &'a Kind,
    pub known: &'a Known,
    pub answers: Answers,
    pub today: Date,
}

/// By flag; what was not answered is not there, and no answer is empty.
pub type Answers = BTreeMap<&'static str, Vec<String>>;

pub fn kind(id: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.id == id)
}

/// The first thing that a kind cannot do without and nobody said.
pub fn missing(kind: &Kind, answers: &Answers) -> Option<&'static Ask> {
    kind.asks.iter().find(|ask| ask.need == Need::Always && !answers.contains_key(ask.flag))
}

impl Job<'_> {
    fn one(&self, flag: &str) -> Option<&str> {
        self.answers.get(flag)?.first().map(String::as_str)
    }

    fn all(&self, flag: &str) -> impl Iterator<Item = &str> {
        self.answers.get(flag).into_iter().flatten().map(String::as_str)
    }

    /// An answer that `missing` has seen to.
    fn needed(&self, flag: &str) -> Result<&str, Wrong> {
        self.one(flag).ok_or_else(|| Wrong::new(format!("`--{flag}` is missing")))
    }

    /// The title, and the name that the file gets: the one that was given, or made from the title.
    fn named(&self) -> Result<(&str, String), Wrong> {
        let title = self.needed("title")?;
        Ok((title, self.name(title)?))
    }

    fn name(&self, title: &str) -> Result<String, Wrong> {
        let given = self.one("name");
        let name = given.map_or_else(|| slug(title), str::to_owned);
        if is_slug(&name) && file_fault(&name).is_none() {
            return Ok(name);
        }
        let better = slug(&name);
        Err(match given {
            Some(given) if better.is_empty() || better == given => {
                Wrong::new(format!("a file cannot be called `{given}`"))
                    .help("give a word of small letters, digits and hyphens, such as `--name ward-nurse`")
            }
            Some(given) => Wrong::new(format!("a file called `{given}` cannot become an address"))
                .help(format!("write `--name {better}`")),
            None => Wrong::new(format!("no file name can be made from `{title}`"))
                .help("give one of small letters, digits and hyphens, such as `--name ward-nurse`"),
        })
    }

    /// The slugs of archetypes that were named.
    fn archetypes(&self) -> Result<Vec<&str>, Wrong> {
        let framework = &self.known.framework;
        self.all("archetype").map(|typed| Ok(framework[find::archetype(framework, typed)?].slug.as_str())).collect()
    }

    fn levels(&self) -> Result<Vec<String>, Wrong> {
        let framework = &self.known.framework;
        self.all("level").map(|typed| Ok(framework[find::level(framework, typed)?].number.to_string())).collect()
    }

    /// What makes the file, with the text that was given, and says so.
    fn file(&self, path: String, front: Front, next: String) -> Result<Plan, Wrong> {
        self.file_with(self.one("text").unwrap_or_default(), path, front, next)
    }

    fn file_with(&self, text: &str, path: String, front: Front, next: String) -> Result<Plan, Wrong> {
        if self.known.sources.find(&path).is_some() {
            let other = ["name", "number", "version", "id"];
            let other = other.iter().find(|flag| self.kind.asks.iter().any(|ask| ask.flag == **flag));
            let help =
                format!("change that file, or give this one another name with `--{}`", other.unwrap_or(&"title"));
            return Err(Wrong::new(format!("there is a file `{path}` already")).help(help));
        }
        let text = text.trim();
        let body = if text.is_empty() { String::new() } else { format!("{text}\n") };
        let text = format!("---\n{}---\n{body}", front.0);
        let done = format!("Made {path}");
        Ok(Plan { changes: vec![Change::Create { path, text }], done, next, ..Plan::default() })
    }
}

/// The keys of a new file, a line each.
#[derive(Default)]
struct Front(String);

impl Front {
    /// A key with a text in quotes, if there is one.
    fn text(self, key: &str, text: Option<&str>) -> Front {
        self.raw(key, text.map(quote::quoted))
    }

    /// A key with a list of names, if there are any.
    fn names<'a>(self, key: &str, names: impl IntoIterator<Item = &'a str>) -> Front {
        let mut names = names.into_iter().peekable();
        if names.peek().is_none() {
            return self;
        }
        self.raw(key, Some(quote::list(names)))
    }

    /// A key with a value that is YAML.
    fn raw(mut self, key: &str, value: Option<String>) -> Front {
        if let Some(value) = value {
            self.0.push_str(&format!("{key}: {value}\n"));
        }
        self
    }
}

/// By the folder's name alone where only one group has it.
fn groups(known: &Known) -> Vec<Choice> {
    let of = &known.framework;
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, group) in of.groups() {
        *counts.entry(last(&group.path)).or_default() += 1;
    }
    let choice = |group: &crate::model::Group| {
        let short = last(&group.path);
        let typed = if counts.get(&short) == Some(&1) { short } else { group.path.clone() };
        (typed, format!("{}{} {}", "  ".repeat(group.depth), group.number, group.about.title()))
    };
    of.groups().map(|(_, group)| choice(group)).collect()
}

fn levels(known: &Known) -> Vec<Choice> {
    known.framework.levels().map(|(_, it)| (it.number.to_string(), it.about.title().to_owned())).collect()
}

fn archetypes(known: &Known) -> Vec<Choice> {
    known.framework.archetypes().map(|(_, it)| (it.slug.clone(), it.about.title().to_owned())).collect()
}

fn processes(known: &Known) -> Vec<Choice> {
    known.framework.processes().map(|(_, it)| (it.slug.clone(), it.about.title().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_content_can_be_made() {
        let ids: Vec<&str> = KINDS.iter().map(|kind| kind.id).collect();
        assert!(ids.is_sorted_by(|a, b| a != b));
        // Groups stand in no list of folders.
        assert_eq!(KINDS.len(), crate::parse::kind::KINDS.len() + 1);
    }

    #[test]
    fn no_kind_has_a_flag_twice_or_a_flag_that_every_command_has() {
        for kind in KINDS {
            let mut flags: Vec<&str> = kind.asks.iter().map(|ask| ask.flag).collect();
            flags.extend(["directory", "quiet", "verbose", "color", "help", "dry-run"]);
            let count = flags.len();
            flags.sort_unstable();
            flags.dedup();
            assert_eq!(flags.len(), count, "{}", kind.id);
        }
    }
}

//! What can be found: current statements first, in reading order, then everything else that has a name. Each with the
//! words that it is found by, and where it is.

use super::Source;
use crate::base::Address;
use crate::model::{About, Framework, Statement, StatementRef};
use crate::site::addresses;
use std::borrow::Cow;

/// A kind of thing that can be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Statement,
    Group,
    Page,
    Term,
    Resource,
    Profile,
    Mapping,
    Level,
    Archetype,
    Process,
}

/// In the order of records.
pub static KINDS: &[Kind] = &[
    Kind::Statement,
    Kind::Group,
    Kind::Page,
    Kind::Term,
    Kind::Resource,
    Kind::Profile,
    Kind::Mapping,
    Kind::Level,
    Kind::Archetype,
    Kind::Process,
];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Statement => "statement",
            Kind::Group => "group",
            Kind::Page => "page",
            Kind::Term => "term",
            Kind::Resource => "resource",
            Kind::Profile => "profile",
            Kind::Mapping => "mapping",
            Kind::Level => "level",
            Kind::Archetype => "archetype",
            Kind::Process => "process",
        }
    }

    /// How many there are. Depends on no words.
    pub fn count(self, framework: &Framework) -> usize {
        match self {
            Kind::Statement => framework.statements().len(),
            Kind::Group => framework.groups().len(),
            Kind::Page => framework.pages().len(),
            Kind::Term => framework.terms().len(),
            Kind::Resource => framework.resources().len(),
            Kind::Profile => framework.profiles().len(),
            Kind::Mapping => framework.mappings().len(),
            Kind::Level => framework.levels().len(),
            Kind::Archetype => framework.archetypes().len(),
            Kind::Process => framework.processes().len(),
        }
    }
}

/// A record. All text is plain.
pub struct Record<'a> {
    /// Only a statement has one.
    pub id: &'a str,
    /// Empty where it follows from the id: see [`is_plain`].
    pub href: String,
    /// Empty for a statement whose capability has no title of its own.
    pub title: Cow<'a, str>,
    /// What is shown below the title.
    pub text: Cow<'a, str>,
    /// What its author says people look for, which counts as the text does.
    pub tags: &'a [String],
    /// What is not shown, and counts little.
    pub body: Vec<Cow<'a, str>>,
    /// The titles of the groups that it stands in, which count least.
    pub above: Vec<&'a str>,
}

/// How much of a text is shown in a result, in bytes.
const SHOWN: usize = 240;

/// Hands over every record, in order.
pub fn each<'a>(source: &Source<'a>, visit: &mut dyn FnMut(Record<'a>)) {
    let framework = source.framework;
    for (handle, it) in framework.statements() {
        visit(statement(source, handle, it));
    }
    let of = |address: &Address, about: &'a About, more: Vec<String>| entity(source, address, about, more);
    for (_, it) in framework.groups() {
        visit(of(&addresses::group(it), &it.about, Vec::new()));
    }
    for (_, it) in framework.pages() {
        visit(of(&addresses::own_page(it), &it.about, Vec::new()));
    }
    for (_, it) in framework.terms() {
        let mut record = of(&addresses::glossary(), &it.about, it.forms.clone());
        record.href = source.links.to_anchor(&addresses::glossary(), &addresses::term_anchor(it));
        if let Some(short) = &it.abbreviation {
            record.title = format!("{} ({short})", record.title).into();
        }
        visit(record);
    }
    for (_, it) in framework.resources() {
        visit(of(&addresses::resource(it), &it.about, it.provider.iter().cloned().collect()));
    }
    for (_, it) in framework.profiles() {
        visit(of(&addresses::profile(it), &it.about, Vec::new()));
    }
    for (_, it) in framework.mappings() {
        let rows = it.rows.iter().flat_map(|row| std::iter::once(&row.to).chain(&row.note)).cloned();
        visit(of(&addresses::mapping(it), &it.about, rows.collect()));
    }
    for (_, it) in framework.levels() {
        visit(of(&addresses::level(it), &it.about, Vec::new()));
    }
    for (_, it) in framework.archetypes() {
        let mut more = it.examples.clone();
        more.push(it.plural.clone());
        visit(of(&addresses::archetype(it), &it.about, more));
    }
    for (_, it) in framework.processes() {
        visit(of(&addresses::process(it), &it.about, it.verbs.clone()));
    }
}

fn statement<'a>(source: &Source<'a>, handle: StatementRef, statement: &'a Statement) -> Record<'a> {
    let framework = source.framework;
    let capability = &framework[statement.capability];
    let address = addresses::capability(capability);
    let only = capability.statements == [handle];
    let href = match only {
        true => source.links.to(&address),
        false => source.links.to_anchor(&address, &addresses::level_anchor(&framework[statement.level])),
    };
    let mut body = Vec::new();
    // Where several statements share their guidance, the first stands for all.
    if capability.statements.first() == Some(&handle) && !capability.about.body.own().is_empty() {
        body.push(capability.about.body.own().plain().into());
    }
    Record {
        id: &capability.id,
        href: if only && is_plain(&capability.id) { String::new() } else { href },
        title: if capability.titled { capability.about.title().into() } else { "".into() },
        text: statement.text.own().phrase.plain.as_str().into(),
        tags: &capability.about.tags,
        body,
        above: framework.path_to(statement.group).into_iter().map(|at| framework[at].about.title()).collect(),
    }
}

/// Whether the script makes the address of a capability's page from its id.
fn is_plain(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

/// Anything with a title, and perhaps a description and a body. Found by the words of `more`, too.
fn entity<'a>(source: &Source<'a>, address: &Address, about: &'a About, more: Vec<String>) -> Record<'a> {
    let whole = about.body.own().plain();
    let mut body: Vec<Cow<str>> = more.into_iter().map(Cow::from).collect();
    let text = match about.description() {
        Some(description) => Cow::from(description),
        None => Cow::from(beginning(&whole).to_owned()),
    };
    body.push(whole.into());
    let (href, title, tags) = (source.links.to(address), about.title().into(), &about.tags);
    Record { id: "", href, title, text, tags, body, above: Vec::new() }
}

/// The first block of a text, or as many whole words of it as are shown.
fn beginning(text: &str) -> &str {
    let first = text.lines().next().unwrap_or_default();
    if first.len() <= SHOWN {
        return first;
    }
    let cut = &first[..first.floor_char_boundary(SHOWN)];
    cut.rsplit_once(' ').map_or(cut, |(words, _)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(beginning("One.\nTwo."), "One.");
        let long = "wörter ".repeat(60);
        let cut = beginning(&long);
        assert!(cut.len() <= SHOWN && cut.len() > SHOWN - 10 && cut.ends_with("wörter"), "{cut}");
        assert_eq!(beginning(""), "");
    }
}

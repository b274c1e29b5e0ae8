//! A text that calls a group by another name than the group's own: "6.4 Robotic systems" or
//! `[[robotics|Robotic Systems]]` where the group is called "Robotics".

use super::english::words::{Word, words};
use super::{Context, Rule};
use crate::base::{Diagnostic, Place, Span, codes};
use crate::markdown::{Link, LinkKind};
use crate::model::Group;
use crate::parse::{Document, Front};
use rayon::prelude::*;
use std::collections::HashMap;

pub static RULE: Rule = Rule { code: &codes::GROUP_NAMED_DIFFERENTLY, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    // A number without a point may be any number.
    let groups = || context.framework.groups().map(|(_, group)| group);
    let numbered: HashMap<&str, &Group> =
        groups().filter(|group| group.number.contains('.')).map(|group| (group.number.as_str(), group)).collect();
    let named = named(context);
    // A mapping has another framework's numbers, and a release those of another day.
    let is_about_now = |document: &&Document| !matches!(document.front, Some(Front::Mapping(_) | Front::Release(_)));
    let documents: Vec<&Document> = context.documents().filter(is_about_now).collect();
    let of = |document: &&Document| {
        let links = document.body.lead.iter().flat_map(|lead| lead.prose.links()).chain(document.body.rest.links());
        let linked = links.filter_map(|link| linked(context, document, link, &named));
        linked.chain(numbers(context, document, &numbered)).collect::<Vec<_>>()
    };
    documents.par_iter().flat_map_iter(of).collect()
}

/// The group that a reference means: by its whole path, or by its last folder where no other group has that name.
fn named<'a>(context: &Context<'a>) -> HashMap<&'a str, Option<&'a Group>> {
    let mut named: HashMap<&str, Option<&Group>> = HashMap::new();
    for (_, group) in context.framework.groups() {
        let last = group.path.rsplit('/').next().filter(|last| *last != group.path);
        for name in std::iter::once(group.path.as_str()).chain(last) {
            named.entry(name).and_modify(|one| *one = None).or_insert(Some(group));
        }
    }
    named
}

/// A reference with words of its own that begin with a capital, and so are meant as the name.
fn linked(
    context: &Context,
    document: &Document,
    link: &Link,
    named: &HashMap<&str, Option<&Group>>,
) -> Option<Diagnostic> {
    if link.kind != LinkKind::Reference || !link.own_text {
        return None;
    }
    let group = (*named.get(link.target.trim())?)?;
    let text = context.text(document.file);
    let end = link.span.end as usize;
    let (own, _) = text.get(end..)?.trim_start().strip_prefix('|')?.split_once("]]")?;
    let own = own.trim();
    let is_name = own.starts_with(char::is_uppercase) && is_akin(own, group.about.title());
    if !is_name || own.eq_ignore_ascii_case(group.about.title()) {
        return None;
    }
    let start = own.as_ptr() as usize - text.as_ptr() as usize;
    Some(finding(context, document, Span::new(start, start + own.len()), own, group))
}

/// A group's number, and behind it words that are nearly its title.
fn numbers(context: &Context, document: &Document, numbered: &HashMap<&str, &Group>) -> Vec<Diagnostic> {
    let text = context.at(document.body_place);
    let offset = document.body_place.span.start as usize;
    let mut findings = Vec::new();
    // Looked for first, as it is quick: a digit, a point, a digit.
    let is_number = |three: &[u8]| three[1] == b'.' && three[0].is_ascii_digit() && three[2].is_ascii_digit();
    if numbered.is_empty() || !text.as_bytes().windows(3).any(is_number) {
        return findings;
    }
    let words = words(text);
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.text.starts_with(|c: char| c.is_ascii_digit())) {
        let digits =
            text[word.start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - word.start);
        let number = text[word.start..word.start + digits].trim_end_matches('.');
        let Some(group) = numbered.get(number).filter(|_| !text[..word.start].ends_with('.')) else { continue };
        let title = group.about.title();
        let end = word.start + digits;
        let behind = text[end..].trim_start_matches([' ', ':', '.']);
        if behind.get(..title.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(title)) {
            continue;
        }
        let first = words[at..].iter().find(|next| next.start >= end);
        let Some(first) = first.filter(|first| first.text.starts_with(char::is_uppercase) && first.start - end <= 2)
        else {
            continue;
        };
        let name = &text[first.start..name_end(text, &words, first, title)];
        if is_akin(name, title) {
            let span = Span::new(first.start, first.start + name.len()).shifted(offset);
            findings.push(finding(context, document, span, name, group));
        }
    }
    findings
}

/// As many words as the title has, on one line; or a word more, where the line or the cell of a table ends with it.
fn name_end(text: &str, words: &[Word], first: &Word, title: &str) -> usize {
    let count = title.split_whitespace().count();
    let line_end = text[first.start..].find(['\n', '|']).map_or(text.len(), |at| first.start + at);
    let on_line = words.iter().skip_while(|word| word.start < first.start).take_while(|word| word.start < line_end);
    let ends: Vec<usize> = on_line.map(|word| word.start + word.text.len()).collect();
    let count = if ends.len() == count + 1 { count + 1 } else { count };
    ends[..count.min(ends.len())].last().copied().unwrap_or(first.start)
}

/// Whether one name seems to be meant as the other: they share the beginning of a longer word.
fn is_akin(name: &str, title: &str) -> bool {
    let begins = |text: &str| -> Vec<String> {
        let long = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= 4);
        long.map(|word| word.chars().take(4).collect::<String>().to_lowercase()).collect()
    };
    let title = begins(title);
    begins(name).iter().any(|word| title.contains(word))
}

fn finding(context: &Context, document: &Document, span: Span, name: &str, group: &Group) -> Diagnostic {
    let title = group.about.title();
    let place = Place { file: document.file, span };
    Diagnostic::new(RULE.code, place, format!("this group is called `{name}` here and `{title}` in its own file"))
        .related(context.title_place(&group.about), "its own name")
        .help(format!("write `{title}` here, or change the title there"))
}

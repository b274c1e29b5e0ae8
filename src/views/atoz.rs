//! A to Z: capabilities by title, or by what they ask for; groups; glossary terms; profiles; resources.

use super::listing::MOST;
use super::{Plan, View};
use crate::base::slug;
use crate::site::{Crumb, Page, addresses};
use serde::Serialize;
use std::collections::BTreeMap;

pub static VIEW: View = View { template: "a-to-z.html", summary: "everything by its first letter", pages };

#[derive(Serialize)]
struct AToZPage {
    letters: Vec<Letter>,
    /// Links to the letters' own pages or to their places on this one.
    jumps: Vec<Crumb>,
}

#[derive(Clone, Serialize)]
struct Letter {
    letter: String,
    anchor: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Serialize)]
struct Entry {
    /// Inline HTML is not needed here: plain text.
    text: String,
    href: String,
    /// What it is, where that is not a capability: "Domain", "Term".
    kind: String,
    id: Option<String>,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let mut letters: BTreeMap<(bool, String), Vec<Entry>> = BTreeMap::new();
    for entry in entries(plan) {
        letters.entry(letter_of(&entry.text)).or_default().push(entry);
    }
    let letters: Vec<Letter> = letters
        .into_iter()
        .map(|((_, letter), mut entries)| {
            entries.sort_by_cached_key(|entry| (entry.text.to_lowercase(), entry.id.clone()));
            let word = slug(&letter);
            Letter { anchor: format!("g-{}", if word.is_empty() { "other" } else { &word }), letter, entries }
        })
        .collect();
    let total: usize = letters.iter().map(|letter| letter.entries.len()).sum();
    let address = addresses::a_to_z();
    let title = "A to Z";
    let head =
        |address: &crate::base::Address| {
            let mut head = plan.head(title, address, "capabilities");
            head.breadcrumb.push(plan.crumb(
                format!("All {}", plan.settings.names.capability.many.to_lowercase()),
                &addresses::capabilities(),
            ));
            head
        };
    if total <= MOST {
        let jumps = letters
            .iter()
            .map(|letter| Crumb { title: letter.letter.clone(), href: plan.links.to_anchor(&address, &letter.anchor) });
        let content = AToZPage { jumps: jumps.collect(), letters };
        return vec![Page {
            head: head(&address),
            address,
            template: VIEW.template,
            content: Box::new(content),
            origin: None,
        }];
    }
    // Too long for a page: each letter has its own, and a letter past the limit several.
    let mut jumps = Vec::new();
    let mut further = Vec::new();
    for letter in letters {
        let base = address.below(letter.anchor.trim_start_matches("g-"));
        let chunks: Vec<&[Entry]> = letter.entries.chunks(MOST).collect();
        for (page, chunk) in chunks.iter().enumerate() {
            let here = if page == 0 { base.clone() } else { base.below(&format!("page-{}", page + 1)) };
            let name = if page == 0 { letter.letter.clone() } else { format!("{} {}", letter.letter, page + 1) };
            jumps.push(plan.crumb(&name, &here));
            further.push((here, name, Letter { entries: chunk.to_vec(), ..letter.clone() }));
        }
    }
    let first = AToZPage { letters: Vec::new(), jumps: jumps.clone() };
    let mut pages = vec![Page {
        head: head(&address),
        address: address.clone(),
        template: VIEW.template,
        content: Box::new(first),
        origin: None,
    }];
    pages.extend(further.into_iter().map(|(here, name, letter)| {
        let mut head = head(&here);
        head.breadcrumb.push(plan.crumb(title, &address));
        head.title = format!("{title}: {name}");
        let content = AToZPage { letters: vec![letter], jumps: jumps.clone() };
        Page { head, address: here, template: VIEW.template, content: Box::new(content), origin: None }
    }));
    pages
}

fn entries(plan: &Plan) -> Vec<Entry> {
    let framework = plan.framework;
    let mut entries = Vec::new();
    for (_, capability) in framework.capabilities().filter(|(_, capability)| capability.retired.is_none()) {
        let Some(first) = capability.statements.first() else { continue };
        let text = match capability.titled {
            true => capability.about.title().to_owned(),
            false => without_stem(&framework[*first].text.own().phrase.plain),
        };
        let href = plan.links.to(&addresses::capability(capability));
        entries.push(Entry { text, href, kind: String::new(), id: Some(capability.id.clone()) });
    }
    let mut add = |text: &str, address: &crate::base::Address, kind: &str| {
        let (text, href) = (text.to_owned(), plan.links.to(address));
        entries.push(Entry { text, href, kind: kind.to_owned(), id: None });
    };
    for (_, group) in framework.groups() {
        add(group.about.title(), &addresses::group(group), &plan.group_name(group.depth).one);
    }
    for (_, archetype) in framework.archetypes() {
        add(&archetype.plural, &addresses::archetype(archetype), &plan.settings.names.archetype.one);
    }
    for (_, profile) in framework.profiles() {
        add(profile.about.title(), &addresses::profile(profile), "Profile");
    }
    for (_, resource) in framework.resources() {
        add(resource.about.title(), &addresses::resource(resource), "Resource");
    }
    for (_, term) in framework.terms() {
        let href = plan.links.to_anchor(&addresses::glossary(), &addresses::term_anchor(term));
        let words = std::iter::once(term.about.title()).chain(term.abbreviation.as_deref());
        entries.extend(words.map(|word| Entry {
            text: word.to_owned(),
            href: href.clone(),
            kind: "Term".to_owned(),
            id: None,
        }));
    }
    entries
}

/// "I can explain …" is found under E: the words that open many statements alike are no help in finding one.
fn without_stem(text: &str) -> String {
    static STEMS: &[&str] =
        &["I can ", "I am able to ", "I am ", "I ", "Can ", "Able to ", "Ability to ", "Skill in ", "To "];
    let rest = STEMS.iter().find_map(|stem| text.strip_prefix(stem)).unwrap_or(text);
    let mut letters = rest.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The heading that a text stands under; what begins with no letter comes last.
fn letter_of(text: &str) -> (bool, String) {
    let plain = slug(text);
    match plain.chars().next().filter(|c| c.is_alphabetic()) {
        Some(letter) => (false, letter.to_uppercase().collect()),
        None => (true, "0 to 9".to_owned()),
    }
}

//! A to Z: capabilities by title, or by what they ask for; groups; glossary terms; profiles; resources.

use super::listing::MOST;
use super::{Page, Plan, View};
use crate::base::{Address, slug};
use crate::model::{ArchetypeRef, CapabilityRef, GroupRef, ProfileRef, ResourceRef, TermRef};
use crate::site::{Crumb, Head, addresses};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub static VIEW: View = View { template: "a-to-z.html", summary: "everything by its first letter", pages };

#[derive(Serialize)]
struct AToZPage {
    letters: Vec<Letter>,
    /// Links to the letters' own pages or to their places on this one.
    jumps: Vec<Crumb>,
}

#[derive(Clone, Serialize)]
pub struct Letter {
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

/// All entries by letter, in order; each plan has its own, for all pages.
#[derive(Default)]
pub struct AToZ(OnceLock<Vec<Letter>>);

/// Something that has a name.
#[derive(Clone, Copy)]
enum Named {
    Capability(CapabilityRef),
    Group(GroupRef),
    Archetype(ArchetypeRef),
    Profile(ProfileRef),
    Resource(ResourceRef),
    Term(TermRef),
    Abbreviation(TermRef),
}

fn pages(plan: &Plan) -> Vec<Page> {
    let address = addresses::a_to_z();
    let letters = plan.letters();
    if letters.iter().map(|letter| letter.entries.len()).sum::<usize>() <= MOST {
        return vec![Page::new(&VIEW, address, None, |plan: &Plan, address: &Address| {
            let letters = plan.letters();
            let jump =
                |of: &Letter| Crumb { title: of.letter.clone(), href: plan.links.to_anchor(address, &of.anchor) };
            (head(plan, address), AToZPage { jumps: letters.iter().map(jump).collect(), letters: letters.to_vec() })
        })];
    }
    // Too long for a page: each letter has its own, and a letter past the limit several.
    let mut jumps = Vec::new();
    let mut further = Vec::new();
    for (at, Letter { letter, anchor, entries }) in letters.iter().enumerate() {
        let base = address.below(anchor.trim_start_matches("g-"));
        for page in 0..entries.len().div_ceil(MOST) {
            let here = addresses::page_of_list(&base, page);
            let title = if page == 0 { letter.clone() } else { format!("{letter} {}", page + 1) };
            jumps.push(plan.crumb(&title, &here));
            further.push((here, title, at, page));
        }
    }
    let jumps: Arc<[Crumb]> = jumps.into();
    let links = Arc::clone(&jumps);
    let mut pages = vec![Page::new(&VIEW, address, None, move |plan: &Plan, address: &Address| {
        (head(plan, address), AToZPage { letters: Vec::new(), jumps: links.to_vec() })
    })];
    pages.extend(further.into_iter().map(|(here, title, at, page)| {
        let jumps = Arc::clone(&jumps);
        Page::new(&VIEW, here, None, move |plan: &Plan, address: &Address| {
            let mut head = head(plan, address);
            head.breadcrumb.push(plan.crumb(TITLE, &addresses::a_to_z()));
            head.title = format!("{TITLE}: {title}");
            let Letter { letter, anchor, entries } = &plan.letters()[at];
            let entries = entries.iter().skip(page * MOST).take(MOST).cloned().collect();
            let letter = Letter { letter: letter.clone(), anchor: anchor.clone(), entries };
            (head, AToZPage { letters: vec![letter], jumps: jumps.to_vec() })
        })
    }));
    pages
}

const TITLE: &str = "A to Z";

fn head(plan: &Plan, address: &Address) -> Head {
    let mut head = plan.head(TITLE, address, "capabilities");
    let above = format!("All {}", plan.settings.names.capability.many.to_lowercase());
    head.breadcrumb.push(plan.crumb(above, &addresses::capabilities()));
    head
}

fn all(plan: &Plan) -> Vec<Named> {
    let framework = &plan.framework;
    let current = framework.capabilities().filter(|(_, it)| it.retired.is_none() && !it.statements.is_empty());
    let mut all: Vec<Named> = current.map(|(at, _)| Named::Capability(at)).collect();
    all.extend(framework.groups().map(|(at, _)| Named::Group(at)));
    all.extend(framework.archetypes().map(|(at, _)| Named::Archetype(at)));
    all.extend(framework.profiles().map(|(at, _)| Named::Profile(at)));
    all.extend(framework.resources().map(|(at, _)| Named::Resource(at)));
    for (at, term) in framework.terms() {
        all.push(Named::Term(at));
        all.extend(term.abbreviation.is_some().then_some(Named::Abbreviation(at)));
    }
    all
}

fn text(plan: &Plan, named: Named) -> String {
    let framework = &plan.framework;
    match named {
        Named::Capability(at) if !framework[at].titled => {
            without_stem(&framework[framework[at].statements[0]].text.own().phrase.plain)
        }
        Named::Capability(at) => framework[at].about.title().to_owned(),
        Named::Group(at) => framework[at].about.title().to_owned(),
        Named::Archetype(at) => framework[at].plural.clone(),
        Named::Profile(at) => framework[at].about.title().to_owned(),
        Named::Resource(at) => framework[at].about.title().to_owned(),
        Named::Term(at) => framework[at].about.title().to_owned(),
        Named::Abbreviation(at) => framework[at].abbreviation.clone().unwrap_or_default(),
    }
}

/// Whether a capability stands under the same letter in both plans.
pub fn same_letter(before: &Plan, after: &Plan, capability: CapabilityRef) -> bool {
    let named = Named::Capability(capability);
    letter_of(&text(before, named)) == letter_of(&text(after, named))
}

impl Plan {
    fn letters(&self) -> &[Letter] {
        self.a_to_z.0.get_or_init(|| {
            let mut by_letter: BTreeMap<(bool, String), Vec<Entry>> = BTreeMap::new();
            for named in all(self) {
                let entry = entry(self, named);
                by_letter.entry(letter_of(&entry.text)).or_default().push(entry);
            }
            by_letter.into_iter().map(|((_, name), entries)| letter(&name, entries)).collect()
        })
    }
}

fn letter(name: &str, mut entries: Vec<Entry>) -> Letter {
    entries.sort_by_cached_key(|entry| (entry.text.to_lowercase(), entry.id.clone()));
    Letter { letter: name.to_owned(), anchor: anchor_of(name), entries }
}

fn anchor_of(letter: &str) -> String {
    let word = slug(letter);
    format!("g-{}", if word.is_empty() { "other" } else { &word })
}

fn entry(plan: &Plan, named: Named) -> Entry {
    let framework = &plan.framework;
    let (kind, href) = match named {
        Named::Capability(at) => ("", plan.links.to(&addresses::capability(&framework[at]))),
        Named::Group(at) => {
            (plan.group_name(framework[at].depth).one.as_str(), plan.links.to(&addresses::group(&framework[at])))
        }
        Named::Archetype(at) => {
            (plan.settings.names.archetype.one.as_str(), plan.links.to(&addresses::archetype(&framework[at])))
        }
        Named::Profile(at) => ("Profile", plan.links.to(&addresses::profile(&framework[at]))),
        Named::Resource(at) => ("Resource", plan.links.to(&addresses::resource(&framework[at]))),
        Named::Term(at) | Named::Abbreviation(at) => {
            ("Term", plan.links.to_anchor(&addresses::glossary(), &addresses::term_anchor(&framework[at])))
        }
    };
    let id = match named {
        Named::Capability(at) => Some(framework[at].id.clone()),
        _ => None,
    };
    Entry { text: text(plan, named), href, kind: kind.to_owned(), id }
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
    // The first letter of all is mostly the one; only a mark before it makes the whole text needed.
    let first = text.split_inclusive(char::is_alphanumeric).next().unwrap_or_default();
    let plain = slug(first);
    match plain.chars().next().filter(|c| c.is_alphabetic()) {
        Some(letter) => (false, letter.to_uppercase().collect()),
        None => (true, "0 to 9".to_owned()),
    }
}

//! Names to things. A name that is known to be broken or a draft is told from one that nothing has: what stands in an
//! unreadable file must not be blamed a second time where it is referred to.

use super::Absence;
use crate::base::{Code, Diagnostic, Fix, Located, suggest};
use std::collections::BTreeMap;

/// The names of one kind of thing.
pub struct Names<T> {
    /// "archetype", for messages.
    what: &'static str,
    code: &'static Code,
    known: BTreeMap<String, Known<T>>,
    /// That there is nothing of this kind at all has been told already.
    is_silent: bool,
}

enum Known<T> {
    Here(T),
    Absent(Absence),
}

impl<T: Copy + PartialEq> Names<T> {
    pub fn new(what: &'static str, code: &'static Code) -> Names<T> {
        Names { what, code, known: BTreeMap::new(), is_silent: false }
    }

    pub fn add(&mut self, name: &str, thing: T) {
        self.known.insert(name.to_owned(), Known::Here(thing));
    }

    pub fn add_absent(&mut self, name: &str, absence: Absence) {
        self.known.entry(name.to_owned()).or_insert(Known::Absent(absence));
    }

    /// From here on, that nothing has any such name is no news.
    pub fn silence(&mut self) {
        self.is_silent = true;
    }

    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Why nothing has this name, where that is known.
    pub fn absence(&self, name: &str) -> Option<Absence> {
        match self.known.get(name) {
            Some(Known::Absent(absence)) => Some(*absence),
            _ => None,
        }
    }

    /// The names that nothing stands for.
    pub fn absent(&self) -> BTreeMap<String, Absence> {
        let absent = self.known.iter().filter_map(|(name, known)| match known {
            Known::Absent(absence) => Some((name.clone(), *absence)),
            Known::Here(_) => None,
        });
        absent.collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.known.contains_key(name)
    }

    /// What a name stands for, if anything.
    pub fn get(&self, name: &str) -> Option<T> {
        match self.known.get(name) {
            Some(Known::Here(thing)) => Some(*thing),
            _ => None,
        }
    }

    /// What a name stands for; a finding if it stands for nothing.
    pub fn find(&self, name: &Located<String>, findings: &mut Vec<Diagnostic>) -> Option<T> {
        match self.known.get(&name.value) {
            Some(Known::Here(thing)) => return Some(*thing),
            Some(Known::Absent(Absence::Broken)) => {}
            Some(Known::Absent(Absence::Draft)) => findings.push(
                Diagnostic::new(self.code, name.place, format!("the {} `{}` is a draft", self.what, name.value))
                    .label("drafts are left out of the site")
                    .help("take `draft: true` out of its file, or build with `--drafts`"),
            ),
            None if self.known.is_empty() && self.is_silent => {}
            None => {
                // Looking for neighbours takes time; past a few findings nobody reads them.
                let told = findings.iter().filter(|finding| std::ptr::eq(finding.code, self.code)).take(20).count();
                let here = self.known.iter().filter(|(_, known)| matches!(known, Known::Here(_)));
                let names = || here.clone().map(|(name, _)| name.as_str());
                let is_early = told < 20;
                let finding = Diagnostic::new(self.code, name.place, format!("unknown {} `{}`", self.what, name.value))
                    .label(format!("no {} has this {}", self.what, if self.what == "level" { "number" } else { "id" }))
                    .maybe_help(if is_early { suggest::help(&name.value, names().collect::<Vec<_>>()) } else { None })
                    .fix(if is_early { Fix::name(&name.value, names()) } else { None });
                findings.push(finding);
            }
        }
        None
    }

    /// What a list of names stands for, each once.
    pub fn find_all(&self, names: &[Located<String>], findings: &mut Vec<Diagnostic>) -> Vec<T> {
        let mut found: Vec<T> = Vec::with_capacity(names.len());
        for name in names {
            let Some(thing) = self.find(name, findings) else { continue };
            if found.contains(&thing) {
                let message = format!("the {} `{}` is named twice", self.what, name.value);
                findings.push(
                    Diagnostic::new(&crate::base::codes::REPEATED_REFERENCE, name.place, message)
                        .help("take one of them out")
                        .fix(Some(Fix::TakeOut)),
                );
                continue;
            }
            found.push(thing);
        }
        found
    }
}

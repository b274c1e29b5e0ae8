//! Names to things. A name that is known to be broken or a draft is told from one that nothing has: what stands in an
//! unreadable file must not be blamed a second time where it is referred to.

use super::Absence;
use crate::base::{Code, Diagnostic, Located, suggest};
use std::collections::BTreeMap;

/// The names of one kind of thing.
pub struct Names<T> {
    /// "archetype", for messages.
    what: &'static str,
    code: &'static Code,
    known: BTreeMap<String, Known<T>>,
}

enum Known<T> {
    Here(T),
    Absent(Absence),
}

impl<T: Copy + PartialEq> Names<T> {
    pub fn new(what: &'static str, code: &'static Code) -> Names<T> {
        Names { what, code, known: BTreeMap::new() }
    }

    pub fn add(&mut self, name: &str, thing: T) {
        self.known.insert(name.to_owned(), Known::Here(thing));
    }

    pub fn add_absent(&mut self, name: &str, absence: Absence) {
        self.known.entry(name.to_owned()).or_insert(Known::Absent(absence));
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
            None => {
                let names = || self.known.keys().map(String::as_str);
                let finding = Diagnostic::new(self.code, name.place, format!("unknown {} `{}`", self.what, name.value))
                    .label(format!("no {} has this {}", self.what, if self.what == "level" { "number" } else { "id" }))
                    .maybe_help(suggest::help(&name.value, names().collect::<Vec<_>>()));
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
                        .help("take one of them out"),
                );
                continue;
            }
            found.push(thing);
        }
        found
    }
}

//! JSON Schema of everything that an author writes: the front matter of each kind, and `gradus.yml`.
//!
//! Keys and types are what the readers ask for (`parse::Shape`); descriptions are what the reference for authors says
//! (`reference`). So an editor that knows the schema says the same as the program and its documentation.

mod json;
mod reference;

use crate::parse::kind::{self, Kind};
use crate::parse::{Key, Shape};
use crate::settings;
use serde_json::{Map, Value, json};

/// Something that has a schema.
pub struct Subject {
    /// What it is called on the command line, and its file's name.
    pub id: &'static str,
    /// Its part in the reference for authors.
    heading: &'static str,
    kind: Option<&'static Kind>,
}

const fn of(id: &'static str, heading: &'static str, kind: &'static Kind) -> Subject {
    Subject { id, heading, kind: Some(kind) }
}

/// The settings first, then the kinds as the reference has them.
pub static SUBJECTS: &[Subject] = &[
    Subject { id: "settings", heading: "Settings: gradus.yml", kind: None },
    of("capability", "Capability", &kind::capability::KIND),
    of("group", "Group", &kind::group::KIND),
    of("level", "Level", &kind::level::KIND),
    of("archetype", "Archetype", &kind::archetype::KIND),
    of("process", "Process", &kind::process::KIND),
    of("profile", "Profile", &kind::profile::KIND),
    of("resource", "Resource", &kind::resource::KIND),
    of("mapping", "Mapping", &kind::mapping::KIND),
    of("term", "Glossary term", &kind::term::KIND),
    of("release", "Release", &kind::release::KIND),
    of("page", "Page", &kind::page::KIND),
];

/// What it is called on the command line: the data that a site gives out and that a release keeps.
pub const DATA_ID: &str = "data";

impl Subject {
    pub fn named(id: &str) -> Option<&'static Subject> {
        SUBJECTS.iter().find(|subject| subject.id == id)
    }

    pub fn shape(&self) -> Shape {
        self.kind.map_or_else(settings::shape, Kind::shape)
    }

    /// What the reference says of a key; `path` leads to it from the top: `["mappings", "scheme"]`.
    pub fn says(&self, path: &[&str]) -> String {
        reference::of_key(self.heading, self.kind.is_some(), path)
    }

    /// The schema, whole.
    pub fn schema(&self) -> Value {
        let what = match self.kind {
            Some(_) => format!("Front matter: {}", self.heading.to_lowercase()),
            None => "The settings of a framework: gradus.yml".to_owned(),
        };
        let mut schema = Map::new();
        schema.insert("$schema".into(), json!(DIALECT));
        schema.insert("title".into(), json!(what));
        schema.append(&mut self.body());
        Value::Object(schema)
    }

    fn body(&self) -> Map<String, Value> {
        let mut body = json::object(&self.shape(), &mut Vec::new(), &|path| self.says(path));
        // What no key can say of itself: a capability has one of two shapes.
        if self.id == "capability" {
            body.insert("oneOf".into(), json!([{ "required": ["level"] }, { "required": ["statements"] }]));
        }
        body
    }
}

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// All schemas in one, each under its name.
pub fn all() -> Value {
    let subjects = SUBJECTS.iter().map(|subject| (subject.id.to_owned(), Value::Object(subject.body())));
    json!({ "$schema": DIALECT, "title": "What a framework is written in", "$defs": subjects.collect::<Map<_, _>>() })
}

/// Calls `each` with every key of a shape and of what stands inside, and the path to it.
pub fn walk<'s>(shape: &'s Shape, path: &mut Vec<&'static str>, each: &mut dyn FnMut(&[&'static str], &'s Key)) {
    for key in &shape.keys {
        path.push(key.name);
        each(path, key);
        if let Some(inner) = &key.inner {
            walk(inner, path, each);
        }
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_schema() {
        for kind in kind::KINDS {
            assert!(
                SUBJECTS.iter().any(|subject| subject.kind.is_some_and(|known| std::ptr::eq(known, *kind))),
                "{}",
                kind.name
            );
        }
    }

    #[test]
    fn every_key_that_is_read_is_described_in_the_reference() {
        for subject in SUBJECTS {
            walk(&subject.shape(), &mut Vec::new(), &mut |path, _| {
                let is_section = subject.kind.is_none() && path.len() == 1;
                let says = subject.says(path);
                assert!(is_section || !says.is_empty(), "docs/content.md has no {path:?} of {}", subject.id);
                assert!(!says.contains("]("), "{says}");
            });
        }
    }

    #[test]
    fn every_key_in_the_reference_is_read() {
        for subject in SUBJECTS {
            let mut read = Vec::new();
            walk(&subject.shape(), &mut Vec::new(), &mut |path, _| read.push(path.join(".")));
            for key in reference::keys(subject.heading, subject.kind.is_some()) {
                assert!(read.contains(&key), "{key} of {} is in docs/content.md and is not read", subject.id);
            }
        }
    }

    #[test]
    fn what_is_required_fixed_or_nested_is_known() {
        let shape = Subject::named("capability").unwrap().shape();
        assert!(shape.key("id").unwrap().required && !shape.key("title").unwrap().required);
        let statement = shape.key("statements").unwrap().inner.as_ref().unwrap();
        assert!(statement.key("text").unwrap().required);
        let row = shape.key("mappings").unwrap().inner.as_ref().unwrap();
        assert!(row.key("relation").unwrap().values.iter().any(|value| value == "close"));
        let settings = Subject::named("settings").unwrap().shape();
        assert!(settings.key("framework").unwrap().required);
        let names = settings.key("names").unwrap().inner.as_ref().unwrap();
        assert!(names.key("level").unwrap().inner.as_ref().unwrap().key("one").unwrap().required);
    }
}

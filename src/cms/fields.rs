//! The fields of a form: for each key that a reader asks for, what an editor shows to fill it in.

use super::Editor;
use crate::model::Framework;
use crate::parse::{Key, Shape, Takes};
use crate::schema::Subject;
use crate::settings::Settings;
use serde_json::{Value, json};

pub struct Forms<'a> {
    pub editor: Editor,
    pub framework: &'a Framework,
    pub settings: &'a Settings,
}

/// What a key's value names, by the key's name; these names mean the same wherever they stand.
enum Names {
    Level,
    Process,
    Archetype,
    Resource,
}

static NAMES: &[(&str, Names)] = &[
    ("level", Names::Level),
    ("levels", Names::Level),
    ("process", Names::Process),
    ("archetypes", Names::Archetype),
    ("resources", Names::Resource),
];

impl Forms<'_> {
    /// The fields of a kind: its title and its own keys, the text, and then what every kind has.
    pub fn of(&self, subject: &Subject) -> Vec<Value> {
        let shape = subject.shape();
        let common = Subject::named("page").expect("a kind").shape();
        let is_own = |key: &&Key| common.key(key.name).is_none();
        let first = shape.keys.iter().filter(|key| matches!(key.name, "id" | "title"));
        let own = shape.keys.iter().filter(is_own).filter(|key| key.name != "id");
        let rest = shape.keys.iter().filter(|key| !is_own(key) && key.name != "title");
        // `id` before `title`.
        let mut first: Vec<&Key> = first.collect();
        first.sort_by_key(|key| key.name != "id");
        let mut fields: Vec<Value> =
            first.into_iter().chain(own).filter_map(|key| self.field(subject, &[], key)).collect();
        fields.push(self.body(subject));
        fields.extend(rest.filter_map(|key| self.field(subject, &[], key)));
        fields
    }

    /// Whether a framework has, or may well come to have, things of a kind.
    pub fn is_used(&self, id: &str) -> bool {
        match id {
            "archetype" => self.framework.archetypes().len() > 0,
            "process" => self.framework.processes().len() > 0,
            _ => true,
        }
    }

    /// What this framework calls the things of a kind.
    pub fn name_of(&self, id: &str) -> String {
        let names = &self.settings.names;
        match id {
            "level" => names.level.many.clone(),
            "archetype" => names.archetype.many.clone(),
            "process" => names.process.many.clone(),
            "term" => "Glossary".to_owned(),
            other => format!("{}s", words(other)),
        }
    }

    /// The text below the front matter, as it is typed: an editor that lays Markdown out would write some of it anew, and
    /// links by id with it.
    fn body(&self, subject: &Subject) -> Value {
        let (label, hint) = match (subject.id, self.has_statements_by_level()) {
            ("capability", false) => ("Statement, and below it guidance", "the first paragraph is the statement"),
            ("capability", true) => ("Text", "without statements by level, the first paragraph is the statement"),
            _ => ("Text", "Markdown"),
        };
        let mut body = json!({ "name": "body", "label": label, "hint": hint, "widget": "markdown", "required": false });
        body["modes"] = json!(["raw"]);
        body
    }

    fn field(&self, subject: &Subject, outer: &[&str], key: &Key) -> Option<Value> {
        let path = [outer, &[key.name]].concat();
        let mut field = json!({ "name": key.name, "label": self.label(key.name) });
        let hint = subject.says(&path);
        if !hint.is_empty() {
            field["hint"] = json!(hint);
        }
        field["required"] = json!(key.required);
        let widget = match NAMES.iter().find(|(name, _)| *name == key.name) {
            Some((_, names)) => self.choice(names, key.takes == Takes::List)?,
            None => self.widget(subject, &path, key)?,
        };
        merge(&mut field, widget);
        Some(field)
    }

    /// What a field is called: in the framework's own words where it has any.
    fn label(&self, key: &str) -> String {
        let names = &self.settings.names;
        match key {
            "level" => names.level.one.clone(),
            "levels" => names.level.many.clone(),
            "process" => names.process.one.clone(),
            "archetypes" => names.archetype.many.clone(),
            other => words(other),
        }
    }

    /// Something to choose from what this framework has; nothing where it has none.
    fn choice(&self, names: &Names, several: bool) -> Option<Value> {
        let framework = self.framework;
        let options: Vec<Value> = match names {
            Names::Level => framework
                .levels()
                .map(|(_, level)| json!({ "label": format!("{} {}", level.number, level.about.title()), "value": level.number }))
                .collect(),
            Names::Process => framework
                .processes()
                .map(|(_, process)| json!({ "label": process.about.title(), "value": process.slug }))
                .collect(),
            Names::Archetype => framework
                .archetypes()
                .map(|(_, archetype)| json!({ "label": archetype.about.title(), "value": archetype.slug }))
                .collect(),
            Names::Resource => {
                return Some(json!({
                    "widget": "relation", "collection": "resources", "multiple": several,
                    "value_field": "{{slug}}", "search_fields": ["title"], "display_fields": ["title"],
                }));
            }
        };
        (!options.is_empty()).then(|| json!({ "widget": "select", "multiple": several, "options": options }))
    }

    fn widget(&self, subject: &Subject, path: &[&str], key: &Key) -> Option<Value> {
        let inner = |shape: &Option<Shape>| -> Vec<Value> {
            shape.iter().flat_map(|shape| &shape.keys).filter_map(|key| self.field(subject, path, key)).collect()
        };
        Some(match key.takes {
            Takes::Line | Takes::LineOrNone if !key.values.is_empty() => {
                json!({ "widget": "select", "options": key.values })
            }
            Takes::Line | Takes::LineOrNone => json!({ "widget": "string" }),
            Takes::Text => json!({ "widget": "text" }),
            Takes::Number => json!({ "widget": "number", "value_type": "int" }),
            Takes::Date => self.date(),
            Takes::Flag => json!({ "widget": "boolean" }),
            Takes::Url => json!({ "widget": "string", "pattern": ["^https?://", "begins with https://"] }),
            Takes::List | Takes::Nodes => {
                json!({
                    "widget": "list", "collapsed": false, "summary": "{{item}}",
                    "field": { "name": "item", "label": "Entry", "widget": "string" },
                })
            }
            Takes::Child => json!({ "widget": "object", "collapsed": true, "fields": inner(&key.inner) }),
            Takes::Rows => json!({ "widget": "list", "fields": inner(&key.inner) }),
            Takes::Pairs => self.by_level(&inner(&key.inner))?,
            Takes::TextPairs if self.editor == Editor::Sveltia => json!({ "widget": "keyvalue" }),
            // What no form can show stays in the file as it is.
            Takes::TextPairs | Takes::ListPairs | Takes::Free => return None,
        })
    }

    fn date(&self) -> Value {
        let mut date = json!({ "widget": "datetime", "format": "YYYY-MM-DD" });
        match self.editor {
            Editor::Decap => merge(&mut date, json!({ "date_format": "YYYY-MM-DD", "time_format": false })),
            Editor::Sveltia => date["type"] = json!("date"),
        }
        date
    }

    /// A part for each level, in a framework that has statements by level.
    fn by_level(&self, fields: &[Value]) -> Option<Value> {
        let level = |number: u32, title: &str| {
            let label = format!("{number} {title}");
            json!({
                "name": number.to_string(), "label": label, "widget": "object", "collapsed": true, "required": false,
                "fields": fields,
            })
        };
        let levels: Vec<Value> = self.framework.levels().map(|(_, it)| level(it.number, it.about.title())).collect();
        self.has_statements_by_level().then(|| json!({ "widget": "object", "collapsed": true, "fields": levels }))
    }

    fn has_statements_by_level(&self) -> bool {
        self.framework.capabilities().any(|(_, capability)| capability.statements.len() > 1)
    }
}

/// "next_review" as it is read aloud: "Next review".
fn words(key: &str) -> String {
    let mut letters = key.replace('_', " ").chars().collect::<Vec<_>>();
    if let Some(first) = letters.first_mut() {
        first.make_ascii_uppercase();
    }
    letters.into_iter().collect()
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(mut from)) = (into, from) {
        into.append(&mut from);
    }
}

//! A capability: one statement at one level (shape A), or one statement a level (shape B).

use super::super::Front;
use super::super::fields::Fields;
use super::super::yaml::{Node, Value};
use super::Kind;
use super::common;
use crate::base::{Diagnostic, codes};

use super::common::Common;
use crate::base::{Located, Place};

pub static KIND: Kind = Kind { folder: "domains", name: "a capability", nested: true, read };

#[derive(Clone, PartialEq, Debug)]
pub struct CapabilityFront {
    pub common: Common,
    /// Where the front matter stands.
    pub place: Place,
    pub id: Option<Located<String>>,
    pub level: Option<Located<String>>,
    /// Whether a level was meant, though it may not be readable.
    pub means_level: bool,
    pub process: Option<Located<String>>,
    pub archetypes: Vec<Located<String>>,
    pub means_archetypes: bool,
    pub means_statements: bool,
    /// Shape B: level to statement. `None` in shape A.
    pub statements: Option<Vec<StatementFront>>,
    pub resources: Vec<Located<String>>,
    pub related: Vec<Located<String>>,
    pub requires: Vec<Located<String>>,
    pub mappings: Vec<MappedTo>,
    pub retired: Option<Retired>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct StatementFront {
    pub level: Located<String>,
    pub text: Option<Located<String>>,
    pub process: Option<Located<String>>,
    pub archetypes: Vec<Located<String>>,
}

/// What another framework calls something like it.
#[derive(Clone, PartialEq, Debug)]
pub struct MappedTo {
    pub scheme: Option<Located<String>>,
    pub id: Option<Located<String>>,
    pub relation: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Retired {
    pub since: Option<Located<String>>,
    pub reason: Option<String>,
    pub replaced_by: Vec<Located<String>>,
}

/// The relations of SKOS, as an author may write them.
pub static RELATIONS: &[&str] = &[
    "exact",
    "close",
    "broad",
    "narrow",
    "related",
    "exact_match",
    "close_match",
    "broad_match",
    "narrow_match",
    "related_match",
];

fn read(fields: &mut Fields) -> Front {
    let place = fields.place();
    let common = common::read(fields);
    let id = fields.required_line("id", "AI-041");
    let means_statements = fields.meant("statements");
    let means_level = fields.meant("level") || means_statements;
    let means_archetypes = fields.meant("archetypes");
    let level = fields.line("level");
    let process = fields.line("process");
    let archetypes = fields.list("archetypes");
    let statements = fields.has("statements").then(|| statements(fields));
    let resources = fields.list("resources");
    let related = fields.list("related");
    let requires = fields.list("requires");
    let mappings = fields.rows("mappings", "a mapping", |row| MappedTo {
        scheme: row.required_line("scheme", "hee-dcf"),
        id: row.required_line("id", "C3.2"),
        relation: row.choice("relation", RELATIONS).map(|text| plain_relation(&text.value)),
        note: row.line("note").map(|text| text.value),
    });
    let retired = fields.child("retired", "`retired`").map(|mut retired| {
        let value = Retired {
            since: retired.line("since"),
            reason: retired.line("reason").map(|text| text.value),
            replaced_by: retired.list("replaced_by"),
        };
        retired.finish();
        value
    });
    Front::Capability(CapabilityFront {
        common,
        place,
        id,
        level,
        means_level,
        process,
        archetypes,
        means_archetypes,
        means_statements,
        statements,
        resources,
        related,
        requires,
        mappings,
        retired,
    })
}

fn statements(fields: &mut Fields) -> Vec<StatementFront> {
    let place = fields.place_of("statements");
    let pairs = fields.pairs("statements");
    if let (Some(place), true) = (place, pairs.is_empty()) {
        let finding = Diagnostic::new(&codes::NO_STATEMENT, place, "`statements` has no statement");
        fields.push(finding.help("write a line for each level: `2: { text: \"I can …\" }`"));
    }
    let read = |(level, node): (Located<String>, Node)| {
        // `1: "I can …"` is short for `1: { text: "I can …" }`.
        if let Value::Scalar { .. } | Value::Null = node.value {
            let text = fields.scalar(&level.value, node);
            return StatementFront { level, text, process: None, archetypes: Vec::new() };
        }
        fields.read(node, "a statement", |statement| {
            statement.require("text", "\"I can …\"");
            StatementFront {
                level,
                text: statement.text("text"),
                process: statement.line("process"),
                archetypes: statement.list("archetypes"),
            }
        })
    };
    pairs.into_iter().map(read).collect()
}

/// `close_match` and `close` are the same relation.
pub fn plain_relation(text: &str) -> String {
    text.trim_end_matches("_match").to_owned()
}

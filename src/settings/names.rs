//! `names`: what a framework calls its things.

use crate::parse::fields::Fields;
use crate::parse::yaml::{Node, Value};

/// What this framework calls its things.
#[derive(Clone, Debug)]
pub struct Names {
    /// By depth: a domain, a sub-domain, and so on; the last one serves for all that is deeper.
    pub groups: Vec<Name>,
    pub capability: Name,
    pub statement: Name,
    pub level: Name,
    pub archetype: Name,
    pub process: Name,
}

/// A word for one and for several.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Name {
    pub one: String,
    pub many: String,
}

impl Name {
    /// English plurals by rule; other words are written as `{ one: …, many: … }`.
    fn of(one: &str) -> Name {
        let many = match one {
            _ if ["s", "x", "ch", "sh", "z"].iter().any(|end| one.ends_with(end)) => format!("{one}es"),
            _ if one.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|end| one.ends_with(end)) => {
                format!("{}ies", &one[..one.len() - 1])
            }
            _ => format!("{one}s"),
        };
        Name { one: one.to_owned(), many }
    }
}

pub(super) fn read(top: &mut Fields) -> Names {
    let mut names = Names {
        groups: vec![Name::of("Domain"), Name::of("Sub-domain"), Name::of("Area")],
        capability: Name::of("Capability"),
        statement: Name::of("Statement"),
        level: Name::of("Level"),
        archetype: Name::of("Archetype"),
        process: Name { one: "Thinking skill".into(), many: "Thinking skills".into() },
    };
    let Some(mut fields) = top.child("names", "`names`") else { return names };
    let groups: Vec<Name> = fields.nodes("groups").into_iter().filter_map(|node| name(&mut fields, node)).collect();
    if !groups.is_empty() {
        names.groups = groups;
    }
    for (key, word) in [
        ("capability", &mut names.capability),
        ("statement", &mut names.statement),
        ("level", &mut names.level),
        ("archetype", &mut names.archetype),
        ("process", &mut names.process),
    ] {
        let node = fields.nodes(key).into_iter().next();
        if let Some(given) = node.and_then(|node| name(&mut fields, node)) {
            *word = given;
        }
    }
    fields.finish();
    names
}

/// A word, or `{ one: …, many: … }`.
fn name(fields: &mut Fields, node: Node) -> Option<Name> {
    if let Value::Scalar { text, .. } = &node.value
        && !text.trim().is_empty()
    {
        return Some(Name::of(text.trim()));
    }
    fields.read(node, "a name", |name| {
        let (one, many) = (name.required_line("one", "Level"), name.line("many"));
        let (one, many) = (one?.value, many.map(|many| many.value));
        Some(Name { many: many.unwrap_or_else(|| Name::of(&one).many), one })
    })
}

//! A mapping: how this framework's things stand to another framework's, row by row.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::capability::{RELATIONS, plain_relation};
use super::common::Common;
use crate::base::Located;

pub static KIND: Kind = Kind { folder: "mappings", name: "a mapping", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct MappingFront {
    pub common: Common,
    pub scheme: Option<Located<String>>,
    /// The other framework's version; rows rot silently without it.
    pub version: Option<String>,
    pub rows: Vec<MappingRow>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct MappingRow {
    /// A group's or capability's id.
    pub from: Option<Located<String>>,
    /// Whatever the other framework calls it.
    pub to: Option<String>,
    pub relation: Option<String>,
    pub note: Option<String>,
}

fn read(fields: &mut Fields) -> Front {
    Front::Mapping(MappingFront {
        common: common::read_titled(fields, "\"To the … framework\""),
        scheme: fields.required_line("scheme", "hee-dcf"),
        version: fields.line("version").map(|text| text.value),
        rows: fields.rows("rows", "a mapping's row", |row| MappingRow {
            from: row.required_line("from", "AI-041"),
            to: row.required_line("to", "C3.2").map(|text| text.value),
            relation: row.choice("relation", RELATIONS).map(|text| plain_relation(&text.value)),
            note: row.line("note").map(|text| text.value),
        }),
    })
}

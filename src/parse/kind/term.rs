//! A term of the glossary.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;

pub static KIND: Kind = Kind { folder: "glossary", name: "a glossary term", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct TermFront {
    pub common: Common,
    pub abbreviation: Option<String>,
    /// Other words and spellings that mean the same.
    pub forms: Vec<String>,
}

fn read(fields: &mut Fields) -> Front {
    Front::Term(TermFront {
        common: common::read_titled(fields, "\"Data drift\""),
        abbreviation: fields.line("abbreviation").map(|text| text.value),
        forms: fields.list("forms").into_iter().map(|form| form.value).collect(),
    })
}

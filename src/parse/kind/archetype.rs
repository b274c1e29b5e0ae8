//! An archetype: who a statement is for.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;
use crate::base::Located;

pub static KIND: Kind = Kind { folder: "archetypes", name: "an archetype", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct ArchetypeFront {
    pub common: Common,
    /// A letter or two, printed beside the name and never instead of it.
    pub code: Option<Located<String>>,
    pub plural: Option<String>,
    /// Roles of people who are one.
    pub examples: Vec<String>,
}

fn read(fields: &mut Fields) -> Front {
    Front::Archetype(ArchetypeFront {
        common: common::read_titled(fields, "\"User\""),
        code: fields.line("code"),
        plural: fields.line("plural").map(|text| text.value),
        examples: fields.list("examples").into_iter().map(|role| role.value).collect(),
    })
}

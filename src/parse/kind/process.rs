//! A process of the taxonomy: a kind of thinking, with the verbs that show it.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;
use crate::base::Located;

pub static KIND: Kind = Kind { folder: "taxonomy", name: "a process of the taxonomy", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct ProcessFront {
    pub common: Common,
    /// Place in the taxonomy, lower-order thinking first.
    pub order: Option<Located<i64>>,
    pub verbs: Vec<String>,
}

fn read(fields: &mut Fields) -> Front {
    fields.require("order", "1");
    Front::Process(ProcessFront {
        common: common::read_titled(fields, "\"Remember\""),
        order: fields.number("order"),
        verbs: fields.list("verbs").into_iter().map(|verb| verb.value).collect(),
    })
}

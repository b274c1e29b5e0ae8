//! A group: a domain, a sub-domain, and deeper.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;
use crate::base::Located;

/// Groups are told by their file's name, `_index.md`, and so stand in no list of folders.
pub static KIND: Kind = Kind { folder: "domains", name: "a group", nested: true, read };

#[derive(Clone, PartialEq, Debug)]
pub struct GroupFront {
    pub common: Common,
    /// For display ("6.4"); derived from the order where absent.
    pub number: Option<Located<String>>,
    /// Prefix of new ids.
    pub code: Option<Located<String>>,
}

fn read(fields: &mut Fields) -> Front {
    Front::Group(GroupFront {
        common: common::read_titled(fields, "\"Robotics\""),
        number: fields.line("number"),
        code: fields.line("code"),
    })
}

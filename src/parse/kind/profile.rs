//! A profile: a role or persona that needs certain levels of certain groups or capabilities.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;
use crate::base::Located;

pub static KIND: Kind = Kind { folder: "profiles", name: "a profile", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct ProfileFront {
    pub common: Common,
    pub archetypes: Vec<Located<String>>,
    /// Group or capability id, to level.
    pub targets: Vec<(Located<String>, Located<String>)>,
}

fn read(fields: &mut Fields) -> Front {
    Front::Profile(ProfileFront {
        common: common::read_titled(fields, "\"Ward nurse\""),
        archetypes: fields.list("archetypes"),
        targets: fields.text_pairs("targets"),
    })
}

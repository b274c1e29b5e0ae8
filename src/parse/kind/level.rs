//! A level: the file's name is its number.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;

pub static KIND: Kind = Kind { folder: "levels", name: "a level", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct LevelFront {
    pub common: Common,
}

fn read(fields: &mut Fields) -> Front {
    Front::Level(LevelFront { common: common::read_titled(fields, "\"Aware\"") })
}

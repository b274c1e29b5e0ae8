//! A release: a version of the framework that was given out, with its notes.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;
use crate::base::Located;
use jiff::civil::Date;

pub static KIND: Kind = Kind { folder: "releases", name: "a release", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct ReleaseFront {
    pub common: Common,
    pub version: Option<Located<String>>,
    pub date: Option<Date>,
    pub summary: Option<String>,
}

fn read(fields: &mut Fields) -> Front {
    let common = common::read(fields);
    let version = fields.required_line("version", "\"1.0.0\"");
    fields.require("date", "2026-11-22");
    Front::Release(ReleaseFront {
        common,
        version,
        date: fields.date("date").map(|date| date.value),
        summary: fields.line("summary").map(|text| text.value),
    })
}

//! A resource: something to learn from.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;
use crate::base::Located;
use jiff::civil::Date;

pub static KIND: Kind = Kind { folder: "resources", name: "a resource", nested: false, read };

#[derive(Clone, PartialEq, Debug)]
pub struct ResourceFront {
    pub common: Common,
    pub url: Option<String>,
    pub provider: Option<String>,
    /// Guidance, course, book …: the author's word.
    pub form: Option<String>,
    pub duration: Option<String>,
    pub cost: Option<String>,
    pub levels: Vec<Located<String>>,
    pub capabilities: Vec<Located<String>>,
    /// When the link was last seen to work.
    pub checked: Option<Date>,
}

fn read(fields: &mut Fields) -> Front {
    Front::Resource(ResourceFront {
        common: common::read_titled(fields, "\"A guide to …\""),
        url: fields.url("url").map(|text| text.value),
        provider: fields.line("provider").map(|text| text.value),
        form: fields.line("type").map(|text| text.value),
        duration: fields.line("duration").map(|text| text.value),
        cost: fields.line("cost").map(|text| text.value),
        levels: fields.list("levels"),
        capabilities: fields.list("capabilities"),
        checked: fields.date("checked").map(|date| date.value),
    })
}

//! Any other page, and the home page.

use super::super::Front;
use super::super::fields::Fields;
use super::Kind;
use super::common;

use super::common::Common;

pub static KIND: Kind = Kind { folder: "pages", name: "a page", nested: true, read };

#[derive(Clone, PartialEq, Debug)]
pub struct PageFront {
    pub common: Common,
}

fn read(fields: &mut Fields) -> Front {
    Front::Page(PageFront { common: common::read_titled(fields, "\"About\"") })
}

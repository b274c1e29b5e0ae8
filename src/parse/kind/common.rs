//! The keys that every kind has.

use super::super::fields::Fields;
use crate::base::Located;
use jiff::civil::Date;

/// Absent keys are `None` or empty; nothing here is looked up yet.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Common {
    pub title: Option<Located<String>>,
    pub description: Option<String>,
    pub weight: Option<i64>,
    pub aliases: Vec<Located<String>>,
    pub draft: bool,
    pub tags: Vec<String>,
    pub owner: Option<String>,
    pub reviewed: Option<Date>,
    pub next_review: Option<Date>,
}

pub fn read(fields: &mut Fields) -> Common {
    let common = Common {
        title: fields.line("title"),
        description: fields.line("description").map(|text| text.value),
        weight: fields.number("weight").map(|number| number.value),
        aliases: fields.list("aliases"),
        draft: fields.flag("draft"),
        tags: fields.list("tags").into_iter().map(|tag| tag.value).collect(),
        owner: fields.line("owner").map(|text| text.value),
        reviewed: fields.date("reviewed").map(|date| date.value),
        next_review: fields.date("next_review").map(|date| date.value),
    };
    fields.free("extra");
    common
}

/// As `read`, for kinds that cannot do without a title.
pub fn read_titled(fields: &mut Fields, example: &str) -> Common {
    fields.require("title", example);
    read(fields)
}

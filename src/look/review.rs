//! When capabilities are due for review: overdue, month by month, never.

use super::table::Table;
use crate::model::Framework;
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeMap;

/// The calendar of current capabilities, as of a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// Ids that were due before that day, the longest overdue first.
    pub overdue: Vec<(Date, String)>,
    /// By month, from that day on: "2027-03" and how many.
    pub months: BTreeMap<String, usize>,
    /// How many have no date.
    pub without: usize,
}

pub fn calendar(of: &Framework, today: Date) -> Calendar {
    let mut calendar = Calendar { overdue: Vec::new(), months: BTreeMap::new(), without: 0 };
    for (_, capability) in of.capabilities().filter(|(_, it)| it.retired.is_none()) {
        match capability.about.next_review {
            None => calendar.without += 1,
            Some(day) if day < today => calendar.overdue.push((day, capability.id.clone())),
            Some(day) => *calendar.months.entry(day.strftime("%Y-%m").to_string()).or_default() += 1,
        }
    }
    calendar.overdue.sort();
    calendar
}

impl Calendar {
    pub fn table(&self) -> Table {
        let mut table = Table::new(["month", "due"]);
        let overdue = (!self.overdue.is_empty()).then(|| ("overdue".to_owned(), self.overdue.len()));
        let months = self.months.iter().map(|(month, count)| (month.clone(), *count));
        let without = (self.without > 0).then(|| ("no date".to_owned(), self.without));
        for (month, count) in overdue.into_iter().chain(months).chain(without) {
            table.rows.push(vec![json!(month), json!(count)]);
        }
        table
    }
}

/// How far ahead to look: `60d`, `8w`, `3m`, `1y`, or a number of days. `None` for anything else.
pub fn ahead(text: &str, today: Date) -> Option<Date> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: i32 = digits.parse().ok().filter(|number| (0..=10_000).contains(number))?;
    let span = match &text[digits.len()..] {
        "" | "d" => jiff::Span::new().days(number),
        "w" => jiff::Span::new().weeks(number),
        "m" => jiff::Span::new().months(number),
        "y" => jiff::Span::new().years(number.min(1000)),
        _ => return None,
    };
    today.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_ahead_is_days_weeks_months_or_years() {
        let at = |text: &str| ahead(text, date(2026, 11, 22)).map(|day| day.to_string());
        assert_eq!(at("60d").as_deref(), Some("2027-01-21"));
        assert_eq!(at("60"), at("60d"));
        assert_eq!(at("2w").as_deref(), Some("2026-12-06"));
        assert_eq!(at("3m").as_deref(), Some("2027-02-22"));
        assert_eq!(at("1y").as_deref(), Some("2027-11-22"));
        for wrong in ["", "soon", "d", "-1d", "6x", "99999999999d", "1d1"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}

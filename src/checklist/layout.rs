//! Layouts: which columns a sheet has, and for whom.

use serde::Serialize;

/// How a sheet is laid out. Its id is what `checklists.layouts` in the settings names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Layout {
    pub id: &'static str,
    pub title: &'static str,
    /// One line on whom it is for.
    pub purpose: &'static str,
    pub columns: &'static [Column],
    pub landscape: bool,
    /// Large print.
    pub large: bool,
    /// Rating, evidence and signing parts, which a plain tick list does without.
    pub assessed: bool,
}

/// A column of the table of statements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    Tick,
    Id,
    Statement,
    Note,
    Rating,
    Evidence,
    Initials,
    Date,
    /// Twelve narrow columns, one a person.
    Names,
}

impl Layout {
    /// How many columns the table has.
    pub fn width(&self) -> usize {
        self.columns.iter().map(|column| if *column == Column::Names { NAMES } else { 1 }).sum()
    }
}

/// How many people a roster has room for.
pub const NAMES: usize = 12;

static ALL: &[Layout] = &[
    Layout {
        id: "learner",
        title: "Learner's checklist",
        purpose: "Tick what you can do, and note what you want to learn.",
        columns: &[Column::Tick, Column::Id, Column::Statement, Column::Note],
        landscape: false,
        large: false,
        assessed: false,
    },
    Layout {
        id: "assessor",
        title: "Assessor's record",
        purpose: "Rate, give evidence, and have each statement signed off.",
        columns: &[Column::Id, Column::Statement, Column::Rating, Column::Evidence, Column::Initials, Column::Date],
        landscape: false,
        large: false,
        assessed: true,
    },
    Layout {
        id: "induction",
        title: "Induction checklist",
        purpose: "For the first weeks in a post: tick, date and initial each statement.",
        columns: &[Column::Tick, Column::Id, Column::Statement, Column::Date, Column::Initials],
        landscape: false,
        large: false,
        assessed: true,
    },
    Layout {
        id: "roster",
        title: "Class roster",
        purpose: "One sheet for a group of up to twelve people.",
        columns: &[Column::Id, Column::Statement, Column::Names],
        landscape: true,
        large: false,
        assessed: false,
    },
    Layout {
        id: "large-print",
        title: "Learner's checklist in large print",
        purpose: "As the learner's checklist, with letters of 18 points.",
        columns: &[Column::Tick, Column::Id, Column::Statement],
        landscape: false,
        large: true,
        assessed: false,
    },
    Layout {
        id: "blank",
        title: "Action plan and signatures",
        purpose: "What to do next, and who signs.",
        columns: &[],
        landscape: false,
        large: false,
        assessed: true,
    },
];

/// The layouts that the settings choose, in that order.
pub fn layouts(chosen: &[String]) -> Vec<&'static Layout> {
    chosen.iter().filter_map(|id| ALL.iter().find(|layout| layout.id == id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_know_every_layout() {
        let ids: Vec<&str> = ALL.iter().map(|layout| layout.id).collect();
        assert_eq!(ids, crate::settings::LAYOUTS);
    }
}

//! Layouts: which columns a sheet has, for whom, and what else there is to fill in.

use serde::Serialize;

/// How a sheet is laid out. Its id is what `checklists.layouts` in the settings names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Layout {
    pub id: &'static str,
    pub title: &'static str,
    /// One line on whom it is for.
    pub purpose: &'static str,
    /// Perhaps a tick, then id and statement, then what is filled in. None where there is no table.
    pub columns: &'static [Column],
    /// How to use it, for the person who holds the paper. Empty where there is no table.
    pub how: &'static str,
    /// What is written at the top: "Name", "Role".
    pub lines: &'static [&'static str],
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

impl Column {
    /// What stands at its head. A person's column has a number there, for whoever does not see where it is.
    pub fn title(self) -> &'static str {
        match self {
            Column::Tick => "Done",
            Column::Id => "Id",
            Column::Statement => "Statement",
            Column::Note => "Note",
            Column::Rating => "Rating",
            Column::Evidence => "Evidence",
            Column::Initials => "Initials",
            Column::Date => "Date",
            Column::Names => "Person",
        }
    }
}

/// An empty table: an action plan, or who signs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Blank {
    pub title: &'static str,
    pub columns: &'static [BlankColumn],
    pub rows: usize,
    /// Whether its rows have to hold a signature.
    pub signed: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BlankColumn {
    pub title: &'static str,
    /// Its width, as a share of those of all columns together.
    pub share: u8,
}

/// What is signed at the end.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Declaration {
    pub title: &'static str,
    pub text: &'static str,
    pub lines: &'static [&'static str],
}

/// What the ratings from 1 mean.
pub static RATINGS: &[&str] = &["not yet", "with support", "on my own", "I can teach it"];

static PLAN: &[BlankColumn] = &[
    BlankColumn { title: "What I will learn or do next", share: 60 },
    BlankColumn { title: "With whose help", share: 25 },
    BlankColumn { title: "By when", share: 15 },
];

static SIGNATORIES: &[BlankColumn] = &[
    BlankColumn { title: "Surname", share: 20 },
    BlankColumn { title: "First name", share: 18 },
    BlankColumn { title: "Designation", share: 22 },
    BlankColumn { title: "Signature", share: 28 },
    BlankColumn { title: "Initials", share: 12 },
];

impl Layout {
    /// How many columns the table has.
    pub fn width(&self) -> usize {
        self.columns.iter().map(|column| if *column == Column::Names { NAMES } else { 1 }).sum()
    }

    /// The sheet's action plan. A roster is about many people, and has none.
    pub fn plan(&self) -> Option<Blank> {
        let rows = if self.columns.is_empty() { 10 } else { 5 };
        (!self.landscape).then_some(Blank { title: "Action plan", columns: PLAN, rows, signed: false })
    }

    /// Who signs on the sheet.
    pub fn signatories(&self) -> Option<Blank> {
        let rows = if self.columns.is_empty() { 8 } else { 4 };
        self.assessed.then_some(Blank {
            title: "Who has signed on this sheet",
            columns: SIGNATORIES,
            rows,
            signed: true,
        })
    }

    pub fn declaration(&self) -> Option<Declaration> {
        self.assessed.then_some(Declaration {
            title: "Declaration",
            text: "What is ticked, rated and initialled on this sheet is true to the best of our knowledge.",
            lines: &["Learner's signature", "Date", "Assessor's signature", "Date"],
        })
    }
}

/// How many people a roster has room for.
pub const NAMES: usize = 12;

const PERSON: &[&str] = &["Name", "Role", "Organisation", "Start date"];

static ALL: &[Layout] = &[
    Layout {
        id: "learner",
        title: "Learner's checklist",
        purpose: "Tick what you can do, and note what you want to learn.",
        columns: &[Column::Tick, Column::Id, Column::Statement, Column::Note],
        how: "Tick what you can do today. Put a star beside the three statements that you want to learn first. Keep the sheet, and come back to it at your next review.",
        lines: PERSON,
        landscape: false,
        large: false,
        assessed: false,
    },
    Layout {
        id: "assessor",
        title: "Assessor's record",
        purpose: "Rate, give evidence, and have each statement signed off.",
        columns: &[Column::Id, Column::Statement, Column::Rating, Column::Evidence, Column::Initials, Column::Date],
        how: "The learner rates each statement first. The assessor looks at the evidence, then initials and dates the row.",
        lines: PERSON,
        landscape: false,
        large: false,
        assessed: true,
    },
    Layout {
        id: "induction",
        title: "Induction checklist",
        purpose: "For the first weeks in a post: tick, date and initial each statement.",
        columns: &[Column::Tick, Column::Id, Column::Statement, Column::Date, Column::Initials],
        how: "Tick what you can do. Whoever has seen it writes the date and their initials.",
        lines: PERSON,
        landscape: false,
        large: false,
        assessed: true,
    },
    Layout {
        id: "roster",
        title: "Class roster",
        purpose: "One sheet for a group of up to twelve people.",
        columns: &[Column::Id, Column::Statement, Column::Names],
        how: "Write one name at the head of each column. Put a tick, or a rating from 1 to 4, where a person has shown the statement.",
        lines: &["Group or course", "Led by"],
        landscape: true,
        large: false,
        assessed: false,
    },
    Layout {
        id: "large-print",
        title: "Learner's checklist in large print",
        purpose: "As the learner's checklist, with letters of 18 points.",
        columns: &[Column::Tick, Column::Id, Column::Statement],
        how: "Tick what you can do today. Put a star beside the three statements that you want to learn first. Keep the sheet, and come back to it at your next review.",
        lines: PERSON,
        landscape: false,
        large: true,
        assessed: false,
    },
    Layout {
        id: "blank",
        title: "Action plan and signatures",
        purpose: "What to do next, and who signs.",
        columns: &[],
        how: "",
        lines: PERSON,
        landscape: false,
        large: false,
        assessed: true,
    },
];

/// The layouts that the settings choose, in that order.
pub fn layouts(chosen: &[String]) -> Vec<&'static Layout> {
    chosen.iter().filter_map(|id| Layout::named(id)).collect()
}

impl Layout {
    pub fn count() -> usize {
        ALL.len()
    }

    /// Its place among all layouts.
    pub fn index(&self) -> usize {
        ALL.iter().position(|layout| layout.id == self.id).expect("there are no layouts but these")
    }

    /// The one for whoever chose none.
    pub fn first() -> &'static Layout {
        &ALL[0]
    }

    pub fn named(id: &str) -> Option<&'static Layout> {
        ALL.iter().find(|layout| layout.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_know_every_layout() {
        let ids: Vec<&str> = ALL.iter().map(|layout| layout.id).collect();
        assert_eq!(ids, crate::settings::LAYOUTS);
    }

    #[test]
    fn every_table_begins_with_id_and_statement_or_a_tick_before_them() {
        for layout in ALL.iter().filter(|layout| !layout.columns.is_empty()) {
            let rest = layout.columns.strip_prefix(&[Column::Tick]).unwrap_or(layout.columns);
            let rest = rest.strip_prefix(&[Column::Id, Column::Statement]).expect(layout.id);
            let again = |column: &Column| matches!(column, Column::Tick | Column::Id | Column::Statement);
            assert!(!rest.iter().any(again), "{}", layout.id);
        }
    }

    #[test]
    fn what_says_how_to_use_a_sheet_fits_five_lines() {
        let long: Vec<&str> = ALL.iter().filter(|layout| layout.how.len() > 5 * 70).map(|layout| layout.id).collect();
        assert_eq!(long, [""; 0]);
    }
}

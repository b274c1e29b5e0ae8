//! How cells look, and what may be written into them. Black on white: nothing is told by a shade.

/// What a cell is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Look {
    /// Which sheet this is, on the screen. Paper has it at the head of each page.
    Identity,
    Title,
    /// The domain, below the title.
    Subtitle,
    /// How to use the sheet.
    Text,
    /// "Name", and what is written beside it.
    Label,
    Entry,
    /// "Name: ______   Role: ______" in one cell.
    WrittenIn,
    Head,
    HeadCentred,
    /// The name of a person, upright above a narrow column.
    Person,
    Group,
    Tick,
    Id,
    Statement,
    Rating,
    Date,
    /// A tick or a rating, in the narrow column of a person.
    Mark,
    /// What a person writes, with the keyboard or in ink.
    Free,
    Count,
    Total,
    TotalLabel,
}

impl Look {
    pub const ALL: [Look; 21] = [
        Look::Identity,
        Look::Title,
        Look::Subtitle,
        Look::Text,
        Look::Label,
        Look::Entry,
        Look::WrittenIn,
        Look::Head,
        Look::HeadCentred,
        Look::Person,
        Look::Group,
        Look::Tick,
        Look::Id,
        Look::Statement,
        Look::Rating,
        Look::Date,
        Look::Mark,
        Look::Free,
        Look::Count,
        Look::Total,
        Look::TotalLabel,
    ];
}

/// How a look is drawn.
pub struct Face {
    pub points: u8,
    pub bold: bool,
    pub across: Across,
    pub down: Down,
    pub border: Border,
    pub wrap: bool,
    /// Whether the text stands a little off the border.
    pub indented: bool,
    /// Written from below.
    pub upright: bool,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Across {
    Start,
    Centre,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Down {
    Top,
    Middle,
    Bottom,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Border {
    None,
    /// A line to write on.
    Below,
    /// A thin line all round.
    Box,
    /// A thin line above and a strong one below.
    Strong,
    /// Thin lines above and below.
    Rule,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    General,
    /// Whatever is typed stays as it is.
    Text,
    Date,
}

/// What may be written into a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rule {
    Tick,
    Rating,
    Mark,
    Date,
}

/// The signs are letters: they can be typed, counted, printed, and seen without colour.
pub const OPEN: &str = "☐";
pub const TICKED: &str = "☑";

impl Rule {
    pub const ALL: [Rule; 4] = [Rule::Tick, Rule::Rating, Rule::Mark, Rule::Date];

    /// What there is to choose from. None: any date from 2000 on.
    pub fn choices(self) -> Option<&'static [&'static str]> {
        match self {
            Rule::Tick => Some(&[OPEN, TICKED]),
            Rule::Rating => Some(&["1", "2", "3", "4"]),
            Rule::Mark => Some(&[TICKED, "1", "2", "3", "4"]),
            Rule::Date => None,
        }
    }

    /// What is said to whoever writes something else.
    pub fn refusal(self) -> &'static str {
        match self {
            Rule::Tick => "Choose ☑ or ☐ from the list.",
            Rule::Rating => "Choose 1, 2, 3 or 4.",
            Rule::Mark => "Choose ☑, or a rating from 1 to 4.",
            Rule::Date => "Write a date.",
        }
    }
}

impl Look {
    pub fn rule(self) -> Option<Rule> {
        match self {
            Look::Tick => Some(Rule::Tick),
            Look::Rating => Some(Rule::Rating),
            Look::Mark => Some(Rule::Mark),
            Look::Date => Some(Rule::Date),
            _ => None,
        }
    }

    pub fn face(self, large: bool) -> Face {
        let plain = Face {
            points: 11,
            bold: false,
            across: Across::Start,
            down: Down::Top,
            border: Border::None,
            wrap: true,
            indented: false,
            upright: false,
            kind: Kind::General,
        };
        let boxed = Face { border: Border::Box, ..plain };
        let centred = Face { across: Across::Centre, down: Down::Middle, ..boxed };
        let head = Face { bold: true, points: 10, down: Down::Bottom, border: Border::Strong, ..plain };
        let face = match self {
            Look::Identity => Face { points: 10, ..plain },
            Look::Title => Face { points: 18, bold: true, down: Down::Middle, ..plain },
            Look::Subtitle => Face { points: 14, bold: true, down: Down::Middle, ..plain },
            Look::Text => plain,
            Look::Label => Face { bold: true, down: Down::Bottom, ..plain },
            Look::Entry => Face { points: 12, down: Down::Bottom, border: Border::Below, kind: Kind::Text, ..plain },
            Look::WrittenIn => Face { down: Down::Bottom, wrap: false, ..plain },
            Look::Head => head,
            Look::HeadCentred => Face { across: Across::Centre, ..head },
            Look::Person => Face { across: Across::Centre, upright: true, wrap: false, border: Border::Box, ..head },
            Look::Group => {
                Face { bold: true, points: 12, down: Down::Middle, border: Border::Rule, wrap: false, ..plain }
            }
            // Its box is six millimetres wide.
            Look::Tick => Face { points: 22, wrap: false, ..centred },
            Look::Id => centred,
            Look::Statement => Face { points: 12, indented: true, down: Down::Middle, ..boxed },
            Look::Rating | Look::Mark => Face { points: 12, wrap: false, ..centred },
            Look::Date => Face { points: 10, wrap: false, kind: Kind::Date, ..centred },
            Look::Free => Face { indented: true, down: Down::Middle, ..boxed },
            Look::Count => Face { points: 12, ..centred },
            Look::Total => Face { points: 12, bold: true, border: Border::Strong, ..centred },
            Look::TotalLabel => Face { points: 12, bold: true, border: Border::Strong, down: Down::Middle, ..plain },
        };
        let points = match face.points {
            points if !large => points,
            20.. => 32,
            18.. => 24,
            _ => 18,
        };
        Face { points, ..face }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_of_twelve_points_nothing_is_under_ten_and_large_print_is_of_eighteen() {
        assert_eq!(Look::Statement.face(false).points, 12);
        assert!(Look::ALL.iter().all(|look| look.face(false).points >= 10 && look.face(true).points >= 18));
    }

    #[test]
    fn every_look_stands_in_the_list_once_and_in_its_place() {
        for (at, look) in Look::ALL.into_iter().enumerate() {
            assert_eq!(look as usize, at);
        }
        assert_eq!(Look::ALL.len(), Look::TotalLabel as usize + 1);
    }
}

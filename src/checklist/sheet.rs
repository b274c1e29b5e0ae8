//! A sheet as every form shows it: what it is, what it holds, what there is to fill in. HTML, PDF, spreadsheets and
//! texts are all made from this, so that they cannot disagree.

use super::{Column, Layout, RATINGS, edition};
use crate::base::{long_date, percent_encode};
use crate::model::{Framework, GroupRef, StatementRef};
use crate::settings::{Name, Paper, Settings};
use jiff::civil::Date;

/// What a sheet is about: a choice of statements, whoever made it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// "Level 2: Independent, 6.4 Robotics".
    pub title: String,
    /// In reading order.
    pub statements: Vec<StatementRef>,
    /// The address of the page that says whether the sheet still stands, up to where version and edition follow.
    pub stands: String,
}

/// How a sheet comes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    pub layout: &'static Layout,
    pub paper: Paper,
    /// Letters of 18 points.
    pub large: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    pub form: Form,
    /// The subject's title.
    pub subject: String,
    /// The framework's title and version.
    pub framework: String,
    pub version: String,
    pub language: String,
    pub right_to_left: bool,
    pub reviewed: Option<Date>,
    pub next_review: Option<Date>,
    /// Eight hexadecimal digits that change whenever a statement on the sheet does.
    pub edition: String,
    /// The absolute address that says whether this edition still stands. None without a base URL.
    pub stands: Option<String>,
    /// What the framework calls the things that a sheet names.
    pub words: Words,
    /// The number of rows.
    pub count: usize,
    /// The same in the framework's word for them: "14 statements".
    pub counted: String,
    pub groups: Vec<SheetGroup>,
}

/// The framework's own words. A domain is a group at the top.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    pub domain: Name,
    pub statement: Name,
}

/// The rows of one group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetGroup {
    /// "6.4".
    pub number: String,
    pub title: String,
    /// The group at the top that it stands in, or is.
    pub domain: Domain,
    pub rows: Vec<Row>,
}

/// A group at the top: its number and its title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Domain {
    pub number: String,
    pub title: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub id: String,
    pub level: u32,
    /// Only where its author gave the capability one.
    pub title: Option<String>,
    /// The statement on one line, as plain text and as inline HTML.
    pub text: String,
    pub html: String,
    /// Whether it comes before others: its capability has the tag `do-first`.
    pub first: bool,
}

/// The tag of a capability that is to be learnt before others.
pub const DO_FIRST: &str = "do-first";

/// What stands before its statement.
pub const FIRST: &str = "Do first. ";

impl Words {
    pub fn of(settings: &Settings) -> Words {
        Words { domain: settings.names.groups[0].clone(), statement: settings.names.statement.clone() }
    }

    /// What stands at the head of a column.
    pub fn head(&self, column: Column) -> &str {
        match column {
            Column::Statement => &self.statement.one,
            column => column.title(),
        }
    }

    /// "14 statements".
    fn counted(&self, count: usize) -> String {
        let name = if count == 1 { &self.statement.one } else { &self.statement.many };
        format!("{count} {}", name.to_lowercase())
    }
}

impl Row {
    /// What stands in bold before the statement: "Do first. Robots. " Empty for most.
    pub fn lead(&self) -> String {
        let first = if self.first { FIRST } else { "" };
        let title = self.title.as_ref().map(|title| format!("{title}. ")).unwrap_or_default();
        format!("{first}{title}")
    }
}

/// The absolute address that says whether an edition of a sheet still stands; `page` is where that is said, up to where
/// version and edition follow. None without a base URL.
pub fn stands(settings: &Settings, page: &str, edition: &str) -> Option<String> {
    let version = percent_encode(&settings.framework.version);
    settings.site.base_url.as_ref().map(|base| format!("{base}{page}v={version}&h={edition}"))
}

impl Sheet {
    pub fn new(framework: &Framework, settings: &Settings, subject: &Subject, form: Form) -> Sheet {
        let edition = edition(framework, &subject.statements);
        let words = Words::of(settings);
        let count = subject.statements.len();
        Sheet {
            subject: subject.title.clone(),
            stands: stands(settings, &subject.stands, &edition),
            edition,
            count,
            counted: words.counted(count),
            words,
            groups: groups(framework, &subject.statements),
            ..Sheet::empty(framework, settings, form)
        }
    }

    /// A sheet of one row that has names where others have what tells them apart. Where it is shown, a script makes every
    /// other sheet of it, so that the two look alike.
    pub fn pattern(framework: &Framework, settings: &Settings, form: Form) -> Sheet {
        let row = Row {
            id: "~id~".into(),
            level: 0,
            title: None,
            text: "~text~".into(),
            html: "~text~".into(),
            first: false,
        };
        let domain = Domain { number: String::new(), title: String::new() };
        Sheet {
            subject: "~subject~".into(),
            stands: settings.site.base_url.as_ref().map(|_| "~stands~".into()),
            edition: "~edition~".into(),
            counted: "~counted~".into(),
            groups: vec![SheetGroup { number: "~number~".into(), title: "~group~".into(), domain, rows: vec![row] }],
            ..Sheet::empty(framework, settings, form)
        }
    }

    /// What sheets of all subjects have in common.
    pub(super) fn empty(framework: &Framework, settings: &Settings, form: Form) -> Sheet {
        let home = framework.home().map(|home| &home.about);
        Sheet {
            form,
            subject: String::new(),
            framework: settings.framework.title.clone(),
            version: settings.framework.version.clone(),
            language: settings.framework.language.tag().to_owned(),
            right_to_left: settings.framework.language.is_right_to_left(),
            reviewed: home.and_then(|about| about.reviewed),
            next_review: home.and_then(|about| about.next_review),
            edition: String::new(),
            stands: None,
            words: Words::of(settings),
            count: 0,
            counted: String::new(),
            groups: Vec::new(),
        }
    }

    /// "Learner's checklist: Level 2: Independent".
    pub fn title(&self) -> String {
        format!("{}: {}", self.form.layout.title, self.subject)
    }

    /// What stands at the head of a column.
    pub fn head(&self, column: Column) -> &str {
        self.words.head(column)
    }

    /// The groups, in runs of those that stand in one domain.
    pub fn domains(&self) -> impl Iterator<Item = &[SheetGroup]> {
        self.groups.chunk_by(|a, b| a.domain == b.domain)
    }

    /// "Rating: 1 not yet, 2 with support, …", where there is something to rate.
    pub fn rating_key(&self) -> Option<String> {
        let key = RATINGS.iter().enumerate().map(|(at, meaning)| format!("{} {meaning}", at + 1));
        let rated = self.form.layout.columns.contains(&Column::Rating);
        rated.then(|| format!("Rating: {}.", key.collect::<Vec<_>>().join(", ")))
    }

    /// Where one learns whether the sheet still stands.
    pub fn where_it_stands(&self) -> Option<String> {
        self.stands.as_ref().map(|address| format!("Does this sheet still stand? See {address}"))
    }

    /// How to use it; for a sheet without a table, what it is for.
    pub fn how(&self) -> String {
        match self.form.layout.how {
            "" => format!("For the {} of this part.", self.counted),
            how => how.to_owned(),
        }
    }

    /// What stands on every page: which sheet this is, of which version, and when that was reviewed.
    pub fn identity(&self) -> String {
        let mut line = format!("{}, version {}. {}.", self.framework, self.version, self.subject);
        line.push_str(&reviews(self.reviewed, self.next_review));
        line.push_str(&format!(" Edition {}.", self.edition));
        line
    }
}

/// " Reviewed 22 November 2026, next review 22 November 2027." Empty where neither is known.
pub(super) fn reviews(last: Option<Date>, next: Option<Date>) -> String {
    match (last.map(long_date), next.map(long_date)) {
        (Some(last), Some(next)) => format!(" Reviewed {last}, next review {next}."),
        (Some(last), None) => format!(" Reviewed {last}."),
        (None, Some(next)) => format!(" Next review {next}."),
        (None, None) => String::new(),
    }
}

fn groups(framework: &Framework, statements: &[StatementRef]) -> Vec<SheetGroup> {
    let group_of = |at: &StatementRef| -> GroupRef { framework[*at].group };
    let runs = statements.chunk_by(|a, b| group_of(a) == group_of(b));
    let row = |at: &StatementRef| {
        let statement = &framework[*at];
        let capability = &framework[statement.capability];
        let phrase = &statement.text.own().phrase;
        Row {
            id: capability.id.clone(),
            level: framework[statement.level].number,
            title: capability.titled.then(|| capability.about.title().to_owned()),
            text: phrase.plain.clone(),
            html: phrase.html.clone(),
            first: capability.about.tags.iter().any(|tag| tag == DO_FIRST),
        }
    };
    runs.map(|run| {
        let at = group_of(&run[0]);
        let group = &framework[at];
        let domain = &framework[framework.path_to(at)[0]];
        SheetGroup {
            number: group.number.clone(),
            title: group.about.title().to_owned(),
            domain: Domain { number: domain.number.clone(), title: domain.about.title().to_owned() },
            rows: run.iter().map(row).collect(),
        }
    })
    .collect()
}

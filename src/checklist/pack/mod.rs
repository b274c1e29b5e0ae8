//! A pack: all ready sheets as files, with a cover that says which they are. The cover's forms are made from this.

mod markdown;

pub use markdown::markdown;

use super::sheet::{Sheet, reviews};
use super::{Form, Layout};
use crate::base::long_date;
use crate::model::Framework;
use crate::settings::Settings;
use jiff::civil::Date;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pack {
    /// Of the cover; the layout is that of a sheet held upright.
    pub form: Form,
    /// The layout of the sheets in it: "Learner's checklist".
    pub layout: &'static str,
    /// The framework's title and version.
    pub framework: String,
    pub version: String,
    pub language: String,
    pub right_to_left: bool,
    pub reviewed: Option<Date>,
    pub next_review: Option<Date>,
    /// Whether its sheets say where to see that they still stand.
    pub has_address: bool,
    pub entries: Vec<Entry>,
}

/// A sheet of a pack.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The file's name.
    pub file: String,
    /// "Level 2: Independent, 6.4 Robotics".
    pub title: String,
    pub count: usize,
    pub version: String,
    pub edition: String,
}

/// What is written on the cover by hand.
pub static LINES: &[&str] = &["Kept by", "Role", "Telephone", "Email", "Questions to", "Replace after"];

/// The heads of the columns of the list.
pub static HEADS: &[&str] = &["Checklist", FILE, "Statements", "Edition"];
pub const FILE: &str = "File";

impl Pack {
    /// A pack that has no sheets yet.
    pub fn new(framework: &Framework, settings: &Settings, form: Form) -> Pack {
        let cover = Form { layout: Layout::first(), ..form };
        let sheet = Sheet::empty(framework, settings, cover);
        Pack {
            form: cover,
            layout: form.layout.title,
            framework: sheet.framework,
            version: sheet.version,
            language: sheet.language,
            right_to_left: sheet.right_to_left,
            reviewed: sheet.reviewed,
            next_review: sheet.next_review,
            has_address: settings.site.base_url.is_some(),
            entries: Vec::new(),
        }
    }

    pub fn add(&mut self, file: String, sheet: &Sheet) {
        let (title, version, edition) = (sheet.subject.clone(), sheet.version.clone(), sheet.edition.clone());
        self.entries.push(Entry { file, title, count: sheet.count, version, edition });
    }

    /// "First aid at work: checklists".
    pub fn title(&self) -> String {
        format!("{}: checklists", self.framework)
    }

    /// What stands on every page.
    pub fn identity(&self) -> String {
        let reviews = reviews(self.reviewed, self.next_review);
        format!("{}, version {}. Pack of checklists.{reviews}", self.framework, self.version)
    }

    /// What it is: of which version, how many sheets, in which layout.
    pub fn about(&self) -> String {
        let sheets = match self.entries.len() {
            1 => "one checklist".to_owned(),
            count => format!("{count} checklists"),
        };
        let dates = match (self.reviewed, self.next_review) {
            (Some(last), Some(next)) => {
                format!(
                    " The framework was reviewed on {}; the next review is due on {}.",
                    long_date(last),
                    long_date(next)
                )
            }
            (Some(last), None) => format!(" The framework was reviewed on {}.", long_date(last)),
            (None, Some(next)) => format!(" The next review of the framework is due on {}.", long_date(next)),
            (None, None) => String::new(),
        };
        format!("Version {}. This pack holds {sheets}, in the layout “{}”.{dates}", self.version, self.layout)
    }

    /// How to use it, for whoever opens the folder.
    pub fn how(&self) -> Vec<&'static str> {
        let stands = if self.has_address {
            "Before you copy a sheet again, see whether it still stands: its last page has the address."
        } else {
            "Before you copy a sheet again, compare its edition with a new pack."
        };
        vec![
            "Choose the sheet that fits the person: by level, by role, or by both. Print only what you need.",
            "Every page says version and edition. Keep signed sheets, also when a new version comes.",
            stands,
            "When a new version comes, replace the whole pack: sheets of two versions do not belong in one folder.",
        ]
    }
}

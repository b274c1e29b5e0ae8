//! A release: the notes of a version that is given out.

use super::*;
use crate::edit::release::can_be_called;

pub static KIND: Kind = Kind {
    id: "release",
    what: "the notes of a version",
    asks: &[
        Ask { flag: "version", question: "The version, if not the one in gradus.yml", ..PLAIN },
        Ask { flag: "date", value: "DATE", question: "The date, if not today", ..PLAIN },
        Ask { flag: "summary", question: "What is new, in one line", need: Need::Offered, ..PLAIN },
        TEXT,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let own = job.known.settings.as_ref().map(|settings| settings.framework.version.clone());
    let version = job.one("version").map(str::to_owned).or(own).unwrap_or_default();
    if !can_be_called(&version) {
        let wrong = Wrong::new(format!("a release cannot be called `{version}`"));
        return Err(wrong.help("give a version of small letters, digits, dots and hyphens, such as `--version 2.0.0`"));
    }
    let date = match job.one("date") {
        Some(typed) => typed.parse::<Date>().ok().filter(|_| typed.len() == 10).ok_or_else(|| {
            Wrong::new(format!("`{typed}` is not a date")).help("write year, month and day: `--date 2026-11-22`")
        })?,
        None => job.today,
    };
    let front = Front::default()
        .text("version", Some(&version))
        .raw("date", Some(date.to_string()))
        .text("summary", job.one("summary"));
    let next = format!("write in the file what is new; `gradus release {version}` then keeps what the framework says");
    job.file(format!("content/releases/{version}.md"), front, next)
}

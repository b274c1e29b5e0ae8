//! A term of the glossary.

use super::*;

pub static KIND: Kind = Kind {
    id: "term",
    what: "a word of the glossary",
    asks: &[
        TITLE,
        Ask { flag: "text", question: "What it means, in a sentence or two", need: Need::Always, ..PLAIN },
        Ask { flag: "abbreviation", question: "Its abbreviation", need: Need::Offered, ..PLAIN },
        Ask { flag: "form", question: "Other words and spellings that mean the same", many: true, ..PLAIN },
        NAME,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let (title, name) = job.named()?;
    let front = Front::default()
        .text("title", Some(title))
        .text("abbreviation", job.one("abbreviation"))
        .names("forms", job.all("form"));
    let next = "it stands on the glossary's page, by its title".to_owned();
    job.file(format!("content/glossary/{name}.md"), front, next)
}

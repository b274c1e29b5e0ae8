//! An archetype: who statements are for.

use super::*;

pub static KIND: Kind = Kind {
    id: "archetype",
    what: "a kind of person that statements are for",
    asks: &[
        TITLE,
        Ask { flag: "plural", question: "What several are called, if not as one", need: Need::Offered, ..PLAIN },
        Ask { flag: "code", value: "LETTERS", question: "A letter or two to print beside the name", ..PLAIN },
        Ask { flag: "example", question: "A role of people who are one", many: true, ..PLAIN },
        DESCRIPTION,
        NAME,
        TEXT,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let (title, name) = job.named()?;
    let front = Front::default()
        .text("title", Some(title))
        .text("plural", job.one("plural"))
        .text("code", job.one("code"))
        .text("description", job.one("description"))
        .names("examples", job.all("example"));
    let next = format!("name it in capabilities: `archetypes: [{name}]`");
    job.file(format!("content/archetypes/{name}.md"), front, next)
}

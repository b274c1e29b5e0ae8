//! A mapping to another framework; its rows are written in the file.

use super::*;

pub static KIND: Kind = Kind {
    id: "mapping",
    what: "how this framework stands to another one",
    asks: &[
        TITLE,
        Ask {
            flag: "scheme",
            value: "WORD",
            question: "The other framework's short name, such as hee-dcf",
            need: Need::Always,
            ..PLAIN
        },
        Ask { flag: "scheme-version", question: "The other framework's version", need: Need::Offered, ..PLAIN },
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
        .text("description", job.one("description"))
        .raw("scheme", Some(quote::name(job.needed("scheme")?)))
        .text("version", job.one("scheme-version"));
    let next = "write its rows in the file: `rows:`, and below it lines such as \
                `  - { from: AI-041, to: \"C3.2\", relation: close }`";
    job.file(format!("content/mappings/{name}.md"), front, next.to_owned())
}

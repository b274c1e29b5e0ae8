//! A resource: something to learn from.

use super::*;

pub static KIND: Kind = Kind {
    id: "resource",
    what: "something to learn from",
    asks: &[
        TITLE,
        Ask { flag: "url", value: "ADDRESS", question: "Its web address", need: Need::Offered, ..PLAIN },
        Ask { flag: "provider", question: "Who offers it", need: Need::Offered, ..PLAIN },
        Ask {
            flag: "type",
            value: "WORD",
            question: "What it is: a course, a book, guidance",
            need: Need::Offered,
            ..PLAIN
        },
        Ask { flag: "duration", question: "How long it takes", ..PLAIN },
        Ask { flag: "cost", question: "What it costs", ..PLAIN },
        Ask {
            flag: "level",
            value: "NUMBER",
            question: "The levels that it suits",
            many: true,
            choices: Some(&LEVELS),
            ..PLAIN
        },
        Ask {
            flag: "capability",
            value: "ID",
            question: "What it helps to learn",
            need: Need::Offered,
            many: true,
            ..PLAIN
        },
        DESCRIPTION,
        NAME,
        TEXT,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let framework = &job.known.framework;
    let (title, name) = job.named()?;
    let levels = job.levels()?;
    let found: Result<Vec<&str>, Wrong> =
        job.all("capability").map(|typed| Ok(framework[find::capability(framework, typed)?].id.as_str())).collect();
    let front = Front::default()
        .text("title", Some(title))
        .text("description", job.one("description"))
        .text("url", job.one("url"))
        .text("provider", job.one("provider"))
        .text("type", job.one("type"))
        .text("duration", job.one("duration"))
        .text("cost", job.one("cost"))
        .raw("levels", (!levels.is_empty()).then(|| format!("[{}]", levels.join(", "))))
        .names("capabilities", found?);
    let next = format!("name it in capabilities that it helps with: `resources: [{name}]`");
    job.file(format!("content/resources/{name}.md"), front, next)
}

//! A group: a folder with an introduction.

use super::*;

pub static KIND: Kind = Kind {
    id: "group",
    what: "a folder of capabilities, or of further groups",
    asks: &[
        TITLE,
        Ask {
            flag: "in",
            value: "GROUP",
            question: "The group that it stands in; none for the top",
            need: Need::Offered,
            choices: Some(&GROUPS),
            ..PLAIN
        },
        Ask {
            flag: "code",
            value: "LETTERS",
            question: "What the ids in it begin with, if not as in the group above",
            need: Need::Offered,
            ..PLAIN
        },
        Ask { flag: "number", question: "Its number, if it is not to be counted from the order", ..PLAIN },
        DESCRIPTION,
        NAME,
        TEXT,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let framework = &job.known.framework;
    let (title, name) = job.named()?;
    let parent = job.one("in").map(|typed| find::group(framework, typed)).transpose()?;
    let folder = parent.map_or_else(|| name.clone(), |at| format!("{}/{name}", framework[at].path));
    let front = Front::default()
        .text("title", Some(title))
        .text("number", job.one("number"))
        .text("code", job.one("code"))
        .text("description", job.one("description"));
    let next = format!("`gradus new capability --group {folder}` writes its first statement");
    job.file(format!("content/domains/{folder}/_index.md"), front, next)
}

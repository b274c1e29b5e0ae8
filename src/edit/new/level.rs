//! A level: the file's name is its number.

use super::*;

pub static KIND: Kind = Kind {
    id: "level",
    what: "a level, with the next number",
    asks: &[
        TITLE,
        Ask { flag: "number", value: "NUMBER", question: "Its number, if not the next one", ..PLAIN },
        DESCRIPTION,
        TEXT,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let title = job.needed("title")?;
    let highest = job.known.framework.levels().map(|(_, level)| level.number).max().unwrap_or(0);
    let number = match job.one("number") {
        Some(typed) => typed.parse::<u32>().ok().filter(|number| number.to_string() == typed).ok_or_else(|| {
            Wrong::new(format!("a level cannot have the number `{typed}`"))
                .help("give a whole number, such as `--number 5`")
        })?,
        None => highest.saturating_add(1),
    };
    let front = Front::default().text("title", Some(title)).text("description", job.one("description"));
    let next = format!("`gradus new capability --level {number}` writes a statement at it");
    job.file(format!("content/levels/{number}.md"), front, next)
}

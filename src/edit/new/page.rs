//! A page of its own.

use super::*;

pub static KIND: Kind = Kind { id: "page", what: "any other page", asks: &[TITLE, DESCRIPTION, NAME, TEXT], make };

fn make(job: &Job) -> Result<Plan, Wrong> {
    let (title, name) = job.named()?;
    let front = Front::default().text("title", Some(title)).text("description", job.one("description"));
    let next = format!("its address will be `/{name}/`; link to it from another page, as nothing else leads there");
    job.file(format!("content/pages/{name}.md"), front, next)
}

//! A process of the taxonomy: a kind of thinking.

use super::*;
use crate::edit::front_matter;

pub static KIND: Kind = Kind {
    id: "process",
    what: "a kind of thinking in the taxonomy",
    asks: &[
        TITLE,
        Ask {
            flag: "order",
            value: "NUMBER",
            question: "Its place, lower-order thinking first, if not the last",
            ..PLAIN
        },
        Ask { flag: "verb", value: "WORD", question: "Verbs that show it", need: Need::Offered, many: true, ..PLAIN },
        DESCRIPTION,
        NAME,
        TEXT,
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let (title, name) = job.named()?;
    let order = match job.one("order") {
        Some(typed) => typed.parse::<i64>().map_err(|_| {
            Wrong::new(format!("the place cannot be `{typed}`")).help("give a whole number, such as `--order 3`")
        })?,
        None => {
            let texts = job.known.framework.processes().map(|(_, it)| job.known.sources.text(it.about.place.file));
            let orders = texts.filter_map(|text| front_matter::get(text, "order")?.parse::<i64>().ok());
            orders.max().unwrap_or(0).saturating_add(1)
        }
    };
    let front = Front::default()
        .text("title", Some(title))
        .raw("order", Some(order.to_string()))
        .text("description", job.one("description"))
        .names("verbs", job.all("verb"));
    let next = format!("name it in capabilities: `process: {name}`");
    job.file(format!("content/taxonomy/{name}.md"), front, next)
}

//! A capability: the next free id of its group's code.

use super::*;
use crate::model::{Framework, GroupRef, code_of_id};
use std::collections::BTreeMap;

pub static KIND: Kind = Kind {
    id: "capability",
    what: "a statement with the next free id of its group",
    asks: &[
        Ask {
            flag: "group",
            value: "GROUP",
            question: "The group that it belongs to",
            need: Need::Always,
            choices: Some(&GROUPS),
            ..PLAIN
        },
        Ask {
            flag: "level",
            value: "NUMBER",
            question: "The level",
            need: Need::Always,
            choices: Some(&LEVELS),
            ..PLAIN
        },
        Ask { flag: "text", question: "The statement, such as \"I can …\"", need: Need::Always, ..PLAIN },
        Ask {
            flag: "archetype",
            value: "NAME",
            question: "Who it is for",
            need: Need::Offered,
            many: true,
            choices: Some(&ARCHETYPES),
        },
        Ask {
            flag: "process",
            value: "NAME",
            question: "The kind of thinking that it asks for",
            need: Need::Offered,
            choices: Some(&PROCESSES),
            ..PLAIN
        },
        Ask { flag: "title", question: "A short name, if it has one", ..PLAIN },
        Ask { flag: "id", value: "ID", question: "The id, if it is not to be the next free one", ..PLAIN },
    ],
    make,
};

fn make(job: &Job) -> Result<Plan, Wrong> {
    let framework = &job.known.framework;
    let group = find::group(framework, job.needed("group")?)?;
    let level = framework[find::level(framework, job.needed("level")?)?].number.to_string();
    let archetypes = job.archetypes()?;
    let process = job.one("process").map(|typed| find::process(framework, typed)).transpose()?;
    let text = job.needed("text")?.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = match job.one("id") {
        Some(id) => free(framework, id)?,
        None => framework.used_ids().next(&code(framework, group)?),
    };
    let path = format!("content/domains/{}/{id}.md", framework[group].path);
    let front = Front::default()
        .raw("id", Some(quote::name(&id)))
        .text("title", job.one("title"))
        .raw("level", Some(level))
        .raw("process", process.map(|at| quote::name(&framework[at].slug)))
        .names("archetypes", archetypes.iter().copied());
    let guidance = "write guidance below the statement if it needs any";
    let next = match framework.archetypes().len() > 0 && archetypes.is_empty() {
        true => format!("say in the file who it is for, as in `archetypes: [{}]`; {guidance}", first(framework)),
        false => format!("{guidance}; `gradus check` looks at everything once more"),
    };
    let mut plan = job.file_with(&text, path, front, next)?;
    plan.notes.extend(job.one("id").is_none().then(|| format!("{id} is the next free id")));
    Ok(plan)
}

fn first(framework: &Framework) -> String {
    framework.archetypes().next().map(|(_, it)| it.slug.clone()).unwrap_or_default()
}

/// An id that nothing has or had.
fn free(framework: &Framework, id: &str) -> Result<String, Wrong> {
    let used = framework.used_ids();
    if !used.has(id) {
        return Ok(id.to_owned());
    }
    let wrong = Wrong::new(format!("the id `{id}` was used already, and an id is never given again"));
    Err(match used.instead_of(id) {
        Some(next) => wrong.help(format!("leave `--id` out, or take `{next}`, the next free one")),
        None => wrong.help("leave `--id` out, or take another one"),
    })
}

/// The code of a group's new ids: its own, that of the nearest group above, or the one that most ids there have.
fn code(framework: &Framework, group: GroupRef) -> Result<String, Wrong> {
    let mut above = framework.path_to(group);
    above.reverse();
    if let Some(code) = above.iter().find_map(|at| framework[*at].code.clone()) {
        return Ok(code);
    }
    for at in &above {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let below = framework.capabilities().filter(|(_, it)| framework.holds(*at, it.group));
        for code in below.filter_map(|(_, it)| code_of_id(&it.id)) {
            *counts.entry(code).or_default() += 1;
        }
        // Of two that are as frequent, the first in the alphabet, so that it is always the same one.
        if let Some((code, _)) = counts.into_iter().rev().max_by_key(|(_, count)| *count) {
            return Ok(code.to_owned());
        }
    }
    let path = &framework[group].path;
    let wrong = Wrong::new(format!("nothing says what ids in `{path}` begin with"));
    Err(wrong.help(format!(
        "add a line such as `code: AI` to `content/domains/{path}/_index.md`, or give the id with `--id`"
    )))
}

//! A profile: a role, and what it needs.

use super::*;
use crate::look::find;

pub static KIND: Kind = Kind {
    id: "profile",
    what: "a role, and the levels that it needs",
    asks: &[
        TITLE,
        Ask {
            flag: "archetype",
            value: "NAME",
            question: "Who it is; all, if none is named",
            need: Need::Offered,
            many: true,
            choices: Some(&ARCHETYPES),
        },
        Ask {
            flag: "target",
            value: "GROUP=LEVEL",
            question: "What it needs, such as robotics=2",
            need: Need::Offered,
            many: true,
            choices: Some(&GROUPS),
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
    let archetypes = job.archetypes()?;
    let mut targets = String::new();
    for typed in job.all("target") {
        let (what, level) = typed.split_once('=').ok_or_else(|| {
            Wrong::new(format!("`{typed}` does not say which level"))
                .help(format!("write a group or an id, `=` and a level: `--target {typed}=2`"))
        })?;
        let level = framework[find::level(framework, level)?].number;
        let target = match find::capability(framework, what) {
            Ok(at) => framework[at].id.clone(),
            Err(_) => framework[find::group(framework, what)?].path.clone(),
        };
        targets.push_str(&format!("\n  {}: {level}", quote::name(&target)));
    }
    let front = Front::default()
        .text("title", Some(title))
        .text("description", job.one("description"))
        .names("archetypes", archetypes.iter().copied());
    let front = if targets.is_empty() { front } else { Front(format!("{}targets:{targets}\n", front.0)) };
    let next = match targets.is_empty() {
        true => "say in the file what it needs: `targets:`, and below it lines such as `  robotics: 2`".to_owned(),
        false => format!("`gradus show profiles/{name}` shows what it asks for"),
    };
    job.file(format!("content/profiles/{name}.md"), front, next)
}

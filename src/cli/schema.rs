//! `gradus schema`

use super::{Env, Exit, Global, report, whole_file};
use crate::base::{plural, suggest};
use crate::export;
use crate::schema::{self, DATA_ID, SUBJECTS, Subject};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct SchemaArgs {
    /// settings, for gradus.yml; a kind of content such as capability; data, for framework.json and kept releases; without
    /// it, all kinds and the settings in one
    kind: Option<String>,
    /// Write a file for each into this folder: capability.schema.json
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(env: &mut Env, global: &Global, args: &SchemaArgs) -> Exit {
    if args.kind.as_deref() == Some(DATA_ID) && args.out.is_none() {
        let _ = env.out.write_all(export::SCHEMA.as_bytes());
        return Exit::Fine;
    }
    let chosen: Vec<&Subject> = match &args.kind {
        None => SUBJECTS.iter().collect(),
        Some(id) => match Subject::named(id) {
            Some(subject) => vec![subject],
            None => {
                let help = suggest::nearest(id, ids()).map_or_else(
                    || format!("there are: {}", ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")),
                    |near| format!("did you mean `{near}`?"),
                );
                env.fail(&format!("there is no schema of `{id}`"), Some(&help));
                return Exit::Failed;
            }
        },
    };
    let Some(folder) = &args.out else {
        let schema = if args.kind.is_some() { chosen[0].schema() } else { schema::all() };
        let _ = env.out.write_all(text(&schema).as_bytes());
        return Exit::Fine;
    };
    for subject in &chosen {
        let path = folder.join(format!("{}.schema.json", subject.id));
        let full = env.dir.join(&path);
        let folder = fs::create_dir_all(env.dir.join(folder));
        if let Err(error) = folder.and_then(|()| whole_file::put(&full, text(&subject.schema()).as_bytes())) {
            env.fail(&format!("could not write `{}`: {error}", path.display()), None);
            return Exit::Failed;
        }
    }
    if !global.quiet {
        let folder = report::visible(&folder.display().to_string());
        env.say(&format!("{} -> {folder}", plural(chosen.len(), "schema")));
    }
    Exit::Fine
}

fn ids() -> impl Iterator<Item = &'static str> {
    SUBJECTS.iter().map(|subject| subject.id).chain([DATA_ID])
}

fn text(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).expect("plain data becomes JSON") + "\n"
}

//! `gradus show`

use super::report::visible;
use super::{Env, Exit, Global, change, look};
use crate::look::find;
use crate::look::show::Show;

#[derive(clap::Args)]
pub struct ShowArgs {
    /// An id, a group's folder, a level's number, or any other file's name; `levels/1` where several have one name
    #[arg(value_name = "NAME")]
    name: String,
    /// Look among drafts, too
    #[arg(short = 'D', long)]
    drafts: bool,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: FormatArg,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FormatArg {
    /// For reading
    Text,
    /// For programs
    Json,
}

/// Lines longer than this are hard to read, however wide the terminal is.
const MOST_COLUMNS: usize = 100;

pub fn run(env: &mut Env, global: &Global, args: &ShowArgs) -> Exit {
    let Some(known) = look::known(env, global, args.drafts) else { return Exit::Failed };
    let thing = match find::anything(&known.framework, &known.sources, &args.name) {
        Ok(thing) => thing,
        Err(wrong) => return change::fail(env, &wrong),
    };
    let Some(settings) = &known.settings else { return Exit::Failed };
    let card = Show { of: &known.framework, sources: &known.sources, settings }.card(thing);
    match args.format {
        FormatArg::Text => {
            look::put_lines(env, &card.plain(env.out_width.unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS), &visible))
        }
        FormatArg::Json => look::put_json(env, &card.json()),
    }
    Exit::Fine
}

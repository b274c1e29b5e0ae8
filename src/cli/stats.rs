//! `gradus stats`

use super::report::visible;
use super::{Env, Exit, Global, change, dates, look};
use crate::look::stats::Stats;

#[derive(clap::Args)]
pub struct StatsArgs {
    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: FormatArg,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FormatArg {
    /// For reading
    Text,
    /// For documents
    Markdown,
    /// For programs
    Json,
}

pub fn run(env: &mut Env, global: &Global, args: &StatsArgs) -> Exit {
    let Some(known) = look::known(env, global, false) else { return Exit::Failed };
    let Some(settings) = &known.settings else { return Exit::Failed };
    let today = match dates::today(&env.variables) {
        Ok(today) => today,
        Err(wrong) => return change::fail(env, &wrong),
    };
    let stats = Stats::new(&known.framework, settings, today);
    match args.format {
        FormatArg::Text => {
            let text = stats.plain(look::width(env), &visible);
            look::put_lines(env, &text);
        }
        FormatArg::Markdown => look::put(env, &stats.markdown()),
        FormatArg::Json => look::put_json(env, &stats.json()),
    }
    Exit::Fine
}

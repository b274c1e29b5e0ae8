//! `gradus explain`

use super::{Env, Exit, change};
use crate::base::{codes, suggest};
use crate::explain;
use crate::look::Wrong;

/// Lines longer than this are hard to read, however wide the terminal is.
const MOST_COLUMNS: usize = 100;

#[derive(clap::Args)]
pub struct ExplainArgs {
    /// The code in a finding's brackets, such as G102; all codes in a line each if left out
    code: Option<String>,
    /// How to explain
    #[arg(long, value_name = "FORMAT", default_value = "human", conflicts_with = "code")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// For reading in a terminal
    Human,
    /// All codes as one page of documentation
    Markdown,
}

pub fn run(env: &mut Env, args: &ExplainArgs) -> Exit {
    if args.format == Format::Markdown {
        let _ = write!(env.out, "{}", explain::document());
        return Exit::Fine;
    }
    let Some(wanted) = args.code.as_ref().map(|code| code.to_uppercase()) else {
        for code in codes::ALL {
            let _ = writeln!(env.out, "{} {:<8} {}", code.id, code.severity.name(), code.summary);
        }
        return Exit::Fine;
    };
    let Some(code) = codes::ALL.iter().find(|code| code.id == wanted) else {
        return change::fail(env, &no_such(&wanted));
    };
    let _ = write!(env.out, "{}", explain::terminal(code, env.out_width.unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS)));
    Exit::Fine
}

/// What to say of a code, in capitals, that no finding has.
pub fn no_such(code: &str) -> Wrong {
    let near = suggest::nearest(code, codes::ALL.iter().map(|it| it.id));
    Wrong::new(format!("there is no finding with the code `{code}`")).help(
        near.map_or_else(|| "`gradus explain` lists them all".to_owned(), |near| format!("did you mean `{near}`?")),
    )
}

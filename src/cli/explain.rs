//! `gradus explain`

use super::{Env, Exit};
use crate::base::{codes, suggest};

#[derive(clap::Args)]
pub struct ExplainArgs {
    /// The code in a finding's brackets, such as G102; all codes if left out
    code: Option<String>,
}

pub fn run(env: &mut Env, args: &ExplainArgs) -> Exit {
    let wanted = args.code.as_ref().map(|code| code.to_uppercase());
    let found: Vec<_> =
        codes::ALL.iter().filter(|code| wanted.as_ref().is_none_or(|wanted| code.id == wanted)).collect();
    if let (Some(wanted), true) = (&wanted, found.is_empty()) {
        let near = suggest::nearest(wanted, codes::ALL.iter().map(|code| code.id))
            .map_or_else(|| "`gradus explain` lists them all".to_owned(), |near| format!("did you mean `{near}`?"));
        env.fail(&format!("there is no finding with the code `{wanted}`"), Some(&near));
        return Exit::Failed;
    }
    for code in found {
        let _ = writeln!(env.out, "{} {:<8} {}", code.id, code.severity.name(), code.summary);
    }
    Exit::Fine
}

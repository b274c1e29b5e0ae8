//! `gradus completions`

use super::{Env, Exit};

#[derive(clap::Args)]
pub struct CompletionsArgs {
    /// The shell that will read it
    shell: clap_complete::Shell,
}

pub fn run(env: &mut Env, args: &CompletionsArgs, command: &mut clap::Command) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "gradus", &mut script);
    let _ = env.out.write_all(&script);
    Exit::Fine
}

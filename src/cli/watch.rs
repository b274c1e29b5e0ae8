//! `gradus watch`

use super::again::{Again, Round, WatchArgs};
use super::write::{Outcome, SiteArgs, write};
use super::{Env, Exit, Global};
use crate::pipeline;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    site: SiteArgs,
    #[command(flatten)]
    watch: WatchArgs,
}

pub fn run(env: &mut Env, global: &Global, args: &Args) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let mut again = Again::start(&project, args.site.options(env), &args.watch);
    let mut first = true;
    while let Some(round) = again.round(env) {
        let cause = round.cause();
        let Round { built, timings, .. } = round;
        let inputs = pipeline::inputs(&built.sources, &args.site.options(env));
        let outcome = write(env, global, &project, &args.site, &built, Some(inputs), timings, &cause);
        // A wrong place stays wrong; all else may be mended by the next change.
        if first && outcome == Outcome::Refused {
            return Exit::Failed;
        }
        if first && !global.quiet {
            env.say("Watching for changes; Ctrl-C ends it");
        }
        first = false;
    }
    Exit::Interrupted
}

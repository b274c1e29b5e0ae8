//! `gradus watch`

use super::again::{Again, Round, Turn, WatchArgs};
use super::timings::Timings;
use super::write::{Outcome, SiteArgs, write};
use super::{Env, Exit, Global};
use crate::emit::Memory;
use crate::pipeline::{self, Built};

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
    let Turn::Changed(first) = again.turn(env) else { return Exit::Interrupted };
    let Round { mut built, timings, .. } = *first;
    let mut memory = Memory::default();
    let mut put = |env: &mut Env, built: &Built, timings, cause: &str| {
        let inputs = pipeline::inputs(&built.sources, &args.site.options(env));
        write(env, global, &project, &args.site, built, Some(inputs), timings, cause, Some(&mut memory))
    };
    let mut outcome = put(env, &built, timings, "");
    // A wrong place stays wrong; all else may be mended by the next change.
    if outcome == Outcome::Refused {
        return Exit::Failed;
    }
    if !global.quiet {
        env.say("Watching for changes; Ctrl-C ends it");
    }
    loop {
        match again.turn(env) {
            Turn::Ended => return Exit::Interrupted,
            Turn::Changed(round) => {
                let cause = round.cause();
                built = round.built;
                outcome = put(env, &built, round.timings, &cause);
            }
            // The disk may have room again. If not, that was said before.
            Turn::Same if outcome == Outcome::Refused => {
                let mut said = Vec::new();
                let mut aside = env.aside(&mut said);
                outcome = put(&mut aside, &built, Timings::start(), ", at last");
                if outcome != Outcome::Refused {
                    env.say(String::from_utf8_lossy(&said).trim_end());
                }
            }
            Turn::Same => {}
        }
    }
}

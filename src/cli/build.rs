//! `gradus build`

use super::timings::Timings;
use super::write::{SiteArgs, is_there, write};
use super::{Env, Exit, Global};
use crate::pipeline::{self, Options};

pub fn run(env: &mut Env, global: &Global, args: &SiteArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let mut timings = Timings::start();
    let Some(read) = env.read(&project) else { return Exit::Failed };
    timings.lap("read", read.sources.len());
    let options = Options { ahead: true, ..args.options(env) };
    let inputs = pipeline::inputs(&read.sources, &options);
    if is_there(env, global, &project, args, inputs, &mut timings) {
        return Exit::Fine;
    }
    let built = pipeline::build(read, &options, None, &mut |stage, count| timings.lap(stage, count));
    let outcome = write(env, global, &project, args, &built, Some(inputs), timings, "", None);
    // The process ends here, and the system takes its memory back quicker than it could be given back piece by piece.
    std::mem::forget(built);
    outcome.into()
}

//! `gradus build`

use super::timings::Timings;
use super::write::{SiteArgs, write};
use super::{Env, Exit, Global};
use crate::pipeline;

pub fn run(env: &mut Env, global: &Global, args: &SiteArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    let mut timings = Timings::start();
    let Some(read) = env.read(&project) else { return Exit::Failed };
    timings.lap("read", read.sources.len());
    let built = pipeline::build(read, &args.options(env), None, &mut |stage, count| timings.lap(stage, count));
    write(env, global, &project, args, built, timings, "").into()
}

//! `gradus build`

use super::timings::Timings;
use super::write::{SiteArgs, is_there, write};
use super::{Env, Exit, Global};
use crate::pipeline::{self, Options};

pub fn run(env: &mut Env, global: &Global, args: &SiteArgs) -> Exit {
    let Some(project) = env.project(global) else { return Exit::Failed };
    if env.alone {
        work_with_the_pool();
    }
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

/// Makes this thread one of those that share the work. It would wait for them otherwise, and what one thread makes and
/// another one drops costs more. Only for a command that ends with its build: where the thread waits for something else
/// later, as in a preview, its share would wait with it.
fn work_with_the_pool() {
    // If there is a pool already, that one does as well.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
}

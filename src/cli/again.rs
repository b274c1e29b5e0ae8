//! Building again at each change: what `serve` and `watch` share.

use super::timings::Timings;
use super::{Env, Exit};
use crate::base::{Diagnostic, SourcePath};
use crate::pipeline::{self, Built, Memory, Options};
use crate::source::{Read, Reader, Sources};
use crate::watch::{Means, Watch, Woken};
use std::path::Path;
use std::time::Duration;

/// What the commands that watch take besides.
#[derive(clap::Args)]
pub struct WatchArgs {
    /// Look for changes every so many milliseconds (500), where the system does not tell of them
    #[arg(
        long,
        value_name = "MS",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "500",
        value_parser = clap::value_parser!(u64).range(20..=60_000)
    )]
    poll: Option<u64>,
}

/// A project that is built whenever it changes.
pub struct Again {
    options: Options,
    watch: Watch,
    reader: Reader,
    memory: Memory,
    last: Option<(Sources, Vec<Diagnostic>)>,
    /// How changes are found, as last told.
    told: Means,
}

/// What a wait came to.
pub enum Turn {
    Changed(Box<Round>),
    /// Somebody was there, but the files are as they were: time for what could not be done before.
    Same,
    /// It was ended.
    Ended,
}

/// A build, and why there was one.
pub struct Round {
    pub built: Built,
    /// What changed since the round before, in order of path; empty for the first.
    pub changed: Vec<SourcePath>,
    pub timings: Timings,
}

/// Past so many paths it is quicker to look at everything.
const FEW: usize = 100;
/// So many readings in a row may be overtaken by changes; then what there is has to do.
const PATIENCE: usize = 20;
/// How long a signal waits for the work under way to end by itself.
const GRACE: Duration = Duration::from_millis(700);

impl Again {
    /// Watches from now on. Ctrl-C and a polite kill end it, and with it the next [`Again::turn`].
    pub fn start(project: &Path, options: Options, args: &WatchArgs) -> Again {
        let watch = Watch::start(project, args.poll.map(Duration::from_millis));
        let stopper = watch.stopper();
        // A second handler in one process would be an error; the first does what is needed.
        let _ = ctrlc::set_handler(move || {
            stopper.stop();
            // Whatever is under way is whole or nothing, and the next run tidies up after it.
            std::thread::sleep(GRACE);
            std::process::exit(Exit::Interrupted as i32);
        });
        let told = Means::Events;
        Again { reader: Reader::new(project), options, watch, memory: Memory::default(), last: None, told }
    }

    /// The first build, or what comes next.
    pub fn turn(&mut self, env: &mut Env) -> Turn {
        for reading in 1.. {
            let woken = if self.last.is_some() { self.watch.wait() } else { Woken::Unsure };
            self.tell_means(env);
            let mut timings = Timings::start();
            let read = match woken {
                Woken::Stopped => return Turn::Ended,
                // Quick, and enough for a save. What events did not tell of is found at the second look.
                Woken::Changed(paths) if paths.len() <= FEW => Ok(self.reader.look_at(&paths)),
                Woken::Changed(_) | Woken::Unsure => self.reader.read(),
            };
            // A folder that cannot be read now may be back with the next change.
            let Ok(Read { sources, findings }) = read else {
                self.last.get_or_insert_default();
                continue;
            };
            // What changed while it was read is half old and half new.
            if self.watch.has_news() && reading < PATIENCE {
                continue;
            }
            let found: Vec<Diagnostic> = findings.clone().into_iter().collect();
            if self.last.as_ref().is_some_and(|(last, before)| last.same(&sources) && *before == found) {
                return Turn::Same;
            }
            let changed = self.last.as_ref().map(|(last, _)| sources.changed_since(last)).unwrap_or_default();
            self.last = Some((sources.clone(), found));
            timings.lap("read", sources.len());
            let read = Read { sources, findings };
            let heard = &mut |stage, count| timings.lap(stage, count);
            let built = pipeline::check(read, &self.options, Some(&mut self.memory), heard);
            return Turn::Changed(Box::new(Round { built, changed, timings }));
        }
        Turn::Ended
    }

    /// Whether a change waits already, so that long work on the last one is in vain.
    pub fn is_overtaken(&self) -> bool {
        self.watch.has_news()
    }

    /// Says how changes are found where that is not the usual way, and where it turns out not to be.
    fn tell_means(&mut self, env: &mut Env) {
        let means = self.watch.means();
        if means == self.told {
            return;
        }
        if let Means::Polling { every, why } = &means {
            let why = why.as_ref().map(|why| format!(", because {why}")).unwrap_or_default();
            env.say(&format!("note: looking for changes every {} ms{why}", every.as_millis()));
        }
        self.told = means;
    }
}

impl Round {
    /// "after a change of `content/levels/1.md`", "after changes of 3 files"; empty for the first round.
    pub fn cause(&self) -> String {
        match &self.changed[..] {
            [] => String::new(),
            [one] => format!(", after a change of {}", super::report::visible(one.as_str())),
            several => format!(", after changes of {} files", several.len()),
        }
    }
}

//! A bar that shows how far a long piece of work is; where it ends soon, or nobody is watching, there is none.

use crate::emit::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Work that ends within this needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// Looking at the clock at each file would cost more than some files.
const STEP: usize = 64;

pub struct Bar {
    wanted: bool,
    start: Instant,
    done: AtomicUsize,
    waited: AtomicBool,
    bar: OnceLock<ProgressBar>,
}

impl Bar {
    /// `wanted`: whether a person at a terminal is watching.
    pub fn new(wanted: bool) -> Bar {
        let (done, waited, bar) = (AtomicUsize::new(0), AtomicBool::new(false), OnceLock::new());
        Bar { wanted, start: Instant::now(), done, waited, bar }
    }

    /// Whether the work had to wait for another run.
    pub fn waited(&self) -> bool {
        self.waited.load(Ordering::Relaxed)
    }

    /// Takes the bar off the terminal.
    pub fn end(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn waits(&self) {
        self.waited.store(true, Ordering::Relaxed);
    }

    fn wrote(&self, of: usize) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.wanted && done.is_multiple_of(STEP) && self.start.elapsed() > PATIENCE {
            let style = ProgressStyle::with_template("writing {bar:40} {pos}/{len}").expect("the template is sound");
            self.bar.get_or_init(|| ProgressBar::new(of as u64).with_style(style)).set_position(done as u64);
        }
    }
}

//! The watch at work on real folders. A bench does what `serve` does: it waits, and reads everything at each wake.
//!
//! What must come is waited for. That nothing comes is shown by a later change: it must be the first thing heard of.

mod cycles;
mod editors;
mod folders;
mod limits;
mod stillness;

use super::{Stopper, Watch, Woken};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// As good as for ever: only a test that fails waits so long.
const LONG: Duration = Duration::from_secs(20);

struct Bench {
    folder: TempDir,
    wakes: Receiver<Wake>,
    stopper: Stopper,
    waiter: Option<JoinHandle<()>>,
}

/// A wake, and what was in the project's files just after it.
struct Wake {
    woken: Woken,
    at: Instant,
    files: BTreeMap<PathBuf, String>,
}

impl Bench {
    /// A project with these files, under watch.
    fn new(files: &[&str]) -> Bench {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("project");
        for file in files {
            write(&project.join(file), "old text\n");
        }
        Bench::on(folder, |project| Watch::start(project, None))
    }

    fn on(folder: TempDir, start: impl FnOnce(&Path) -> Watch) -> Bench {
        let project = folder.path().join("project");
        let mut watch = start(&project);
        let stopper = watch.stopper();
        let (send, wakes) = channel();
        let waiter = thread::spawn(move || {
            loop {
                let woken = watch.wait();
                let stopped = woken == Woken::Stopped;
                let wake = Wake { woken, at: Instant::now(), files: read(&project) };
                if send.send(wake).is_err() || stopped {
                    return;
                }
            }
        });
        Bench { folder, wakes, stopper, waiter: Some(waiter) }
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join("project").join(inside)
    }

    /// A place on the same disk that is not the project's.
    fn outside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn next(&self) -> Wake {
        self.wakes.recv_timeout(LONG).expect("something changed and nobody was woken")
    }

    /// The wakes that a piece of work causes, up to the second look, which is the last.
    fn wakes(&self, work: impl FnOnce()) -> Vec<Wake> {
        work();
        let done = Instant::now();
        let mut wakes = vec![self.next()];
        while wakes.last().is_some_and(|last| last.woken != Woken::Unsure || last.at < done || wakes.len() == 1) {
            assert!(done.elapsed() < 2 * LONG, "there is no end of wakes");
            // Where the machine halts for longer than the second look takes, the last has been already.
            let Ok(wake) = self.wakes.recv_timeout(Duration::from_secs(3)) else { break };
            wakes.push(wake);
        }
        wakes
    }

    /// The same, for work after which the tree must be as it was at the last wake, and the watch whole.
    fn follows(&self, work: impl FnOnce()) -> Vec<Wake> {
        let wakes = self.wakes(work);
        assert_eq!(wakes.last().unwrap().files, read(&self.path("")), "the last wake came before the last change");
        wakes
    }

    /// Writes a file and expects to hear of it, by its name, and of nothing else.
    fn hears_only(&self, file: &str) {
        write(&self.path(file), "marker\n");
        assert_eq!(self.next().woken, Woken::Changed(vec![self.path(file)]));
    }

    /// Writes a file and expects to hear of it by its name, whatever else there is to hear.
    fn hears(&self, file: &str) {
        write(&self.path(file), "marker\n");
        let named = Woken::Changed(vec![self.path(file)]);
        let end = Instant::now() + LONG;
        while self.next().woken != named {
            assert!(Instant::now() < end);
        }
        self.settle();
    }

    /// Waits for the second look.
    fn settle(&self) {
        let end = Instant::now() + LONG;
        while self.next().woken != Woken::Unsure {
            assert!(Instant::now() < end, "there is no end of wakes");
        }
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.stopper.stop();
        let ended = self.waiter.take().unwrap().join();
        assert!(ended.is_ok() || thread::panicking());
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// All files of a project; those that vanish meanwhile are left out.
fn read(project: &Path) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut left = ["gradus.yml", "content", "themes"].map(|name| project.join(name)).to_vec();
    while let Some(path) = left.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            left.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.insert(path, text);
        }
    }
    files
}

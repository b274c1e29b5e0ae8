//! Tells when a project's files may have changed, so that a preview can follow what is written (the only user of notify).
//!
//! Events are hints and no more: they come twice, late, under old names, or not at all. Whoever is woken looks at the
//! tree again and compares; so a needless wake costs one look, and what matters is that no change goes without one.

#![allow(
    clippy::disallowed_methods,
    reason = "this is the edge that watches disk, and resting is a matter of the clock"
)]

mod folders;
mod git;
mod inbox;
mod silent;
#[cfg(test)]
mod tests;

use folders::Folders;
use inbox::{Inbox, News};
use notify::{Config, RecommendedWatcher, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long files must lie still while git is at work, or a program that never stops writing, before we look anyway.
const LONGEST_BURST: Duration = Duration::from_secs(10);
/// When to look once more after a wake, for what an event was not sent for: a file made in a folder that was not yet
/// watched, or written twice within one tick of the disk's clock.
const SECOND_LOOK: Duration = Duration::from_millis(250);
/// How often to see that the watched folders are still the same ones. No event tells of a folder that is renamed above
/// the project, of a disk that is mounted over it, or of a project that is away and comes back.
const HEARTBEAT: Duration = Duration::from_secs(1);
/// How often to look where no events come and the person asked for no other interval.
const POLL_EVERY: Duration = Duration::from_millis(500);
/// How long nothing must come for a save to be over: its few events come within a millisecond or two, and its person is
/// waiting.
const REST: Duration = Duration::from_millis(5);
/// The same where many files are being written: a tool makes longer pauses, and its person is not waiting.
const LONG_REST: Duration = Duration::from_millis(60);

/// How changes are found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Means {
    /// The system tells of them.
    Events,
    /// By looking again and again. `why` is one line for the person, none if they asked for it.
    Polling { every: Duration, why: Option<String> },
}

/// What ended a wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Woken {
    /// Something changed, among it these files and folders: sorted, absolute, below [`std::path::absolute`] of the
    /// project. They are to be read again even if they look the same; some may be gone, and others may have changed too.
    Changed(Vec<PathBuf>),
    /// Something may have changed, and nothing is known of where.
    Unsure,
    /// A [`Stopper`] was used; every further wait ends in this way, too.
    Stopped,
}

/// A watch on a project: the folder for `gradus.yml`, and `content/`, `themes/` and `fonts/` with all below them. Each
/// may be missing, come later, go away and come back. Hidden files, what editors leave, and all else in the project's
/// folder (where we ourselves write) wake nobody. Dropping it ends its thread.
pub struct Watch {
    project: PathBuf,
    inbox: Arc<Inbox>,
    folders: Option<Folders>,
    means: Means,
    second_look: Option<Instant>,
    /// How long the next burst must rest at least. Doubles while wakes name ever other files and follow each other
    /// closely, or slow writing would be a build for every few files, which makes it slower still.
    patience: Duration,
    /// What the last wake named.
    last: BTreeSet<PathBuf>,
    /// Whether the second look should also set the watches below folders again.
    fill_in: bool,
}

/// Ends a [`Watch::wait`] from another thread.
#[derive(Clone)]
pub struct Stopper(Arc<Inbox>);

impl Stopper {
    pub fn stop(&self) {
        self.0.stop();
    }
}

impl Watch {
    /// Starts to watch a project's folder, which may be missing. `poll` is the interval if the person asked for polling.
    /// Never fails: where events cannot work it polls, and [`Watch::means`] says why.
    ///
    /// Start it before the project is first read, so that no change falls between the two.
    pub fn start(project: &Path, poll: Option<Duration>) -> Watch {
        Watch::start_with(project, poll, system_watcher)
    }

    fn start_with(project: &Path, poll: Option<Duration>, make: impl FnOnce(Arc<Inbox>) -> Made) -> Watch {
        let project = std::path::absolute(project).unwrap_or_else(|_| project.to_owned());
        let inbox = Arc::new(Inbox::new(&project));
        let means = Means::Events;
        let mut watch = Watch {
            project,
            inbox,
            folders: None,
            means,
            second_look: None,
            patience: REST,
            last: BTreeSet::new(),
            fill_in: false,
        };
        if let Some(every) = poll {
            watch.means = Means::Polling { every, why: None };
            return watch;
        }
        match make(watch.inbox.clone()).map_err(folders::plainly).and_then(|w| Folders::new(&watch.project, w)) {
            Ok(folders) => watch.folders = Some(folders),
            Err(why) => watch.poll(why),
        }
        watch
    }

    /// How changes are found; may turn from events to polling after any wait, when the system's limits are met.
    pub fn means(&self) -> Means {
        self.means.clone()
    }

    /// A handle with which another thread ends [`Watch::wait`] at once.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.inbox.clone())
    }

    /// Whether the next wait will end at once, or nearly.
    pub fn has_news(&self) -> bool {
        self.inbox.has_news()
    }

    /// Blocks until something may have changed and has come to rest.
    ///
    /// A save comes to rest 5 ms after its last event; many files, wakes that follow each other closely, and git are
    /// given longer, 10 s at most. Each wake is followed by one more, `Unsure`, if nothing else comes within 250 ms.
    /// When polling, every interval is a wake.
    pub fn wait(&mut self) -> Woken {
        if let Means::Polling { every, .. } = self.means {
            return if self.inbox.stopped_within(every) { Woken::Stopped } else { Woken::Unsure };
        }
        loop {
            let due = self.second_look.map(|at| at.saturating_duration_since(Instant::now()));
            match self.inbox.listen(due.unwrap_or(HEARTBEAT).min(HEARTBEAT)) {
                News::Stopped => return Woken::Stopped,
                News::Events => return self.burst(),
                News::None if self.second_look.is_some_and(|at| at <= Instant::now()) => return self.look_twice(),
                News::None if !self.folders.as_ref().is_some_and(Folders::are_the_same) => {
                    self.inbox.doubt();
                    return self.burst();
                }
                News::None => {}
            }
        }
    }

    /// Something was heard: waits for the end of it, sees that the watches still hold, and says what it was. The watches
    /// are seen to first, so that whatever is written after the caller's look is heard.
    fn burst(&mut self) -> Woken {
        let end = Instant::now() + LONGEST_BURST;
        loop {
            if self.inbox.rest(self.patience, end) {
                return Woken::Stopped;
            }
            if Instant::now() >= end || !git::is_busy(&self.project) {
                break;
            }
        }
        let heard = self.inbox.take();
        let fault = heard.fault.or_else(|| self.folders.as_mut()?.renew(heard.moved).err());
        if let Some(why) = fault {
            self.poll(why);
            return Woken::Unsure;
        }
        self.fill_in |= heard.unsure || heard.paths.iter().any(|path| path.is_dir());
        let follows_closely = self.second_look.replace(Instant::now() + SECOND_LOOK).is_some();
        let goes_on = follows_closely && heard.paths != self.last;
        self.patience = if goes_on { (self.patience * 2).min(LONG_REST) } else { REST };
        self.last = heard.paths;
        if heard.unsure { Woken::Unsure } else { Woken::Changed(self.last.iter().cloned().collect()) }
    }

    /// Nothing was heard since the last wake. If the folders turn out to be others, that calls for one look more.
    fn look_twice(&mut self) -> Woken {
        self.patience = REST;
        let Some(folders) = &mut self.folders else { return Woken::Unsure };
        let same = folders.are_the_same();
        self.second_look = (!same).then(|| Instant::now() + SECOND_LOOK);
        let fill_in = std::mem::take(&mut self.fill_in);
        if let Err(why) = folders.renew(!same).and_then(|()| if fill_in { folders.fill_in() } else { Ok(()) }) {
            self.poll(why);
        }
        Woken::Unsure
    }

    fn poll(&mut self, why: String) {
        self.folders = None;
        self.means = Means::Polling { every: POLL_EVERY, why: Some(why) };
    }
}

type Made = notify::Result<Box<dyn Watcher + Send>>;

fn system_watcher(inbox: Arc<Inbox>) -> Made {
    // Nothing behind a symbolic link is ever read, so nothing behind one is watched.
    let config = Config::default().with_follow_symlinks(false);
    Ok(Box::new(RecommendedWatcher::new(move |event| inbox.note(event), config)?))
}

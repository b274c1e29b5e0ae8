//! Where events arrive: folded, as they come, into what one look at the tree needs to know. It is bounded, so that a
//! million events cost no more than a thousand.

use super::folders::{plainly, vanished};
use super::{LONG_REST, REST};
use crate::source::{FOLDERS, SETTINGS, is_passed_over};
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind};
use std::collections::BTreeSet;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Over so many paths it is cheaper to look at everything.
const MOST_PATHS: usize = 1000;

/// What the events of one burst come to.
#[derive(Default, Debug)]
pub struct Heard {
    /// The files and folders that events named, at most [`MOST_PATHS`].
    pub paths: BTreeSet<PathBuf>,
    /// Events were lost, or too many.
    pub unsure: bool,
    /// A watched folder itself came, went or was renamed, so its watch may have ended without another word.
    pub moved: bool,
    /// Events cannot work any longer, and why.
    pub fault: Option<String>,
}

pub enum News {
    None,
    Events,
    Stopped,
}

pub struct Inbox {
    project: PathBuf,
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Default)]
struct State {
    heard: Heard,
    /// How many events came that matter, since the last were taken.
    events: u64,
    stopped: bool,
}

impl Inbox {
    pub fn new(project: &Path) -> Inbox {
        Inbox { project: project.to_owned(), state: Mutex::default(), told: Condvar::new() }
    }

    /// Takes in one event; called by the watcher's thread.
    pub fn note(&self, event: notify::Result<Event>) {
        let mut heard = Heard::default();
        match event {
            Ok(event) if event.need_rescan() => (heard.unsure, heard.moved) = (true, true),
            // Our own reading sends these, and answering them would be a build without end. The end of writing is
            // one as well, and the only one for a file that was written through a memory map.
            Ok(Event { kind: EventKind::Access(kind), .. }) if kind != AccessKind::Close(AccessMode::Write) => return,
            Ok(event) => self.paths(event, &mut heard),
            Err(error) if vanished(&error) => (heard.unsure, heard.moved) = (true, true),
            Err(error) => heard.fault = Some(plainly(error)),
        }
        if heard.unsure || heard.fault.is_some() || !heard.paths.is_empty() {
            self.add(heard);
        }
    }

    fn paths(&self, event: Event, heard: &mut Heard) {
        let moves = matches!(
            event.kind,
            EventKind::Any
                | EventKind::Create(_)
                | EventKind::Remove(_)
                | EventKind::Modify(ModifyKind::Name(_))
                | EventKind::Other
        );
        for path in event.paths {
            // macOS names files by their real path, whatever path was asked for.
            let real = |project: &Path| project.canonicalize().ok();
            let Some(inside) = inside(&path, &self.project)
                .or_else(|| real(&self.project).and_then(|project| inside(&path, &project)))
            else {
                continue;
            };
            match concern(&inside) {
                Concern::Nothing => {}
                Concern::Project if moves => (heard.unsure, heard.moved) = (true, true),
                Concern::Project => {}
                Concern::Folder => {
                    heard.moved |= moves;
                    heard.paths.insert(self.project.join(inside));
                }
                Concern::File => {
                    heard.paths.insert(self.project.join(inside));
                }
            }
        }
    }

    /// Something may have changed that no event told of.
    pub fn doubt(&self) {
        self.add(Heard { unsure: true, moved: true, ..Heard::default() });
    }

    fn add(&self, new: Heard) {
        let mut state = self.lock();
        state.events += 1;
        let heard = &mut state.heard;
        heard.unsure |= new.unsure;
        heard.moved |= new.moved;
        heard.fault = heard.fault.take().or(new.fault);
        if !heard.unsure {
            heard.paths.extend(new.paths);
            heard.unsure = heard.paths.len() > MOST_PATHS;
        }
        if heard.unsure {
            heard.paths.clear();
        }
        self.told.notify_all();
    }

    pub fn stop(&self) {
        self.lock().stopped = true;
        self.told.notify_all();
    }

    /// Waits for the first event, at most so long.
    pub fn listen(&self, longest: Duration) -> News {
        let state = self.lock();
        let wait = self.told.wait_timeout_while(state, longest, |state| state.events == 0 && !state.stopped);
        let (state, _) = wait.unwrap_or_else(PoisonError::into_inner);
        match *state {
            State { stopped: true, .. } => News::Stopped,
            State { events: 0, .. } => News::None,
            _ => News::Events,
        }
    }

    pub fn has_news(&self) -> bool {
        let state = self.lock();
        state.events > 0 || state.stopped
    }

    /// Waits until no event came for at least `patience`, at most until `end`; true if stopped.
    pub fn rest(&self, patience: Duration, end: Instant) -> bool {
        let mut state = self.lock();
        loop {
            let seen = state.events;
            let quiet = quiet(&state.heard).max(patience).min(end.saturating_duration_since(Instant::now()));
            let wait = self.told.wait_timeout_while(state, quiet, |state| state.events == seen && !state.stopped);
            let (next, timeout) = wait.unwrap_or_else(PoisonError::into_inner);
            if next.stopped || timeout.timed_out() {
                return next.stopped;
            }
            state = next;
        }
    }

    /// Waits so long; true if stopped before.
    pub fn stopped_within(&self, time: Duration) -> bool {
        let wait = self.told.wait_timeout_while(self.lock(), time, |state| !state.stopped);
        wait.unwrap_or_else(PoisonError::into_inner).0.stopped
    }

    /// What came since the last time.
    pub fn take(&self) -> Heard {
        let mut state = self.lock();
        state.events = 0;
        mem::take(&mut state.heard)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long nothing must come, for so much to be over.
fn quiet(heard: &Heard) -> Duration {
    match heard.paths.len() {
        _ if heard.unsure => 2 * LONG_REST,
        0..=30 => REST,
        _ => LONG_REST,
    }
}

/// What an event is about.
#[derive(PartialEq, Eq, Debug)]
enum Concern {
    Nothing,
    /// The project's folder itself.
    Project,
    /// `content/`, `themes/` or `fonts/` itself.
    Folder,
    File,
}

fn inside(path: &Path, project: &Path) -> Option<PathBuf> {
    path.strip_prefix(project).ok().map(Path::to_owned)
}

/// Judges a path within the project. What `source` passes over is nothing; so is vim's `4913`, which it makes and
/// removes before each save to learn whether it may.
fn concern(inside: &Path) -> Concern {
    let names: Vec<_> = inside.iter().map(|name| name.to_string_lossy()).collect();
    let is_left = |name: &str| is_passed_over(name) || name == "4913";
    let is_read = |top: &str| FOLDERS.contains(&top);
    match names.as_slice() {
        [] => Concern::Project,
        [top] if top == SETTINGS => Concern::File,
        [top] if is_read(top) => Concern::Folder,
        [top, below @ ..] if is_read(top) && !below.iter().any(|name| is_left(name)) => Concern::File,
        _ => Concern::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, Flag};

    const PROJECT: &str = "/no/such/project";

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(Path::new(PROJECT).join(path)))
    }

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    #[test]
    fn only_what_is_read_is_a_concern() {
        for (path, want) in [
            ("", Concern::Project),
            ("gradus.yml", Concern::File),
            ("content", Concern::Folder),
            ("content/a/b.md", Concern::File),
            ("themes/plain/style.css", Concern::File),
            ("fonts/naskh.ttf", Concern::File),
            ("public/index.html", Concern::Nothing),
            (".public.gradus-new", Concern::Nothing),
            ("gradus.yml~", Concern::Nothing),
            (".gradus.yml.swp", Concern::Nothing),
            ("content/.b.md.swp", Concern::Nothing),
            ("content/.obsidian/workspace.json", Concern::Nothing),
            ("content/b.md~", Concern::Nothing),
            ("content/#b.md#", Concern::Nothing),
            ("content/4913", Concern::Nothing),
            ("content/4914", Concern::File),
        ] {
            assert_eq!(concern(Path::new(path)), want, "{path}");
        }
    }

    #[test]
    fn reading_is_not_heard_and_the_end_of_writing_is() {
        let inbox = Inbox::new(Path::new(PROJECT));
        inbox.note(event(EventKind::Access(AccessKind::Open(AccessMode::Any)), "content/a.md"));
        inbox.note(event(EventKind::Access(AccessKind::Close(AccessMode::Read)), "content/a.md"));
        assert!(matches!(inbox.listen(Duration::ZERO), News::None));
        inbox.note(event(EventKind::Access(AccessKind::Close(AccessMode::Write)), "content/a.md"));
        assert!(matches!(inbox.listen(Duration::ZERO), News::Events));
        assert_eq!(inbox.take().paths.len(), 1);
        assert!(matches!(inbox.listen(Duration::ZERO), News::None));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let inbox = Inbox::new(Path::new(PROJECT));
        for n in 0..MOST_PATHS {
            inbox.note(event(WRITTEN, &format!("content/{n}.md")));
        }
        assert!(!inbox.lock().heard.unsure);
        for n in 0..5 {
            inbox.note(event(WRITTEN, &format!("content/more-{n}.md")));
            let state = inbox.lock();
            assert!(state.heard.unsure && state.heard.paths.is_empty());
        }
    }

    #[test]
    fn writing_without_end_is_not_waited_for_without_end() {
        let inbox = Inbox::new(Path::new(PROJECT));
        let rested = std::sync::atomic::AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !rested.load(std::sync::atomic::Ordering::Relaxed) {
                    inbox.note(event(WRITTEN, "content/log.md"));
                }
            });
            while !matches!(inbox.listen(Duration::from_secs(9)), News::Events) {}
            assert!(!inbox.rest(REST, Instant::now() + Duration::from_millis(50)));
            rested.store(true, std::sync::atomic::Ordering::Relaxed);
        });
    }

    #[test]
    fn a_queue_that_overflowed_means_unsure_and_new_watches() {
        let inbox = Inbox::new(Path::new(PROJECT));
        inbox.note(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
        let heard = inbox.take();
        assert!(heard.unsure && heard.moved);
    }

    #[test]
    fn a_limit_that_is_met_later_is_a_fault() {
        let inbox = Inbox::new(Path::new(PROJECT));
        inbox.note(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        assert!(matches!(inbox.listen(Duration::ZERO), News::Events));
        assert!(inbox.take().fault.unwrap().contains("max_user_watches"));
    }

    #[test]
    fn a_watched_folder_that_comes_anew_needs_a_new_watch_and_one_that_is_written_in_does_not() {
        let inbox = Inbox::new(Path::new(PROJECT));
        inbox.note(event(WRITTEN, "content"));
        assert!(!inbox.take().moved);
        inbox.note(event(EventKind::Create(CreateKind::Folder), "content/a"));
        assert!(!inbox.take().moved);
        inbox.note(event(EventKind::Create(CreateKind::Folder), "content"));
        assert!(inbox.take().moved);
    }
}

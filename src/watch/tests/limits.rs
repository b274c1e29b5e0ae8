//! Where events do not work: the person asked for none, the system has no more of them, or some were lost.

use super::super::inbox::Inbox;
use super::super::{Made, Means, POLL_EVERY, Watch, Woken};
use super::write;
use notify::event::{CreateKind, Flag};
use notify::{Config, ErrorKind, Event, EventHandler, EventKind, RecursiveMode, Watcher, WatcherKind};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;

/// A watcher with so many watches to give.
struct Few {
    left: usize,
    set: Arc<Mutex<Vec<PathBuf>>>,
}

impl Watcher for Few {
    fn new<F: EventHandler>(_: F, _: Config) -> notify::Result<Few> {
        Ok(Few { left: 0, set: Arc::default() })
    }

    fn watch(&mut self, path: &Path, _: RecursiveMode) -> notify::Result<()> {
        self.left = self.left.checked_sub(1).ok_or(notify::Error::new(ErrorKind::MaxFilesWatch))?;
        self.set.lock().unwrap().push(path.to_owned());
        Ok(())
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        Err(notify::Error::watch_not_found().add_path(path.to_owned()))
    }

    fn kind() -> WatcherKind {
        WatcherKind::NullWatcher
    }
}

fn project() -> TempDir {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("content/a/f.md"), "text\n");
    project
}

struct Rig {
    watch: Watch,
    inbox: Arc<Inbox>,
    set: Arc<Mutex<Vec<PathBuf>>>,
    project: TempDir,
}

fn with_few(left: usize) -> Rig {
    let project = project();
    let set = Arc::<Mutex<Vec<PathBuf>>>::default();
    let few = Few { left, set: set.clone() };
    let watch = Watch::start_with(project.path(), None, |_| -> Made { Ok(Box::new(few)) });
    let inbox = watch.inbox.clone();
    Rig { watch, inbox, set, project }
}

fn why(watch: &Watch) -> String {
    match watch.means() {
        Means::Polling { every: POLL_EVERY, why: Some(why) } => why,
        means => panic!("{means:?}"),
    }
}

#[test]
fn who_asks_for_polling_gets_it() {
    let project = project();
    let every = Duration::from_millis(20);
    let mut watch = Watch::start(project.path(), Some(every));
    assert_eq!(watch.means(), Means::Polling { every, why: None });
    for _ in 0..3 {
        assert_eq!(watch.wait(), Woken::Unsure);
    }
}

#[test]
fn the_systems_limit_of_watches_means_polling() {
    let mut rig = with_few(1);
    assert!(why(&rig.watch).contains("max_user_watches"));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
}

#[test]
fn the_systems_limit_of_watchers_means_polling() {
    let project = project();
    let none = || -> Made { Err(notify::Error::io(io::Error::from_raw_os_error(24))) };
    let watch = Watch::start_with(project.path(), None, |_| none());
    assert!(why(&watch).starts_with(if cfg!(unix) { "the system's limit of open files" } else { "the folder cannot" }));
}

#[test]
fn a_limit_that_is_met_later_means_polling_from_then_on() {
    // By us, when `themes` comes.
    let mut rig = with_few(2);
    assert_eq!(rig.watch.means(), Means::Events);
    let themes = rig.project.path().join("themes");
    std::fs::create_dir(&themes).unwrap();
    rig.inbox.note(Ok(Event::new(EventKind::Create(CreateKind::Folder)).add_path(themes)));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
    assert!(why(&rig.watch).contains("max_user_watches"));
    // By the watcher, when a folder comes in `content`.
    let mut rig = with_few(2);
    rig.inbox.note(Err(notify::Error::new(ErrorKind::MaxFilesWatch)));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
    assert!(why(&rig.watch).contains("max_user_watches"));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
}

#[test]
fn lost_events_mean_unsure_and_watches_set_anew() {
    let mut rig = with_few(100);
    let set = || std::mem::take(&mut *rig.set.lock().unwrap());
    let (project, content) = (rig.project.path().to_owned(), rig.project.path().join("content"));
    assert_eq!(set(), [project.clone(), content.clone()]);
    rig.inbox.note(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
    assert_eq!(set(), [project, content]);
    assert_eq!(rig.watch.means(), Means::Events);
}

#[cfg(target_os = "linux")]
#[test]
fn watches_that_a_new_folder_may_lack_are_set_with_the_second_look() {
    let mut rig = with_few(100);
    let content = rig.project.path().join("content");
    rig.set.lock().unwrap().clear();
    rig.inbox.note(Ok(Event::new(EventKind::Create(CreateKind::File)).add_path(content.join("a/f.md"))));
    assert_eq!(rig.watch.wait(), Woken::Changed(vec![content.join("a/f.md")]));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
    assert!(rig.set.lock().unwrap().is_empty());
    rig.inbox.note(Ok(Event::new(EventKind::Create(CreateKind::Folder)).add_path(content.join("a"))));
    assert_eq!(rig.watch.wait(), Woken::Changed(vec![content.join("a")]));
    assert_eq!(rig.watch.wait(), Woken::Unsure);
    assert_eq!(*rig.set.lock().unwrap(), [content]);
}

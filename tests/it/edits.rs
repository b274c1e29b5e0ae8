//! The preview tells the truth: whatever authors do, what it shows is what a build would write; and while no site can be
//! made, it is the last good one, with what is wrong.

use crate::author::{self, Author, Save, Step};
use crate::cases::{self, Mistake};
use crate::run::{Project, copy, gradus, tree};
use crate::running::{Answer, Client, Events, Preview, addresses, is_long, is_served, same, wait_until, when};
use gradus::cli::Exit;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

type Site = Vec<(String, Vec<u8>)>;

/// Longer than the server's second look after a change.
const STILL: Duration = Duration::from_millis(500);

/// Builds beside the preview, with nothing remembered.
struct Builder(TempDir);

impl Builder {
    fn new() -> Builder {
        Builder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// The site by its addresses, if one can be made.
    fn build(&self, project: &Path, mount: &str) -> Result<Site, String> {
        let target = self.0.path().join("site");
        let ran = gradus(project, &["build", "-o", target.to_str().expect("a plain path")]);
        if ran.exit != Exit::Fine {
            return Err(ran.err);
        }
        Ok(addresses(tree(&target)).into_iter().map(|(address, bytes)| (format!("{mount}{address}"), bytes)).collect())
    }
}

/// What `gradus check` finds: titles and places.
fn findings(project: &Path) -> BTreeSet<(String, String)> {
    // The rules of the field are asked by `check` alone.
    let ran = gradus(project, &["check", "--ignore", "G7,G8"]);
    let all = ran.out + &ran.err;
    let is_title = |line: &&str| ["error[", "warning[", "note["].iter().any(|start| line.starts_with(start));
    let place = |line: &str| line.split_once("\u{256d}\u{25b8} ").map(|(_, place)| place.to_owned());
    let mut lines = all.lines().peekable();
    let mut found = BTreeSet::new();
    while let Some(line) = lines.next() {
        if is_title(&line) {
            let place = lines.peek().and_then(|next| place(next)).unwrap_or_default();
            found.insert((line.to_owned(), place));
        }
    }
    found
}

/// A person who looks at a preview.
struct Reader {
    client: Client,
    events: Events,
    /// Every address that there ever was.
    ever: BTreeSet<String>,
}

impl Reader {
    fn new(preview: &Preview) -> Reader {
        Reader { client: preview.client(), events: preview.events(), ever: BTreeSet::new() }
    }

    /// Whether this site is shown, all of it and nothing else.
    fn sees(&mut self, site: Option<&Site>, is_sound: bool) -> Result<(), String> {
        let Some(site) = site else { return self.sees_nothing() };
        self.sees_part(site, is_sound)?;
        let there: BTreeSet<&String> = site.iter().map(|(address, _)| address).collect();
        // From above its folder a reader is led to the site.
        for address in self.ever.iter().filter(|it| !there.contains(it) && *it != "/") {
            same(self.client.get(address).status, 404).map_err(|why| format!("{address}, which is gone: {why}"))?;
        }
        self.ever.extend(there.into_iter().cloned());
        Ok(())
    }

    /// Whether the preview tells what a check tells.
    fn hears(&self, findings: &BTreeSet<(String, String)>) -> Result<(), String> {
        let last = self.events.last();
        let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let heard = last["findings"].as_array().into_iter().flatten();
        let heard: BTreeSet<_> = heard.map(|it| (text(it, "title"), text(it, "place"))).collect();
        when(heard == *findings, || format!("heard {heard:#?}, checked {findings:#?}"))
    }

    /// Whether these files are shown.
    fn sees_part(&mut self, part: &Site, is_sound: bool) -> Result<(), String> {
        same(self.events.errors() == 0, is_sound).map_err(|why| format!("no errors: {why}"))?;
        part.iter().try_for_each(|(address, bytes)| is_served(&mut self.client, address, bytes))
    }

    fn sees_nothing(&mut self) -> Result<(), String> {
        let answer = self.client.get("/");
        same(answer.status, 503)?;
        let titles = self.events.titles();
        let first = titles.first().map(|title| title.split('`').next().expect("a part").to_owned());
        let first = first.ok_or("no finding")?;
        // The page has it as text in HTML.
        let shown = gradus::base::escaped(&first);
        when(answer.text().contains(&shown), || format!("the page does not say {first}"))?;
        same(self.client.get("/data/statements.csv").status, 503)
    }
}

fn follow(seed: u64, steps: usize, starts_broken: bool, args: &[&str]) {
    let mut author = Author::new(seed);
    let builder = Builder::new();
    let mut done: Vec<String> = Vec::new();
    if starts_broken {
        done.push(author.smash().what);
    }
    let preview = Preview::start(author.path(), args);
    let mut reader = Reader::new(&preview);
    let mut good: Option<Site> = builder.build(author.path(), "").ok();
    assert_eq!(good.is_none(), starts_broken);
    wait_until("the first site", || reader.sees(good.as_ref(), !starts_broken));
    for at in 0..steps {
        let version = reader.events.version();
        let Step { what, is_sound, is_still } = author.step();
        done.push(what);
        let story = || format!("seed {seed}, step {at}: {done:#?}");
        match builder.build(author.path(), author.mount()) {
            Ok(site) => {
                assert!(is_sound, "no error was found, {}", story());
                good = Some(site);
            }
            Err(why) => assert!(!is_sound, "{why}{}", story()),
        }
        wait_until(&format!("the truth, {}", story()), || reader.sees(good.as_ref(), is_sound));
        let findings = findings(author.path());
        wait_until(&format!("what is wrong, {}", story()), || reader.hears(&findings));
        if is_still {
            thread::sleep(STILL);
            assert_eq!(reader.events.version(), version, "nothing changed, {}", story());
        }
    }
    thread::sleep(STILL);
    let late = reader.sees(good.as_ref(), reader.events.errors() == 0);
    assert_eq!(late, Ok(()), "once more, seed {seed}: {done:#?}");
}

/// More of them in a long run.
fn seeds(first: u64) -> impl Iterator<Item = u64> {
    let several = if is_long() { 20 } else { 1 };
    (0..several).map(move |n| first + 10 * n)
}

#[test]
fn the_preview_is_what_a_build_would_write_after_any_edits() {
    seeds(1).for_each(|seed| follow(seed, 25, false, &[]));
}

#[test]
fn the_preview_is_what_a_build_would_write_after_any_other_edits() {
    seeds(2).for_each(|seed| follow(seed, 25, false, &[]));
}

#[test]
fn the_preview_is_what_a_build_would_write_also_when_it_began_with_an_error() {
    seeds(3).for_each(|seed| follow(seed, 20, true, &[]));
}

#[test]
fn the_preview_is_what_a_build_would_write_where_changes_are_looked_for() {
    seeds(4).for_each(|seed| follow(seed, 15, false, &["--poll=50"]));
}

#[test]
fn what_became_of_a_capability_since_a_release_is_told_after_each_edit() {
    let project = Project::base();
    let capability = |file: &str, text: &str| {
        let path = format!("content/domains/ai/{file}.md");
        let whole = project.read(&path);
        let front = &whole[..whole.rfind("---\n").expect("front matter") + 4];
        author::save(&project.path().join(&path), format!("{front}{text}\n").as_bytes(), Save::Renamed);
    };
    let (first, second) = ("AI-001", "robotics/AI-041");
    let named = "I can name the tools that my team uses.";
    let robot = "I can set up a robot in a clinical area.\n\nWhat good looks like: its stop works.";
    assert_eq!(project.gradus(&["release", "1.0.0", "--any-version"]).exit, Exit::Fine);
    let builder = Builder::new();
    let preview = Preview::start(project.path(), &[]);
    let mut reader = Reader::new(&preview);
    let edits: &[(&str, &str)] = &[
        (first, "I can name the tools that my team uses each day."),
        (second, "I can set up a robot."),
        // As it was released.
        (first, named),
        // Words that are all new, and then those of the other one: which is which hangs on both.
        (first, "Counts pills twice before handing them over."),
        (second, named),
        (first, robot),
        (second, robot),
        (first, named),
    ];
    for (file, text) in edits {
        capability(file, text);
        let site = builder.build(project.path(), "").expect("the words are sound");
        wait_until(&format!("{file}: {text}"), || reader.sees(Some(&site), true));
    }
    let history = preview.get("/capabilities/ai-041/").text();
    assert!(!history.contains("not released yet"), "it is as it was released, and nothing is told: {history}");
}

/// Puts a mistake into a project, and takes it out again. Before and meanwhile another file is broken, so that there is no
/// moment in which a part of the mistake, or the old files that a reading found together with new ones, are another sound
/// site.
struct Switch<'a> {
    project: &'a Project,
    /// What the files outside the content were, if they were there.
    before: Vec<(String, Option<Vec<u8>>)>,
}

const GATE: &str = "---\ntitle: [\n---\n";

impl Switch<'_> {
    fn make<'a>(project: &'a Project, mistake: &Mistake, is_broken: impl FnOnce()) -> Switch<'a> {
        let at = |path: &str| project.path().join(path);
        copy(&at("content"), &at(".wrong/content"));
        let (inside, outside): (Vec<_>, Vec<_>) =
            mistake.layer.iter().partition(|(path, _)| path.starts_with("content/"));
        for (path, text) in inside {
            put(project, &format!(".wrong/{path}"), text.as_ref().map(String::as_bytes));
        }
        let gate = ".wrong/content/pages/gate.md";
        project.write(gate, GATE);
        author::save(&at("content/pages/gate.md"), GATE.as_bytes(), Save::Renamed);
        is_broken();
        fs::rename(at("content"), at(".right")).expect("renamed");
        let before = outside.iter().map(|(path, _)| (path.clone(), fs::read(at(path)).ok())).collect();
        for (path, text) in outside {
            put(project, path, text.as_ref().map(String::as_bytes));
        }
        fs::rename(at(".wrong/content"), at("content")).expect("renamed");
        project.remove("content/pages/gate.md");
        project.remove(".right/pages/gate.md");
        Switch { project, before }
    }

    fn unmake(self) {
        let at = |path: &str| self.project.path().join(path);
        fs::rename(at("content"), at(".wrong/content")).expect("renamed");
        for (path, bytes) in &self.before {
            put(self.project, path, bytes.as_deref());
        }
        fs::rename(at(".right"), at("content")).expect("renamed");
        fs::remove_dir_all(at(".wrong")).expect("removed");
    }
}

fn put(project: &Project, path: &str, bytes: Option<&[u8]>) {
    match bytes {
        Some(bytes) => project.write(path, bytes),
        None => project.remove(path),
    }
}

#[test]
fn no_mistake_ends_the_preview_or_takes_the_last_good_site_away() {
    let mistakes = cases::mistakes();
    assert!(mistakes.len() >= 100, "only {} mistakes", mistakes.len());
    let project = Project::base();
    let site = Builder::new().build(project.path(), "").expect("the base is sound");
    let mut preview = Preview::start(project.path(), &[]);
    let mut reader = Reader::new(&preview);
    // All of the site for some; for the others its home page and a few more are enough.
    let part: Site = site.iter().step_by(12).cloned().collect();
    // And some mistakes are for a long run.
    let some = mistakes.iter().enumerate().filter(|(at, _)| is_long() || at % 5 < 3);
    for (at, mistake) in some {
        let part = if at % 10 == 0 { &site } else { &part };
        let switch = Switch::make(&project, mistake, || {
            wait_until("the broken file", || when(reader.events.errors() > 0, || "no error".to_owned()));
        });
        let findings = findings(project.path());
        wait_until(&format!("the findings of {}", mistake.name), || reader.hears(&findings));
        let shown = reader.sees_part(part, false);
        assert_eq!(shown, Ok(()), "while there is {}", mistake.name);
        switch.unmake();
        wait_until(&format!("the end of {}", mistake.name), || reader.sees_part(part, true));
        assert!(preview.run.is_alive(), "{} ended it", mistake.name);
    }
}

#[test]
fn a_preview_that_begins_with_a_mistake_shows_the_site_once_it_is_mended() {
    let builder = Builder::new();
    for mistake in cases::mistakes().iter().step_by(9) {
        let project = Project::base();
        let site = builder.build(project.path(), "").expect("the base is sound");
        let switch = Switch::make(&project, mistake, || ());
        let preview = Preview::start(project.path(), &[]);
        let mut reader = Reader::new(&preview);
        let findings = findings(project.path());
        wait_until(&format!("the findings of {}", mistake.name), || reader.hears(&findings));
        assert_eq!(reader.sees(None, false), Ok(()), "{}", mistake.name);
        switch.unmake();
        wait_until(&format!("the site after {}", mistake.name), || reader.sees(Some(&site), true));
    }
}

const ABOUT: &str = "content/pages/about.md";

fn about(project: &Project, text: &str) {
    let text = format!("---\ntitle: \"About\"\n---\n{text}\n");
    author::save(&project.path().join(ABOUT), text.as_bytes(), Save::Renamed);
}

/// The template of the project's own theme, sound or with a mistake that shows on one page of many only.
fn template(project: &Project, is_sound: bool) {
    let bad = if is_sound { "" } else { "{% if content.id == \"X-9\" %}{{ content.nope }}{% endif %}" };
    let text = format!(
        "{{% extends \"default/capability.html\" %}}{{% block main %}}{bad}{{{{ super() }}}}{{% endblock main %}}"
    );
    author::save(&project.path().join("themes/mine/templates/capability.html"), text.as_bytes(), Save::Renamed);
}

const BAD_PAGE: &str = "/capabilities/x-9/";

fn with_own_theme(capabilities: usize) -> Project {
    let project = Project::base();
    for n in 0..capabilities {
        let text = format!("---\nid: X-{n}\nlevel: 1\narchetypes: [creator]\n---\nI can do thing {n}.\n");
        project.write(&format!("content/domains/ai/X-{n}.md"), text);
    }
    project.write("gradus.yml", "framework: { id: x, title: X, version: \"1\" }\nsite: { theme: mine }\n");
    template(&project, true);
    project
}

fn is_good(preview: &Preview, good: &Answer) -> Result<(), String> {
    let now = preview.get(BAD_PAGE);
    same((now.status, now.header("etag")), (200, good.header("etag")))
}

fn has_errors(events: &Events, errors: u64) -> Result<(), String> {
    same(events.errors(), errors)
}

fn is_past(events: &Events, version: u64) -> Result<(), String> {
    when(events.version() > version, || format!("still version {version}"))
}

#[test]
fn a_template_that_fails_on_one_page_leaves_the_last_good_site() {
    let project = with_own_theme(20);
    let preview = Preview::start(project.path(), &[]);
    let events = preview.events();
    let good = preview.get(BAD_PAGE);
    assert_eq!(good.status, 200);
    template(&project, false);
    wait_until("the error", || has_errors(&events, 1));
    assert_eq!(is_good(&preview, &good), Ok(()));
    // Other work goes on, and the site stays the last good one.
    let version = events.version();
    about(&project, "Other words.");
    wait_until("the error again", || is_past(&events, version + 1).and_then(|()| has_errors(&events, 1)));
    assert_eq!(is_good(&preview, &good), Ok(()));
    template(&project, true);
    let is_mended = || when(preview.get("/about/").text().contains("Other words."), || "not yet".to_owned());
    wait_until("the mended site", is_mended);
    wait_until("no error", || has_errors(&events, 0));
}

#[test]
fn a_template_that_fails_on_one_page_leaves_the_last_good_site_also_when_the_next_save_comes_soon() {
    let project = with_own_theme(1000);
    let preview = Preview::start(project.path(), &[]);
    let events = preview.events();
    let good = preview.get(BAD_PAGE);
    let version = events.version();
    template(&project, false);
    wait_until("the next version", || is_past(&events, version));
    // Before all pages have been looked at.
    about(&project, "Other words.");
    wait_until("the error", || has_errors(&events, 1));
    assert_eq!(is_good(&preview, &good), Ok(()));
}

#[test]
fn a_template_that_fails_on_one_page_is_found_also_when_a_file_is_touched_soon() {
    let project = with_own_theme(1000);
    let preview = Preview::start(project.path(), &[]);
    let events = preview.events();
    let version = events.version();
    template(&project, false);
    wait_until("the next version", || is_past(&events, version));
    // Before all pages have been looked at. Nothing changes by it.
    let file = fs::File::options().append(true).open(project.path().join(ABOUT)).expect("a page");
    file.set_modified(std::time::SystemTime::now()).expect("touched");
    wait_until("the error", || has_errors(&events, 1));
}

#[test]
fn the_last_good_site_stays_at_its_address_while_there_is_an_error() {
    let project = Project::base();
    let preview = Preview::start(project.path(), &[]);
    let events = preview.events();
    author::save(&project.path().join(ABOUT), b"---\ntitle: [\n---\n", Save::Renamed);
    wait_until("the error", || has_errors(&events, 1));
    let version = events.version();
    let text =
        "framework: { id: x, title: X, version: \"1\" }\nsite: { base_url: \"https://example.org/framework/\" }\n";
    author::save(&project.path().join("gradus.yml"), text.as_bytes(), Save::Renamed);
    wait_until("the next version", || is_past(&events, version));
    assert_eq!(preview.get("/about/").status, 200, "it was built for this address");
}

//! Somebody who works on a framework, at random but the same for the same seed: writes, renames, moves, breaks, mends, and
//! changes to another branch, with the ways of saving that editors have.

use crate::run::{Project, tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, Vec<u8>>;

pub struct Author {
    project: Project,
    dice: Dice,
    /// As the project stands on disk.
    now: Branch,
    /// The last one before the other branch was changed to.
    other: Branch,
    /// What makes it sound again; the first is what was broken last.
    mend: Vec<(String, Option<Vec<u8>>)>,
    count: usize,
}

#[derive(Clone)]
struct Branch {
    files: Files,
    title: usize,
    has_theme: bool,
    is_mounted: bool,
}

/// What the author did.
pub struct Step {
    pub what: String,
    /// Whether a site can be made of what is there now.
    pub is_sound: bool,
    /// Whether nothing changed.
    pub is_still: bool,
}

impl Author {
    pub fn new(seed: u64) -> Author {
        let project = Project::base();
        let files = tree(project.path()).into_iter().collect();
        let mut now = Branch { files, title: 0, has_theme: false, is_mounted: false };
        now.set("content/pages/about.md", "---\ntitle: \"About\"\n---\nAbout this. ![A plan](plan.png)\n");
        now.set("content/pages/plan.png", "no picture, but nobody looks at it");
        for path in ["content/pages/about.md", "content/pages/plan.png"] {
            project.write(path, &now.files[path]);
        }
        let other = elsewhere(&now);
        Author { project, dice: Dice(seed), now, other, mend: Vec::new(), count: 0 }
    }

    pub fn path(&self) -> &Path {
        self.project.path()
    }

    /// The path under which the server has the site, without a slash at the end.
    pub fn mount(&self) -> &'static str {
        if self.now.is_mounted { "/framework" } else { "" }
    }

    /// Does one thing, at random.
    pub fn step(&mut self) -> Step {
        self.count += 1;
        let n = self.count;
        let mut next = self.now.clone();
        let sound = self.mend.is_empty();
        let what = match self.dice.below(if sound { 17 } else { 9 }) {
            0 => return self.smash(),
            1 => {
                let group = self.dice.one(&next.groups());
                let id = format!("NEW-{n:03}");
                next.set(&format!("{group}/{id}.md"), &capability(&id, 1 + n % 2));
                format!("a new capability in {group}")
            }
            2 => {
                next.set("content/levels/1.md", &format!("---\ntitle: \"Aware\"\n---\nKnows of {n} things.\n"));
                "the text of a level".to_owned()
            }
            3 => return self.change_branch(),
            4..9 if !sound => return self.repair(),
            4 | 5 => {
                let path = self.dice.one(&next.capabilities());
                next.edit(&path, |text| {
                    format!("{}\nI can do it {n} times.\n", &text[..text.rfind("---\n").unwrap() + 3])
                });
                format!("the statement of {path}")
            }
            6 => {
                let path = self.dice.one(&next.capabilities());
                let archetypes = self.dice.one(&["[creator]", "[embedder]", "[creator, embedder]"].map(str::to_owned));
                next.line(&path, "archetypes:", &format!("archetypes: {archetypes}"));
                next.line(&path, "level:", &format!("level: {}", 1 + self.dice.below(2)));
                format!("the front matter of {path}")
            }
            7 => {
                let path = self.dice.one(&next.capabilities());
                let bytes = next.files.remove(&path).unwrap();
                let to = format!("{}/{}.md", path.rsplit_once('/').unwrap().0, format_args!("renamed-{n}"));
                next.files.insert(to.clone(), bytes);
                format!("{path} renamed to {to}")
            }
            8 if next.capabilities().len() > 2 => {
                let path = self.dice.one(&next.capabilities());
                next.files.remove(&path);
                format!("{path} deleted")
            }
            8 | 9 => {
                let path = self.dice.one(&next.capabilities());
                next.line(&path, "id:", &format!("id: ID-{n:03}"));
                format!("the id of {path}")
            }
            10 => return self.move_group(),
            11 => {
                next.title = n;
                "the title of the framework".to_owned()
            }
            12 => {
                next.is_mounted = !next.is_mounted;
                "the address that the site will have".to_owned()
            }
            13 | 14 => theme(&mut next, &mut self.dice, n),
            15 => {
                next.set("content/pages/plan.png", &format!("picture {n}"));
                next.set(&format!("content/pages/page-{n}.md"), "---\ntitle: \"A page\"\n---\nText.\n");
                "a new page and another picture".to_owned()
            }
            _ => return self.touch(),
        };
        self.save(next);
        Step { what, is_sound: sound, is_still: false }
    }

    /// Breaks the framework, in one stroke: a moment in which it is sound and yet another one would be shown for good.
    pub fn smash(&mut self) -> Step {
        let next = &self.now;
        let n = self.count;
        let taken: BTreeSet<&String> = self.mend.iter().map(|(path, _)| path).collect();
        let whole: Vec<String> = next.capabilities().into_iter().filter(|path| !taken.contains(path)).collect();
        let path = if whole.is_empty() { format!("content/pages/odd-{n}.md") } else { self.dice.one(&whole) };
        let text = next.files.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        let (path, broken) = match self.dice.below(10) {
            8 => (format!("content/pages/Bad_Name{n}.md"), Some(b"---\ntitle: \"A page\"\n---\nText.\n".to_vec())),
            9 => (format!("content/Bad_Folder{n}/page.md"), Some(b"---\ntitle: \"A page\"\n---\nText.\n".to_vec())),
            0 => (path, Some(text.replacen("level:", "level: [", 1).into_bytes())),
            1 => (path, Some(text.replacen("archetypes: [", "archetypes: [embeder, ", 1).into_bytes())),
            2 => (path, Some(Vec::new())),
            3 => (path, Some(b"---\nid: X\0\n".to_vec())),
            4 => (format!("content/domains/{n}-no-group.md"), Some(capability("LOST-001", 1).into_bytes())),
            5 if next.files.contains_key("content/levels/2.md") => ("content/levels/2.md".to_owned(), None),
            6 => ("gradus.yml".to_owned(), Some(b"framework: [\n".to_vec())),
            7 if next.has_theme => {
                let bad = "{% extends \"default/page.html\" %}{% block main %}{{ content.nope }}{% endblock main %}";
                ("themes/mine/templates/page.html".to_owned(), Some(bad.as_bytes().to_vec()))
            }
            _ => (path, Some(b"---\nid: \"x\n---\nI can.\n".to_vec())),
        };
        if !taken.contains(&path) {
            self.mend.insert(0, (path.clone(), self.now.files.get(&path).cloned()));
        }
        self.put(&path, broken.as_deref(), Save::Renamed);
        Step { what: format!("{path} broken"), is_sound: false, is_still: false }
    }

    /// Mends what was broken last.
    pub fn repair(&mut self) -> Step {
        let (path, sound) = self.mend.remove(0);
        self.put(&path, sound.as_deref(), Save::Renamed);
        Step { what: format!("{path} mended"), is_sound: self.mend.is_empty(), is_still: false }
    }

    fn touch(&mut self) -> Step {
        let path = self.dice.one(&self.now.files.keys().cloned().collect::<Vec<_>>());
        if self.dice.below(2) == 0 {
            let bytes = self.now.files[&path].clone();
            self.put(&path, Some(&bytes), Save::Renamed);
        } else {
            let file = fs::File::options().append(true).open(self.path().join(&path)).unwrap();
            file.set_modified(std::time::SystemTime::now()).unwrap();
        }
        Step { what: format!("{path} touched"), is_sound: true, is_still: true }
    }

    fn move_group(&mut self) -> Step {
        let from = self.dice.one(&self.now.groups());
        let to = format!("content/domains/moved-{}", self.count);
        fs::rename(self.path().join(&from), self.path().join(&to)).unwrap();
        let moved = |path: String| match path.strip_prefix(&format!("{from}/")) {
            Some(rest) => format!("{to}/{rest}"),
            None => path,
        };
        let files = std::mem::take(&mut self.now.files);
        self.now.files = files.into_iter().map(|(path, bytes)| (moved(path), bytes)).collect();
        Step { what: format!("{from} moved to {to}"), is_sound: true, is_still: false }
    }

    /// As `git switch` does, file by file; or by putting another folder in place.
    fn change_branch(&mut self) -> Step {
        let sound = self.mend.is_empty();
        let next = self.other.clone();
        if sound {
            self.other = self.now.clone();
        }
        self.mend.clear();
        let whole = self.dice.below(2) == 0;
        if whole {
            let beside = |name: String| -> PathBuf { self.path().join(name) };
            let new = beside(format!(".new-{}", self.count));
            for (path, bytes) in next.files.iter().filter(|(path, _)| path.starts_with("content/")) {
                fs::create_dir_all(new.join(path).parent().unwrap()).unwrap();
                fs::write(new.join(path), bytes).unwrap();
            }
            fs::rename(beside("content".into()), beside(format!(".old-{}", self.count))).unwrap();
            fs::rename(new.join("content"), beside("content".into())).unwrap();
            self.now.files.retain(|path, _| !path.starts_with("content/"));
            let content = next.files.iter().filter(|(path, _)| path.starts_with("content/"));
            self.now.files.extend(content.map(|(path, bytes)| (path.clone(), bytes.clone())));
        }
        self.save(next);
        let how = if whole { "by its folder" } else { "file by file" };
        Step { what: format!("another branch, {how}"), is_sound: true, is_still: false }
    }

    /// Brings what is on disk to what should be there, in any order and by any way.
    fn save(&mut self, mut next: Branch) {
        if self.mend.iter().all(|(path, _)| path != "gradus.yml") {
            next.settings();
        }
        let mut paths: Vec<String> = self.now.files.keys().chain(next.files.keys()).cloned().collect();
        paths.sort();
        paths.dedup();
        paths.retain(|path| self.now.files.get(path) != next.files.get(path));
        while !paths.is_empty() {
            let path = paths.swap_remove(self.dice.below(paths.len()));
            let way = self.dice.one(&[Save::Renamed, Save::InPlace, Save::Vim, Save::Halves]);
            self.put(&path, next.files.get(&path).map(Vec::as_slice), way);
        }
        self.now = next;
        let there: Files = tree(self.path()).into_iter().filter(|(path, _)| !path.starts_with('.')).collect();
        assert!(there == self.now.files, "the author lost track");
    }

    fn put(&mut self, path: &str, bytes: Option<&[u8]>, way: Save) {
        let full = self.path().join(path);
        match bytes {
            Some(bytes) => {
                save(&full, bytes, way);
                self.now.files.insert(path.to_owned(), bytes.to_vec());
            }
            None => {
                fs::remove_file(full).unwrap();
                self.now.files.remove(path);
            }
        }
    }
}

impl Branch {
    fn set(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
    }

    fn edit(&mut self, path: &str, edit: impl FnOnce(&str) -> String) {
        let text = edit(std::str::from_utf8(&self.files[path]).unwrap());
        self.set(path, &text);
    }

    fn line(&mut self, path: &str, start: &str, new: &str) {
        let replace = |line: &str| if line.starts_with(start) { new.to_owned() } else { line.to_owned() };
        self.edit(path, |text| text.lines().map(|line| replace(line) + "\n").collect());
    }

    fn groups(&self) -> Vec<String> {
        let groups = self.files.keys().filter(|path| path.starts_with("content/domains/"));
        groups.filter_map(|path| path.strip_suffix("/_index.md")).map(str::to_owned).collect()
    }

    fn capabilities(&self) -> Vec<String> {
        let below = self.files.keys().filter(|path| path.starts_with("content/domains/"));
        below.filter(|path| !path.ends_with("/_index.md")).cloned().collect()
    }

    fn settings(&mut self) {
        let (title, mut site) = (self.title, Vec::new());
        site.extend(self.has_theme.then_some("theme: mine"));
        site.extend(self.is_mounted.then_some("base_url: \"https://example.org/framework/\""));
        let site = if site.is_empty() { String::new() } else { format!("site: {{ {} }}\n", site.join(", ")) };
        self.set(
            "gradus.yml",
            &format!("framework: {{ id: test, title: \"Title {title}\", version: \"1.0\" }}\n{site}"),
        );
    }
}

fn capability(id: &str, level: usize) -> String {
    format!("---\nid: {id}\nlevel: {level}\nprocess: apply\narchetypes: [creator]\n---\nI can do what {id} says.\n")
}

/// A framework with little in common.
fn elsewhere(here: &Branch) -> Branch {
    let mut other = here.clone();
    other.files.retain(|path, _| !path.starts_with("content/domains/ai/") && !path.starts_with("content/pages/"));
    other.title = 1000;
    other.set("content/levels/3.md", "---\ntitle: \"Expert\"\n---\nTeaches it.\n");
    other.set("content/domains/nursing/_index.md", "---\ntitle: \"Nursing\"\n---\nAbout people.\n");
    for n in 1..6 {
        other.set(&format!("content/domains/nursing/NU-{n}.md"), &capability(&format!("NU-{n:03}"), 1 + n % 3));
    }
    other.settings();
    other
}

/// Changes something about the theme of the project.
fn theme(next: &mut Branch, dice: &mut Dice, n: usize) -> String {
    let page = format!(
        "{{% extends \"default/page.html\" %}}{{% block main %}}<p>{n}</p>{{{{ super() }}}}{{% endblock main %}}"
    );
    let what = match dice.below(5) {
        0 if next.has_theme => {
            next.has_theme = false;
            next.files.retain(|path, _| !path.starts_with("themes/"));
            return "no theme of its own".to_owned();
        }
        _ if !next.has_theme => {
            next.has_theme = true;
            next.set("themes/mine/templates/page.html", &page);
            return "a theme of its own".to_owned();
        }
        1 => "themes/mine/templates/page.html",
        2 => "themes/mine/assets/style.css",
        3 if next.files.remove("themes/mine/assets/more.css").is_some() => return "an asset removed".to_owned(),
        _ => "themes/mine/assets/more.css",
    };
    next.set(what, &if what.ends_with("html") { page } else { format!("p {{ margin: {n}px }}\n") });
    format!("{what} of the theme")
}

/// How an editor saves.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Save {
    /// Another file beside it takes its name.
    Renamed,
    /// Emptied and written.
    InPlace,
    /// Moved away, written anew, and the old one removed.
    Vim,
    /// Emptied and written in two parts.
    Halves,
}

pub fn save(path: &Path, bytes: &[u8], way: Save) {
    use std::io::Write;
    let folder = path.parent().unwrap();
    fs::create_dir_all(folder).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let (hidden, backup) = (folder.join(format!(".{name}.new")), folder.join(format!("{name}~")));
    match way {
        Save::Renamed => {
            fs::write(&hidden, bytes).unwrap();
            fs::rename(hidden, path).unwrap();
        }
        Save::InPlace => fs::write(path, bytes).unwrap(),
        Save::Vim => {
            let probe = folder.join("4913");
            fs::write(&probe, "").unwrap();
            fs::remove_file(probe).unwrap();
            let moved = fs::rename(path, &backup).is_ok();
            fs::write(path, bytes).unwrap();
            if moved {
                fs::remove_file(backup).unwrap();
            }
        }
        Save::Halves => {
            let mut file = fs::File::create(path).unwrap();
            let (a, b) = bytes.split_at(bytes.len() / 2);
            file.write_all(a).unwrap();
            file.write_all(b).unwrap();
        }
    }
}

/// SplitMix64: as random as an author needs to be.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

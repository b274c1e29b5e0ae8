//! `--fix`: what can be mended without judgement is, in memory, and checked again until nothing more can be. A mend that
//! brings a mistake of another kind into its file is taken back. Nothing is written here.

use crate::base::{Code, Diagnostic, FileId, Fix, SourcePath, codes};
use crate::fix::{Edit, Mends, applied, on_disk, ordered};
use crate::pipeline::Built;
use crate::source::Sources;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

/// One mend can bring another mistake to light, but not for long.
const MOST_ROUNDS: usize = 30;

/// What a mend must not bring: the author's keys and values then mean something else than they did.
static HARM: &[&Code] = &[
    &codes::YAML,
    &codes::NO_FRONT_MATTER,
    &codes::DUPLICATE_KEY,
    &codes::WRONG_TYPE,
    &codes::BAD_VALUE,
    &codes::TWO_SHAPES,
    &codes::DUPLICATE_ID,
];

/// A file with mends in it.
pub struct File {
    pub path: SourcePath,
    pub before: String,
    pub after: String,
    /// What stands on the disk, and what shall.
    pub raw: String,
    pub raw_after: String,
}

pub struct Mended {
    /// As it is with all mends made.
    pub built: Built,
    pub files: Vec<File>,
    /// How many findings were mended.
    pub count: usize,
    /// In how many files the keys were put in order.
    pub ordered: usize,
    /// What there was before.
    pub before: Vec<Diagnostic>,
    pub settings_failed: bool,
    /// Files that were left as they are, each with the reason.
    pub refused: Vec<String>,
}

/// Mends what is `wanted`, and puts the keys of files in order where that is asked for. `look` checks sources.
pub fn mend(
    project: &Path,
    built: Built,
    look: &dyn Fn(Sources) -> Built,
    wanted: &dyn Fn(&Diagnostic, &Sources) -> bool,
    in_order: &dyn Fn(&str) -> bool,
) -> Mended {
    let first = Sources::clone(&built.sources);
    let (before, settings_failed) = (built.findings.clone(), built.settings_failed);
    let mut work = Work {
        project,
        first: &first,
        wanted,
        files: BTreeMap::new(),
        careful: HashSet::new(),
        barred: HashSet::new(),
    };
    let mut built = built;
    let mut count = 0;
    for _ in 0..MOST_ROUNDS {
        let round = work.round(&built);
        if round.is_empty() {
            break;
        }
        let mended: Vec<(FileId, String, usize)> = round
            .iter()
            .map(|(file, edits)| {
                let (text, made) = applied(built.sources.text(*file), edits.iter().map(|(edit, _)| edit));
                (*file, text, made)
            })
            .collect();
        let made: usize = mended.iter().map(|(_, _, made)| made).sum();
        let next = look(built.sources.with_texts(mended.into_iter().map(|(file, text, _)| (file, text))));
        let (harm_before, harm_after) = (harm(&built), harm(&next));
        let worse: Vec<FileId> =
            round.keys().copied().filter(|file| harm_after.get(file) > harm_before.get(file)).collect();
        if worse.is_empty() {
            (built, count) = (next, count + made);
            continue;
        }
        // The round is not taken over. Where one mend was the cause, it is not tried again; where there were several, they
        // are tried one by one.
        for file in worse {
            match &round[&file][..] {
                [(_, key)] => drop(work.barred.insert((file, key.clone()))),
                _ => drop(work.careful.insert(file)),
            }
        }
    }
    let in_order = work.in_order(&built.sources, in_order);
    let ordered = in_order.len();
    if ordered > 0 {
        built = look(built.sources.with_texts(in_order));
    }
    let mut files = Vec::new();
    let mut refused = Vec::new();
    for (id, raw) in work.files {
        let (path, before, after) = (first.path(id).clone(), first.text(id), built.sources.text(id));
        let Some(raw) = raw else {
            refused.push(format!(
                "`{path}` is left as it is: it was saved with accents apart from their letters; mend it by hand"
            ));
            continue;
        };
        if before != after {
            let raw_after = on_disk(&raw, before, after).expect("the file held the text before");
            let (before, after) = (before.to_owned(), after.to_owned());
            files.push(File { path, before, after, raw, raw_after });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Mended { built, files, count, ordered, before, settings_failed, refused }
}

struct Work<'a> {
    project: &'a Path,
    /// As they were read.
    first: &'a Sources,
    wanted: &'a dyn Fn(&Diagnostic, &Sources) -> bool,
    /// Files with something to mend, as they are on the disk; `None` for one that has to be left alone.
    files: BTreeMap<FileId, Option<String>>,
    /// Files in which one mend at a time is tried.
    careful: HashSet<FileId>,
    barred: HashSet<(FileId, Key)>,
}

/// By what a mend is known again: code and message of its finding.
type Key = (&'static str, String);

type Round = BTreeMap<FileId, Vec<(Edit, Key)>>;

impl Work<'_> {
    /// What is to be tried next.
    fn round(&mut self, built: &Built) -> Round {
        let mut round = Round::new();
        let known = known(&built.findings);
        let mends = Mends::new(&built.sources);
        for finding in built.findings.iter().filter(|finding| (self.wanted)(finding, &built.sources)) {
            let Some(file) = finding.place.map(|place| place.file) else { continue };
            let key: Key = (finding.code.id, finding.message.clone());
            let fix = finding.fix.as_ref().or_else(|| known.get(&key).copied());
            let Some(edit) = mends.edit(&Diagnostic { fix: fix.cloned(), ..finding.clone() }) else {
                continue;
            };
            let is_full = self.careful.contains(&file) && round.contains_key(&file);
            if is_full || self.barred.contains(&(file, key.clone())) || !self.holds(file) {
                continue;
            }
            round.entry(file).or_default().push((edit, key));
        }
        round
    }

    /// Content files whose keys stand in another order than usual, with the text that they should have.
    fn in_order(&mut self, sources: &Sources, wanted: &dyn Fn(&str) -> bool) -> Vec<(FileId, String)> {
        let is_content = |path: &SourcePath| path.as_str().starts_with("content/") && path.name().ends_with(".md");
        let files = sources.iter().filter(|(_, file)| is_content(&file.path) && wanted(file.path.as_str()));
        let moved = files.filter_map(|(id, _)| {
            let text = sources.text(id);
            let edit = ordered(text)?;
            self.holds(id).then(|| (id, applied(text, [&edit]).0))
        });
        moved.collect()
    }

    /// Whether a file on the disk holds what was read, so that a mend can be put into it.
    fn holds(&mut self, file: FileId) -> bool {
        let (project, first) = (self.project, self.first);
        let read = || {
            let raw = String::from_utf8(std::fs::read(project.join(first.path(file).as_str())).ok()?).ok()?;
            let text = first.text(file);
            on_disk(&raw, text, text).map(|_| raw)
        };
        self.files.entry(file).or_insert_with(read).is_some()
    }
}

/// A name that is wrong in many places is looked up for the first of them only; what is meant is the same in all.
fn known(findings: &[Diagnostic]) -> HashMap<Key, &Fix> {
    let names = findings.iter().filter(|finding| finding.code.id.starts_with("G10"));
    names.filter_map(|it| Some(((it.code.id, it.message.clone()), it.fix.as_ref()?))).collect()
}

/// How much of that there is in each file.
fn harm(built: &Built) -> HashMap<FileId, usize> {
    let mut harm = HashMap::new();
    for finding in built.findings.iter().filter(|it| HARM.iter().any(|code| std::ptr::eq(*code, it.code))) {
        if let Some(place) = finding.place {
            *harm.entry(place.file).or_default() += 1;
        }
    }
    harm
}

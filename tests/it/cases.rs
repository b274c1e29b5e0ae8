//! Cases: one Markdown file each. A fenced block (four tildes) names a file of the project, laid over the small framework in
//! `tests/cases/base/`, or what is expected:
//!
//! - `~~~~ content/x.md`: a file; `~~~~ remove content/x.md`: a file that is not there;
//! - `~~~~ said`: what `gradus check` says (in `check/`);
//! - `~~~~ page levels/1/`: what stands in a page's `<main>`; `~~~~ output data/x.csv`: a file of the site (in `build/`);
//! - `~~~~ $ gradus …`: a command line, and what it prints (in `cli/`).
//!
//! `UPDATE=1 cargo test` writes what is expected; read it before you keep it.

use crate::run::{Project, Ran, cases_folder};
use std::fs;
use std::path::{Path, PathBuf};

struct Block {
    /// Where the text between the fences begins.
    start: usize,
    name: String,
    text: String,
}

fn blocks(case: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    let mut open: Option<(String, usize)> = None;
    for line in case.split_inclusive('\n') {
        let next = at + line.len();
        match (&open, line.trim_end().strip_prefix("~~~~")) {
            (None, Some(name)) => open = Some((name.trim().to_owned(), next)),
            (Some((name, start)), Some("")) => {
                blocks.push(Block { start: *start, name: name.clone(), text: case[*start..at].to_owned() });
                open = None;
            }
            _ => {}
        }
        at = next;
    }
    assert!(open.is_none(), "a block without an end");
    blocks
}

fn is_expected(name: &str) -> bool {
    ["said", "page ", "output ", "$ "].iter().any(|kind| name.starts_with(kind))
}

/// What a case lays over the base: paths, and texts; none for a file that is not there.
fn layer(case: &str) -> Vec<(String, Option<String>)> {
    let files = blocks(case).into_iter().filter(|block| !is_expected(&block.name));
    files
        .map(|block| match block.name.strip_prefix("remove ") {
            Some(path) => (path.to_owned(), None),
            // `\u{…}` in a case stands for a character that an editor would not show.
            None => (block.name, Some(unescaped(&block.text))),
        })
        .collect()
}

/// Something that authors get wrong.
pub struct Mistake {
    pub name: String,
    pub layer: Vec<(String, Option<String>)>,
}

/// The cases in `check/` of which no site can be made.
pub fn mistakes() -> Vec<Mistake> {
    let of = |path: &PathBuf| {
        let case = fs::read_to_string(path).expect("readable");
        // What is an error only because the settings take a rule of the field as one, stops no site.
        let is_error =
            |line: &str| line.starts_with("error[") && !["error[G7", "error[G8"].iter().any(|it| line.starts_with(it));
        let is_wrong = blocks(&case).iter().any(|it| it.name == "said" && it.text.lines().any(is_error));
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        is_wrong.then(|| Mistake { name, layer: layer(&case) })
    };
    paths("check").iter().filter_map(of).collect()
}

/// Runs a case, and says where it is not as expected.
fn run(path: &Path) -> Result<(), String> {
    let case = fs::read_to_string(path).expect("readable");
    let project = Project::base();
    for (path, text) in layer(&case) {
        match text {
            Some(text) => project.write(&path, text),
            None => project.remove(&path),
        }
    }
    let blocks = blocks(&case);
    let expected: Vec<&Block> = blocks.iter().filter(|block| is_expected(&block.name)).collect();
    if expected.is_empty() {
        return Err("the case expects nothing".into());
    }
    let mut built: Option<Ran> = None;
    let mut updated = case.clone();
    let mut faults = String::new();
    // How far what was updated has grown beyond what it was.
    let mut grown = 0;
    for block in expected {
        let got = match block.name.split_once(' ') {
            Some(("page", address)) => {
                build(&project, &mut built)?;
                main_of(&project.read(&format!("public/{address}index.html")))
            }
            Some(("output", path)) => {
                build(&project, &mut built)?;
                project.read(&format!("public/{path}"))
            }
            Some(("$", line)) => said(&command(&project, line), &project),
            _ => said(&project.gradus(&["check"]), &project),
        };
        if got != block.text {
            faults.push_str(&format!("--- {}\n{got}", block.name));
        }
        let start = block.start.saturating_add_signed(grown);
        updated.replace_range(start..start + block.text.len(), &got);
        grown += got.len() as isize - block.text.len() as isize;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, updated).expect("writable");
        return Ok(());
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn build(project: &Project, built: &mut Option<Ran>) -> Result<(), String> {
    let ran = built.get_or_insert_with(|| project.gradus(&["build"]));
    if ran.exit == gradus::cli::Exit::Fine { Ok(()) } else { Err(ran.err.clone()) }
}

/// A command line, run; `cd FOLDER && ` may stand before it. Those of a case are run in its order, in one project.
fn command(project: &Project, line: &str) -> Ran {
    let (folder, line) = match line.strip_prefix("cd ").and_then(|rest| rest.split_once(" && ")) {
        Some((folder, line)) => (project.path().join(folder), line),
        None => (project.path().to_path_buf(), line),
    };
    let args = words(line);
    let args: Vec<&str> = args.iter().skip(1).map(String::as_str).collect();
    crate::run::gradus(&folder, &args)
}

/// The words of a command line; what stands in double quotes is one.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// All that was said, without what differs from run to run.
fn said(ran: &Ran, project: &Project) -> String {
    let all = format!("{}{}exit {}\n", ran.out, ran.err, ran.exit as u8);
    let all = all.replace(&project.path().display().to_string(), "PROJECT");
    all.lines().map(|line| without_time(line.trim_end()) + "\n").collect()
}

/// "in 0.05 s" becomes "in … s".
fn without_time(line: &str) -> String {
    let Some((before, rest)) = line.split_once(" in ") else { return line.to_owned() };
    match rest.split_once(" s ") {
        Some((seconds, after)) if seconds.parse::<f64>().is_ok() => format!("{before} in … s {after}"),
        _ => line.to_owned(),
    }
}

/// The inside of `<main>`, a line an element, so that a change shows.
fn main_of(html: &str) -> String {
    let start = html.find("<main").and_then(|at| html[at..].find('>').map(|end| at + end + 1)).expect("a main");
    let end = html.rfind("</main>").expect("a main");
    html[start..end]
        .trim()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("{}\n", line.trim()))
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end);
        let code = u32::from_str_radix(&rest[at + 3..end], 16).ok().and_then(char::from_u32);
        out.push(code.expect("a character's code"));
        rest = &rest[end + 1..];
    }
    out + rest
}

pub fn paths(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(cases_folder().join(folder)).expect("cases").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "there are no cases in {folder}");
    paths
}

fn run_all(folder: &str) {
    let paths = paths(folder);
    let faults: Vec<String> = paths
        .iter()
        .filter_map(|path| run(path).err().map(|fault| format!("\n== {}\n{fault}", path.display())))
        .collect();
    assert!(faults.is_empty(), "{} of {} cases are not as expected:{}", faults.len(), paths.len(), faults.concat());
}

#[test]
fn findings_say_what_is_wrong_and_how_to_mend_it() {
    run_all("check");
}

#[test]
fn pages_show_what_authors_wrote() {
    run_all("build");
}

#[test]
fn commands_answer_as_people_expect() {
    run_all("cli");
}

//! Letters of PDFs: fonts that a project brings along, and characters that no font has.

use crate::run::{Project, gradus_with};
use gradus::base::Diagnostic;
use gradus::cli::Exit;
use gradus::pipeline::{self, Built, Memory, Options};
use gradus::source::{Read, Reader, read};

static SETTINGS: &str = "framework: { id: test, title: \"Test framework\", version: \"1.0.0\" }\n";

fn with_font() -> Project {
    let project = Project::base();
    project.write("gradus.yml", format!("{SETTINGS}checklists: {{ font: fonts/Serif.ttf }}\n"));
    project.write("fonts/Serif.ttf", dejavu::serif::regular());
    project
}

fn bytes(project: &Project, path: &str) -> Vec<u8> {
    std::fs::read(project.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn a_font_of_the_projects_own_is_in_its_pdfs_and_a_licence_beside_it_is_not_read() {
    let project = with_font();
    project.write("fonts/LICENCE.txt", b"\xa9 nobody, in Latin-1");
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    assert!(has(&bytes(&project, "public/checklists/level-2/level-2.pdf"), "DejaVuSerif"));
    assert!(!project.path().join("public/fonts").exists());
    let ran = project.gradus(&["checklist", "--level", "2", "-o", "sheet.pdf"]);
    assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
    assert!(has(&bytes(&project, "sheet.pdf"), "DejaVuSerif"));
    assert_eq!(project.gradus(&["checklist", "--all", "--format", "pdf", "-o", "pack"]).exit, Exit::Fine);
    assert!(has(&bytes(&project, "pack/index.pdf"), "DejaVuSerif"));
}

#[test]
fn another_font_in_the_same_file_makes_other_pdfs() {
    let project = with_font();
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    project.write("fonts/Serif.ttf", dejavu::sans_mono::regular());
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    assert!(has(&bytes(&project, "public/checklists/level-2/level-2.pdf"), "DejaVuSansMono"));
}

#[test]
fn a_font_named_by_a_variable_of_the_environment_that_is_not_there_is_told_in_one_piece() {
    let project = Project::base();
    let variables = [("GRADUS_CHECKLISTS__FONT".to_owned(), "fonts/none.ttf".to_owned())];
    let ran = gradus_with(project.path(), &["check"], &variables);
    assert_eq!(ran.exit, Exit::Findings, "{}", ran.err);
    assert!(
        ran.err.starts_with("error[G602]: there is no font `fonts/none.ttf`, as the command line or"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("gradus.yml:"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_font_that_leads_out_of_the_project_is_not_read() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("Serif.ttf"), dejavu::serif::regular()).expect("a font");
    let link = |target: &std::path::Path, project: &Project, name: &str| {
        std::os::unix::fs::symlink(target, project.path().join(name)).expect("a link");
    };
    let project = with_font();
    project.remove("fonts/Serif.ttf");
    link(&elsewhere.path().join("Serif.ttf"), &project, "fonts/Serif.ttf");
    let ran = project.gradus(&["check"]);
    assert!(ran.err.contains("G002") && !ran.err.contains("G602"), "{}", ran.err);
    let project = Project::base();
    project.write("gradus.yml", format!("{SETTINGS}checklists: {{ font: fonts/Serif.ttf }}\n"));
    link(elsewhere.path(), &project, "fonts");
    let ran = project.gradus(&["check"]);
    assert!(ran.err.contains("G002") && ran.err.contains("G602"), "{}", ran.err);
}

fn built(read: Read, memory: Option<&mut Memory>) -> Built {
    pipeline::build(read, &Options::default(), memory, &mut |_, _| ())
}

#[test]
fn a_character_that_comes_or_goes_in_an_edit_is_told_as_in_a_new_build() {
    let project = Project::base();
    let (mut reader, mut memory) = (Reader::new(project.path()), Memory::default());
    let told = |built: &Built| built.findings.iter().map(|it: &Diagnostic| it.message.clone()).collect::<Vec<_>>();
    let mut codes = Vec::new();
    for (file, statement) in [
        ("ai/AI-001", "I can name the tools that my team uses."),
        ("ai/AI-001", "I can name 寿司."),
        ("ai/robotics/AI-041", "I can set up 寿."),
        ("ai/AI-001", "I can name the tools that my team uses."),
        ("ai/robotics/AI-041", "I can set up a robot."),
    ] {
        let path = format!("content/domains/{file}.md");
        let text = project.read(&path);
        let front = text.rsplit_once("---\n").expect("front matter").0;
        project.write(&path, format!("{front}---\n{statement}\n"));
        let again = built(reader.read().expect("readable"), Some(&mut memory));
        let new = built(read(project.path()).expect("readable"), None);
        assert_eq!(told(&again), told(&new), "{statement}");
        codes.push(again.findings.iter().filter(|it| it.code.id == "G603").count());
    }
    assert_eq!(codes, [0, 1, 1, 1, 0]);
}

#[test]
fn a_sheet_to_print_has_no_more_than_500_statements_and_a_table_has_all() {
    let project = Project::base();
    for at in 0..501 {
        let text = format!("---\nid: X-{at:03}\nlevel: 1\narchetypes: [embedder]\n---\nI can do thing {at}.\n");
        project.write(&format!("content/domains/ai/X-{at:03}.md"), text);
    }
    for format in ["pdf", "html"] {
        let ran = project.gradus(&["checklist", "--level", "1", "-o", &format!("sheet.{format}")]);
        assert_eq!(ran.exit, Exit::Failed);
        assert!(ran.err.contains("502 statements; a sheet to print holds 500"), "{}", ran.err);
        assert!(ran.err.contains("--format xlsx"), "{}", ran.err);
        assert!(!project.path().join(format!("sheet.{format}")).exists());
    }
    for format in ["xlsx", "ods", "csv", "md"] {
        let ran = project.gradus(&["checklist", "--level", "1", "-o", &format!("sheet.{format}")]);
        assert_eq!(ran.exit, Exit::Fine, "{format}: {}", ran.err);
    }
}

#[test]
fn what_a_sheet_lacks_is_told_once_a_script_when_it_is_made() {
    let project = Project::base();
    for id in ["AI-001", "AI-002"] {
        let text = format!("---\nid: {id}\nlevel: 1\narchetypes: [embedder]\n---\nI can eat 寿司 in {id}.\n");
        project.write(&format!("content/domains/ai/{id}.md"), text);
    }
    for arguments in [&["--level", "1", "-o", "sheet.pdf"][..], &["--all", "--format", "pdf", "-o", "pack"]] {
        let ran = project.gradus(&[&["checklist"], arguments].concat());
        assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
        assert_eq!(ran.err.matches("note: no font has U+5BFF `寿`, U+53F8 `司`").count(), 1, "{}", ran.err);
        assert!(ran.err.contains("`AI-001` and 1 more"), "{}", ran.err);
    }
}

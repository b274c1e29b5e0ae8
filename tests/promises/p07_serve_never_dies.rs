//! Broken input shows the findings and never ends the preview; mended, it recovers by itself. More in `tests/it/edits.rs`.

use crate::run::Project;
use crate::running::{Preview, same, wait_until, when};

#[test]
fn serve_never_dies_of_a_mistake_and_recovers_by_itself() {
    let project = Project::base();
    let settings = project.read("gradus.yml");
    project.write("gradus.yml", "framework: [\n");
    let mut preview = Preview::start(project.path(), &[]);
    wait_until("the findings", || same(preview.get("/").status, 503));
    project.write("gradus.yml", &settings);
    wait_until("the first good site", || same(preview.get("/").status, 200));
    let events = preview.events();
    for broken in ["---\ntitle: [\n---\n", "\u{0}", "---\n", "---\ntitle: A\n---\n[a](nowhere.md)\n"] {
        project.write("content/pages/about.md", broken);
        wait_until("the findings", || when(events.errors() > 0, || "no error is told".to_owned()));
        assert_eq!(preview.get("/about/").status, 200, "the last good page stays");
        project.write("content/pages/about.md", "---\ntitle: About\n---\nMended.\n");
        wait_until("no finding", || same(events.errors(), 0));
    }
    assert!(preview.run.is_alive());
}

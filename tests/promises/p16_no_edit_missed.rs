//! No edit is missed, and none is built twice. Editors, limits and polling are in `src/watch/tests/` and `tests/it/serve.rs`.

use crate::run::Project;
use crate::running::{Preview, wait_until, when};
use std::fs::File;

#[test]
fn no_edit_is_missed_also_of_the_same_length_and_time() {
    let project = Project::base();
    let page = project.path().join("content/pages/about.md");
    let text = |n: usize| format!("---\ntitle: About\n---\nNumber {n}.\n");
    project.write("content/pages/about.md", text(0));
    let time = page.metadata().expect("there").modified().expect("a time");
    let preview = Preview::start(project.path(), &[]);
    for n in 1..6 {
        let lines = preview.run.said().len();
        std::fs::write(&page, text(n)).expect("written");
        File::options().write(true).open(&page).expect("there").set_modified(time).expect("set");
        wait_until("the edit", || {
            let shown = preview.get("/about/").text();
            when(shown.contains(&format!("Number {n}.")), || "another text is shown".to_owned())
        });
        preview.run.line("Built again", lines);
    }
}

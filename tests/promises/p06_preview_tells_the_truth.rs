//! After any edit, what `serve` shows is what a build would write. Thousands of random edits are in `tests/it/edits.rs`.

use crate::run::{Project, tree};
use crate::running::{Preview, addresses, is_served, wait_until};
use gradus::cli::Exit;

#[test]
fn preview_tells_the_truth_after_an_edit_a_new_file_and_one_that_goes() {
    let project = Project::base();
    let preview = Preview::start(project.path(), &[]);
    let mut client = preview.client();
    let edits: [&dyn Fn(); 3] = [
        &|| project.write("content/pages/about.md", "---\ntitle: About\n---\nOther words.\n"),
        &|| project.write("content/pages/more.md", "---\ntitle: More\n---\nMore.\n"),
        &|| project.remove("content/pages/about.md"),
    ];
    for edit in edits {
        edit();
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = folder.path().join("site");
        let ran = project.gradus(&["build", "-o", target.to_str().expect("a plain path")]);
        assert_eq!(ran.exit, Exit::Fine, "{}", ran.err);
        let site = addresses(tree(&target));
        let mut is_shown = || site.iter().try_for_each(|(address, bytes)| is_served(&mut client, address, bytes));
        wait_until("the site of a build", &mut is_shown);
    }
    wait_until("the page that went", || crate::running::same(preview.get("/about/").status, 404));
}

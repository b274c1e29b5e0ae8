//! A strict Content-Security-Policy on every page. `p11-strict-policy.test.mjs` asks a checker of policies about it.

use crate::run::{Project, tree};

#[test]
fn strict_policy_on_every_page_before_anything_that_it_governs() {
    let project = Project::base();
    project.gradus(&["build"]);
    let mut pages = 0;
    for (path, bytes) in tree(&project.path().join("public")) {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            let policy = page.find("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; ");
            assert!(policy.is_some_and(|at| at < page.find("<title>").unwrap()), "{path}");
            assert!(!page.contains("unsafe-") && !page.contains(".wasm"), "{path}");
            pages += 1;
        }
    }
    assert!(pages > 20, "{pages}");
}

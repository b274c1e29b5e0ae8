//! Reading, going from page to page, printing and downloading need no script. Browsers do it in
//! `tests/browser/journey.test.mjs`, `filter.test.mjs` and others.

use crate::run::{Project, tree};
use std::collections::BTreeSet;

#[test]
fn works_without_script_because_every_page_and_download_is_reached_by_plain_links() {
    let project = Project::base();
    project.gradus(&["build"]);
    let files: std::collections::BTreeMap<String, Vec<u8>> = tree(&project.path().join("public")).into_iter().collect();
    let mut reached = BTreeSet::from(["index.html".to_owned()]);
    let mut next = vec!["index.html".to_owned()];
    while let Some(path) = next.pop() {
        let Some(page) = files.get(&path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        for link in page.split(" href=\"").skip(1).filter(|_| path.ends_with(".html")) {
            let link = link.split(['"', '#', '?']).next().unwrap_or_default();
            let mut place: Vec<&str> = path.split('/').collect();
            place.pop();
            for part in link.split('/') {
                match part {
                    ".." => drop(place.pop()),
                    "." | "" => {}
                    part => place.push(part),
                }
            }
            let mut to = place.join("/");
            if !files.contains_key(&to) {
                to = format!("{to}/index.html").trim_start_matches('/').to_owned();
            }
            if files.contains_key(&to) && reached.insert(to.clone()) {
                next.push(to);
            }
        }
    }
    for path in files.keys() {
        let is_redirect = String::from_utf8_lossy(&files[path]).contains("http-equiv=\"refresh\"");
        // Pages for addresses that are not there or that a code on paper names.
        let is_elsewhere = path == "404.html" || path.starts_with("c/") || is_redirect;
        let is_for_people = path.ends_with(".html") || path.ends_with(".csv");
        assert!(!is_for_people || is_elsewhere || reached.contains(path), "{path} is reached by no link");
    }
    let list = String::from_utf8_lossy(&files["capabilities/index.html"]).into_owned();
    assert!(list.contains("I can name the tools that my team uses."), "the statements stand in the page itself");
}

//! No page asks anybody else for anything, and none sets a cookie. Browsers are asked in `tests/browser/`.

use crate::run::{Project, tree};
use gradus::cli::Exit;

#[test]
fn no_third_party_gives_an_image() {
    for image in
        ["https://evil.example/a.png", "//evil.example/a.png", "http:evil.example/a.png", "HTTPS://evil.example/a"]
    {
        let project = Project::base();
        project.write("content/pages/new.md", format!("---\ntitle: New\n---\n![a]({image})\n"));
        let ran = project.gradus(&["build"]);
        assert_eq!(ran.exit, Exit::Findings, "{image}");
        assert!(ran.err.contains("new.md:4:"), "{}", ran.err);
    }
}

#[test]
fn no_third_party_is_asked_by_any_file_of_the_site() {
    let project = Project::base();
    project
        .write("content/pages/new.md", "---\ntitle: New\n---\n[a](https://other.example/) <https://other.example/>\n");
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    for (path, bytes) in tree(&project.path().join("public")) {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        for asks in
            ["src=\"http", "src=\"//", "url(http", "url(//", "@import", "preconnect", "dns-prefetch", "document.cookie"]
        {
            assert!(!text.contains(asks), "{path} has {asks}");
        }
        for tag in text.split("<link ").skip(1).filter(|_| path.ends_with(".html")) {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(!tag.contains("href=\"http") || tag.contains("rel=\"canonical\""), "{path}: {tag}");
        }
    }
}

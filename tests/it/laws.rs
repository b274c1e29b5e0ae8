//! What holds for any content.

use crate::framework::small;
use crate::run::{Project, tree};
use gradus::base::{Diagnostics, Output};
use gradus::pipeline::{self, Options};
use gradus::settings::{BESIDE, SLICES};
use gradus::source::{Read, SourceFile, Sources};
use proptest::prelude::*;

fn read(files: &[(String, String)]) -> Read {
    let files = files.iter().filter_map(|(path, text)| SourceFile::text(path, text));
    Read { sources: Sources::new(files), findings: Diagnostics::new() }
}

fn built(files: &[(String, String)]) -> pipeline::Built {
    pipeline::build(read(files), &Options::default(), None, &mut |_, _| ())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if crate::run::is_long() { 20_000 } else { 64 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_sources_give_the_same_bytes(framework in small()) {
        let once = built(&framework);
        let mut backwards = framework.clone();
        backwards.reverse();
        let again = built(&backwards);
        prop_assert!(once.site.is_some(), "{:?}", once.findings);
        let files = |built: &pipeline::Built| -> Vec<(String, Vec<u8>)> {
            built.site.iter().flat_map(|site| site.paths()).map(|path| (path.to_owned(), built.site.as_ref().unwrap().get(path).unwrap().unwrap().to_vec())).collect()
        };
        prop_assert_eq!(files(&once), files(&again));
    }

    #[test]
    fn every_statement_is_on_its_page_and_on_its_lists(framework in small()) {
        let output = built(&framework).site.expect("a sound framework builds");
        let data: serde_json::Value = serde_json::from_slice(&output.get("data/framework.json").unwrap().unwrap()).unwrap();
        let page = |path: &str| String::from_utf8(output.get(path).unwrap_or_else(|| panic!("{path}")).unwrap().to_vec()).unwrap();
        let all = page("capabilities/index.html");
        for capability in data["capabilities"].as_array().unwrap() {
            let id = capability["id"].as_str().unwrap();
            let own = page(&format!("capabilities/{}/index.html", id.to_lowercase()));
            prop_assert!(all.contains(&format!(">{id}<")), "{}", id);
            for statement in capability["statements"].as_array().unwrap() {
                let words = statement["text"].as_str().unwrap().split_whitespace().last().unwrap().to_owned();
                prop_assert!(own.contains(&words), "{} lacks {}", id, words);
                let level = page(&format!("levels/{}/index.html", statement["level"]));
                prop_assert!(level.contains(&format!(">{id}<")), "{}", id);
                for archetype in statement["archetypes"].as_array().unwrap() {
                    let archetype = page(&format!("archetypes/{}/index.html", archetype.as_str().unwrap()));
                    prop_assert!(archetype.contains(&format!(">{id}<")), "{}", id);
                }
            }
        }
    }

    #[test]
    fn no_link_leads_to_what_is_left_out(
        framework in small(),
        ready in proptest::sample::subsequence(SLICES, 0..=SLICES.len()),
        data in proptest::sample::subsequence(BESIDE, 0..=BESIDE.len()),
        offline: bool,
    ) {
        let mut files = framework;
        let settings = format!("checklists: {{ ready: [{}] }}\ndata: {{ capabilities: [{}] }}\n", ready.join(", "), data.join(", "));
        files[0].1.push_str(&settings);
        files.push(("content/profiles/all.md".into(), "---\ntitle: All\ntargets: { g0: 4 }\n---\n".into()));
        let options = Options { offline, ..Options::default() };
        let built = pipeline::build(read(&files), &options, None, &mut |_, _| ());
        let output = built.site.ok_or_else(|| TestCaseError::fail(format!("{settings}{:?}", built.findings)))?;
        let has = |start: &str, end: &str| output.paths().any(|path| path.starts_with(start) && path.ends_with(end));
        prop_assert_eq!(has("checklists/level-", "/index.html"), ready.contains(&"levels") || ready.contains(&"groups"));
        prop_assert!(ready.contains(&"profiles") || !has("checklists/profile-", "/index.html"));
        prop_assert_eq!(has("c/level-", "/index.html"), ready.contains(&"levels") || ready.contains(&"groups"));
        prop_assert_eq!(has("capabilities/", ".json"), data.contains(&"json"));
        prop_assert_eq!(has("capabilities/", ".md"), data.contains(&"markdown"));
        for path in output.paths().filter(|path| path.ends_with(".html")) {
            let html = String::from_utf8(output.get(path).unwrap().unwrap().to_vec()).unwrap();
            for link in html.split(" href=\"").skip(1).chain(html.split(" src=\"").skip(1)) {
                let link = link.split('"').next().unwrap_or_default();
                let to = link.split(['?', '#']).next().unwrap_or_default();
                if link.contains('~') || to.is_empty() || to.contains(':') {
                    continue;
                }
                let mut parts: Vec<&str> = path.split('/').collect();
                parts.pop();
                if to.starts_with('/') {
                    parts.clear();
                }
                for part in to.trim_start_matches('/').split('/') {
                    match part {
                        "." => {}
                        ".." => prop_assert!(parts.pop().is_some(), "{} in {}", link, path),
                        part => parts.push(part),
                    }
                }
                let file = parts.join("/");
                let file = if file.is_empty() || file.ends_with('/') { format!("{file}index.html") } else { file };
                prop_assert!(output.find(&file).is_some(), "{} in {} leads to {}", link, path, file);
            }
        }
    }

    #[test]
    fn no_text_makes_the_program_panic(path in "(content|themes/default/templates)/(domains/a|levels|pages|glossary|archetypes|mappings|profiles|resources)/[a-z0-9_]{1,6}\\.(md|html)", text in "(---\n)?([a-z]{1,6}: ?[\\PC\\[\\]{}:,\"'#]{0,12}\n){0,4}(---\n)?\\PC{0,80}") {
        let base = Project::base();
        let mut files: Vec<(String, String)> = tree(base.path()).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
        files.push((path, text));
        let options = Options { rules: true, today: Some(jiff::civil::date(2026, 11, 22)), ..Options::default() };
        let built = pipeline::check(read(&files), &options, None, &mut |_, _| ());
        let failed = built.findings.iter().any(|finding| finding.severity == gradus::base::Severity::Error);
        prop_assert_eq!(built.site.is_none(), failed);
    }
}

#[test]
fn writing_the_same_site_twice_writes_nothing() {
    let project = Project::base();
    project.gradus(&["build"]);
    let before = tree(&project.path().join("public"));
    let again = project.gradus(&["build"]);
    assert!(again.err.contains("where nothing changed"), "{}", again.err);
    // A file that looks as if somebody had been there is compared, and found to be as it was.
    let home = project.path().join("public/index.html");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    std::fs::File::options().write(true).open(home).unwrap().set_modified(later).unwrap();
    let compared = project.gradus(&["build", "-v"]);
    assert!(compared.err.contains(" 0 written"), "{}", compared.err);
    assert_eq!(before, tree(&project.path().join("public")));
}

#[test]
fn every_framework_that_init_starts_builds_without_a_finding() {
    for template in ["minimal", "example"] {
        let folder = Project::empty();
        let started = folder.gradus(&["init", "new", "--template", template]);
        assert_eq!(started.exit, gradus::cli::Exit::Fine, "{}", started.err);
        let built = crate::run::gradus(&folder.path().join("new"), &["build", "--strict"]);
        assert_eq!(built.exit, gradus::cli::Exit::Fine, "{}", built.err);
        assert!(built.err.starts_with("Built "), "{}", built.err);
    }
}

//! The house rules that no compiler checks: layers, one home for each package, everything registered.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &str) -> Vec<(String, String)> {
    let walk = walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let files: Vec<PathBuf> = walk.into_iter().map(|entry| entry.expect("readable").into_path()).collect();
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files
        .map(|path| {
            let name = path.strip_prefix(root()).expect("below").to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).expect("text"))
        })
        .collect()
}

/// From the bottom up. A module may use what stands in lower layers and in its own; within a layer, each use is listed.
static LAYERS: &[&[&str]] = &[
    &["base"],
    &["explain"],
    &["source", "markdown", "emit", "watch", "serve"],
    &["settings", "parse"],
    &["model", "schema", "fix"],
    &["export", "checklist", "cms", "site", "search", "diff", "lint"],
    &["views", "render"],
    &["pipeline"],
    &["look", "edit"],
    &["cli"],
];

/// Uses between modules of one layer, and the reason.
static BESIDE: &[(&str, &str, &str)] = &[
    ("settings", "parse", "gradus.yml is YAML like any front matter"),
    ("checklist", "site", "a slice has an address"),
    ("export", "site", "data names addresses"),
    ("search", "site", "what is found has an address"),
    ("edit", "look", "what somebody typed is looked up one way"),
    ("watch", "source", "nobody is woken for what is not read"),
    ("views", "render", "data is turned into what templates read where its type is known"),
];

fn layer(module: &str) -> usize {
    LAYERS.iter().position(|layer| layer.contains(&module)).unwrap_or_else(|| panic!("{module} stands in no layer"))
}

/// The part of a file before its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

#[test]
fn imports_point_down() {
    let mut faults = Vec::new();
    for (name, text) in rust_files("src") {
        let module = name.trim_start_matches("src/").split(['/', '.']).next().expect("a module").to_owned();
        if matches!(module.as_str(), "lib" | "main") || name.ends_with("/tests.rs") {
            continue;
        }
        for used in code(&text).split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if used == module || used.is_empty() || !LAYERS.iter().any(|layer| layer.contains(&used.as_str())) {
                continue;
            }
            let beside = BESIDE.iter().any(|(from, to, _)| *from == module && *to == used);
            if layer(&used) > layer(&module) || (layer(&used) == layer(&module) && !beside) {
                faults.push(format!("{name} uses {used}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn each_package_has_one_home() {
    static HOMES: &[(&str, &[&str])] = &[
        ("pulldown_cmark", &["src/markdown/"]),
        ("tera", &["src/render/"]),
        ("serde_yaml", &["src/parse/yaml"]),
        ("walkdir", &["src/source/", "src/emit/"]),
        ("clap", &["src/cli/"]),
        ("annotate_snippets", &["src/cli/report/"]),
        ("rustix", &["src/emit/", "src/watch/"]),
        ("notify", &["src/watch/"]),
        ("axum", &["src/serve/"]),
        ("hyper", &["src/serve/"]),
        ("hyper_util", &["src/serve/"]),
        ("tokio", &["src/serve/"]),
        ("mime_guess", &["src/serve/"]),
        ("indicatif", &["src/cli/bar.rs"]),
        ("ctrlc", &["src/cli/again.rs"]),
        ("mimalloc", &["src/main.rs"]),
        // clap asks for the terminal's width by it, too.
        ("terminal_size", &["src/main.rs"]),
        ("regex_lite", &["src/model/ids.rs"]),
        ("strsim", &["src/base/suggest.rs"]),
        ("similar", &["src/base/lines.rs", "src/diff/words.rs"]),
        ("include_dir", &["src/render/theme.rs", "src/explain/mod.rs"]),
        ("ahash", &["src/search/lexicon.rs"]),
        ("rust_stemmers", &["src/search/stem.rs"]),
        ("rust_xlsxwriter", &["src/checklist/xlsx/"]),
        ("zip", &["src/checklist/xlsx/", "src/checklist/ods/"]),
        ("krilla", &["src/checklist/pdf/"]),
        ("skrifa", &["src/checklist/pdf/"]),
        ("harfrust", &["src/checklist/pdf/"]),
        ("unicode_bidi", &["src/checklist/pdf/text.rs"]),
        ("unicode_linebreak", &["src/checklist/pdf/text.rs"]),
        ("notosans", &["src/checklist/pdf/"]),
        ("dejavu", &["src/checklist/pdf/"]),
        ("qrcode", &["src/checklist/qr.rs"]),
    ];
    let files = rust_files("src");
    for (package, homes) in HOMES {
        let users = files.iter().filter(|(_, text)| code(text).contains(&format!("{package}::")));
        let strangers: Vec<&str> = users
            .map(|(name, _)| name.as_str())
            .filter(|name| !homes.iter().any(|home| name.starts_with(home)))
            .collect();
        assert!(strangers.is_empty(), "{package} is used in {strangers:?}");
        let home = files.iter().any(|(name, text)| {
            homes.iter().any(|home| name.starts_with(home)) && text.contains(&format!("{package}::"))
        });
        assert!(home, "{package} is used nowhere: take it out of Cargo.toml and of this list");
    }
}

#[test]
fn every_page_type_is_registered_and_has_its_template() {
    let list = fs::read_to_string(root().join("src/views/mod.rs")).expect("views");
    for (name, text) in rust_files("src/views") {
        let module = name.trim_start_matches("src/views/").trim_end_matches(".rs");
        for constant in
            text.split("pub static ").skip(1).filter_map(|rest| rest.split_once(": View")).map(|(name, _)| name)
        {
            assert!(list.contains(&format!("&{module}::{constant}")), "{module}::{constant} is not in VIEWS");
        }
    }
    for view in gradus::views::VIEWS {
        let template = root().join("themes/default/templates").join(view.template);
        assert!(template.is_file(), "{} has no template", view.template);
    }
}

#[test]
fn every_code_is_used() {
    let files = rust_files("src");
    let list = files.iter().find(|(name, _)| name == "src/base/codes.rs").expect("codes").1.clone();
    for code in gradus::base::codes::ALL {
        let line = list.lines().find(|line| line.contains(code.id)).expect("its line");
        let name = line.trim().split(' ').next().expect("a name");
        let used =
            files.iter().any(|(file, text)| file != "src/base/codes.rs" && text.contains(&format!("codes::{name}")));
        assert!(used, "{name} ({}) is used nowhere", code.id);
    }
}

#[test]
fn every_test_file_is_declared() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).expect("main");
    for (name, _) in rust_files("tests/it") {
        let module = name.trim_start_matches("tests/it/").trim_end_matches(".rs");
        assert!(module == "main" || main.contains(&format!("mod {module};")), "{name} is not declared");
    }
}

#[test]
fn every_file_says_in_its_first_line_what_it_is() {
    for (name, text) in rust_files("src") {
        let first = text.lines().find(|line| !line.starts_with("#![")).unwrap_or_default();
        assert!(first.starts_with("//! "), "{name} begins with `{first}`");
    }
}

#[test]
fn the_documentation_of_themes_names_everything_that_templates_get() {
    let docs = fs::read_to_string(root().join("docs/themes.md")).expect("docs/themes.md");
    let mut missing = Vec::new();
    for view in gradus::views::VIEWS {
        if !docs.contains(view.template) {
            missing.push(view.template.to_owned());
        }
    }
    let files = rust_files("src/views").into_iter().chain(rust_files("src/site"));
    for (name, text) in files {
        for structure in text.split("Serialize)]\n").skip(1) {
            let body =
                structure.split_once("{\n").and_then(|(_, rest)| rest.split_once("\n}")).map_or("", |(body, _)| body);
            for line in body.lines() {
                let field = line.trim().trim_start_matches("pub ").split(':').next().unwrap_or_default();
                let is_field = !field.is_empty()
                    && field.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                    && line.contains(": ");
                if is_field && !docs.contains(&format!("`{field}`")) {
                    missing.push(format!("{field} of {name}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "docs/themes.md does not name {missing:?}");
}

#[test]
fn every_promise_is_listed_with_tests_that_exist() {
    let docs = fs::read_to_string(root().join("docs/promises.md")).expect("docs/promises.md");
    let sections: Vec<&str> =
        docs.split("\n## ").skip(1).filter(|it| it.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert_eq!(sections.len(), 30);
    let list = fs::read_to_string(root().join("tests/promises/mod.rs")).expect("the list");
    let mut named = String::new();
    for (at, section) in sections.iter().enumerate() {
        assert!(section.starts_with(&format!("{}. ", at + 1)), "{section}");
        let own = format!("tests/promises/p{:02}_", at + 1);
        assert!(section.contains(&own), "promise {} has no file of its own", at + 1);
        for line in section.lines().filter_map(|line| line.strip_prefix("- `")) {
            let mut codes = line.split('`').step_by(2);
            let path = codes.next().expect("a path");
            let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            for test in codes.filter(|code| !code.is_empty()) {
                let found = text.contains(&format!("fn {test}(")) || text.contains(&format!("test('{test}'"));
                assert!(found, "{path} has no test `{test}`");
                named += &format!("{test}\n");
            }
        }
    }
    for (name, text) in rust_files("tests/promises") {
        let module = name.trim_start_matches("tests/promises/").trim_end_matches(".rs");
        assert!(module == "mod" || list.contains(&format!("mod {module};")), "{name} is not declared");
        for test in text.split("#[test]\n").skip(1).filter_map(|rest| rest.split_once("fn ")?.1.split('(').next()) {
            assert!(named.lines().any(|line| line == test), "docs/promises.md does not name `{test}`");
        }
    }
}

#[test]
fn this_repository_works_by_the_files_that_init_writes() {
    for (ours, written) in [
        ("workflows/check.yml", "check.yml"),
        ("workflows/comment.yml", "comment.yml"),
        ("workflows/pages.yml", "pages.yml"),
        ("ISSUE_TEMPLATE/suggest-a-change.yml", "suggest-a-change.yml"),
        ("CODEOWNERS", "CODEOWNERS"),
        ("pull_request_template.md", "pull_request_template.md"),
    ] {
        let ours = fs::read_to_string(root().join(".github").join(ours)).expect("ours");
        let written = fs::read_to_string(root().join("src/cli/init/github").join(written)).expect("the template");
        // Here the program is built from what is checked out, and kept as long as that is the same.
        let adapted =
            written.replace("GRADUS_INSTALL: \"\"", "GRADUS_INSTALL: \"cargo install --locked --path .\"").replace(
                "hashFiles('.github/workflows/check.yml')",
                "hashFiles('Cargo.lock', 'Cargo.toml', 'build.rs', 'docs/content.md', 'src/**', 'themes/**')",
            );
        assert_eq!(ours, adapted);
    }
}

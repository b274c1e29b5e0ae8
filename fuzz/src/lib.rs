//! What has to hold for any input, a function a target. The targets in `fuzz_targets/` hand them what a fuzzer thinks of;
//! `tests/promises/p08_bad_input_gets_an_answer.rs` hands them the seeds, and random changes of these.

use gradus::base::{Diagnostics, Output, Severity};
use gradus::markdown::{Link, Prose, Resolved, read};
use gradus::pipeline::{self, Options};
use gradus::source::{Read, SourceFile, Sources};

/// A name, and what has to hold for a text.
pub type Target = (&'static str, fn(&str));

/// All targets by their names, which are also those of their folders in `seeds/`.
pub static TARGETS: &[Target] = &[
    ("front_matter", front_matter),
    ("markdown", markdown),
    ("settings", settings),
    ("slugs", slugs),
    ("addresses", addresses),
    ("projects", projects),
];

const KINDS: [&str; 8] = [
    "levels/1",
    "archetypes/a",
    "taxonomy/a",
    "domains/a/A-1",
    "profiles/a",
    "resources/a",
    "mappings/a",
    "releases/a",
];

/// Any front matter of any kind is read or answered, and every place that is named lies in the file.
pub fn front_matter(input: &str) {
    for kind in KINDS {
        let text = format!("---\n{input}\n---\nText.\n");
        let sources = Sources::new(SourceFile::text(&format!("content/{kind}.md"), &text));
        let parsed = gradus::parse::parse(&sources, None);
        std::hint::black_box(parsed.documents.len());
    }
}

/// Any Markdown becomes HTML without an element, an attribute or an address that an author brought, or is refused.
pub fn markdown(input: &str) {
    let reading = read(input, 0);
    // As a careless page would: every address is handed back as it was typed.
    let as_typed = |link: &Link| Some(Resolved { href: link.target.clone(), ..Resolved::default() });
    let lead = reading.lead.map(|lead| lead.prose).unwrap_or_default();
    let html = Prose::join(&lead, &reading.rest).html(2, &as_typed).to_ascii_lowercase();
    for never in [
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<style",
        "<svg",
        "<base",
        "<meta",
        "<link",
        "<form",
        "<a href=\"javascript:",
        "<a href=\"data:",
    ] {
        assert!(!html.contains(never), "{never} in {html}");
    }
    for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        assert!(!tag.contains(" on") || tag.split('"').step_by(2).all(|outside| !outside.contains(" on")), "{tag}");
    }
}

/// Any text as `gradus.yml` is read or answered.
pub fn settings(input: &str) {
    let sources = Sources::new(SourceFile::text("gradus.yml", input));
    let mut findings = Vec::new();
    let settings = gradus::settings::read(&sources, &[], &mut findings);
    assert!(settings.is_some() || !findings.is_empty());
}

/// Any text becomes a slug that is one, and stays as it is when it becomes one again.
pub fn slugs(input: &str) {
    let slug = gradus::base::slug(input);
    assert!(slug.is_empty() || gradus::base::is_slug(&slug), "{slug}");
    assert_eq!(gradus::base::slug(&slug), slug);
    assert!(!slug.contains(['/', '\\', '.', '%', ':']), "{slug}");
}

/// No alias, link or id, however written, is an address outside the site.
pub fn addresses(input: &str) {
    let quoted: String = input.chars().filter(|c| !c.is_control() && *c != '\'').collect();
    let files = [
        ("gradus.yml".to_owned(), "framework: { id: x, title: X, version: \"1\" }\n".to_owned()),
        ("content/levels/1.md".to_owned(), "---\ntitle: One\n---\n".to_owned()),
        ("content/domains/a/_index.md".to_owned(), "---\ntitle: A\n---\n".to_owned()),
        ("content/domains/a/A-1.md".to_owned(), "---\nid: A-1\nlevel: 1\n---\nI can.\n".to_owned()),
        ("content/pages/p.md".to_owned(), format!("---\ntitle: P\naliases: ['{quoted}']\n---\n[a](<{quoted}>)\n")),
    ];
    let files = files.iter().filter_map(|(path, text)| SourceFile::text(path, text));
    let read = Read { sources: Sources::new(files), findings: Diagnostics::new() };
    let built = pipeline::build(read, &Options::default(), None, &mut |_, _| ());
    for path in built.site.iter().flat_map(|site| site.paths()) {
        assert!(
            !path.starts_with('/') && path.split('/').all(|part| !part.is_empty() && part != ".." && part != "."),
            "{path}"
        );
        assert!(!path.contains(['\\', ':', '\0']), "{path}");
    }
}

/// Any few files are a site or have a finding that says why not; and the same files are the same site.
pub fn projects(input: &str) {
    let (once, again) = (built(input), built(input));
    let failed = once.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(once.site.is_none(), failed);
    let paths = |built: &pipeline::Built| -> Vec<String> {
        built.site.iter().flat_map(|site| site.paths()).map(str::to_owned).collect()
    };
    assert_eq!(paths(&once), paths(&again));
    if let (Some(once), Some(again)) = (&once.site, &again.site) {
        for path in once.paths() {
            assert_eq!(once.get(path).map(|made| made.ok()), again.get(path).map(|made| made.ok()), "{path}");
        }
    }
}

/// Each file begins with a line `=== path`; what is before the first is laid over `gradus.yml`.
fn files(input: &str) -> Vec<(String, String)> {
    let mut parts = input.split("=== ");
    let settings = parts.next().unwrap_or_default().to_owned();
    let frame = "framework: { id: x, title: X, version: \"1\" }\n".to_owned();
    let mut files = vec![
        ("gradus.yml".to_owned(), frame + &settings),
        ("content/levels/1.md".to_owned(), "---\ntitle: One\n---\n".to_owned()),
        ("content/domains/a/_index.md".to_owned(), "---\ntitle: A\n---\n".to_owned()),
        ("content/domains/a/A-1.md".to_owned(), "---\nid: A-1\nlevel: 1\n---\nI can.\n".to_owned()),
    ];
    for part in parts.take(8) {
        let (path, text) = part.split_once('\n').unwrap_or((part, ""));
        files.push((format!("content/{}", path.trim()), text.to_owned()));
    }
    files
}

fn built(input: &str) -> pipeline::Built {
    let files = files(input);
    let files = files.iter().filter_map(|(path, text)| SourceFile::text(path, text));
    let read = Read { sources: Sources::new(files), findings: Diagnostics::new() };
    pipeline::check(read, &Options { rules: true, ..Options::default() }, None, &mut |_, _| ())
}

//! Sheets as PDFs, read by other people's programs: a checker of PDF/UA-1, and poppler.

use gradus::checklist::pdf::{Fonts, pdf};
use gradus::checklist::{Form, Layout, Sheet, Slice, slices};
use gradus::settings::{self, LAYOUTS, Paper, Settings};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// This project's own framework.
fn framework() -> (gradus::model::Framework, Settings) {
    let read = gradus::source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the project");
    let address = ("site__base_url".to_owned(), "https://capabilities.example/framework/".to_owned());
    let mut findings = Vec::new();
    let settings = settings::read(&read.sources, &[address], &mut findings).expect("settings");
    let parsed = gradus::parse::parse(&read.sources, None);
    let framework =
        gradus::model::build(parsed.documents, parsed.images, parsed.frozen, &settings, false, &mut findings);
    (framework, settings)
}

/// Some sheets of all layouts: a long one and a short one.
fn sheets() -> Vec<Sheet> {
    let (framework, settings) = framework();
    let mut all: Vec<Slice> = slices(&framework);
    all.sort_by_key(|slice| slice.statements(&framework).count());
    let middle = all.iter().position(|slice| slice.statements(&framework).count() > 30).expect("a long one");
    let sheet = |slice: Slice, id: &str, large: bool| {
        let layout = Layout::named(id).expect("a layout");
        let form = Form { layout, paper: Paper::A4, large: large || layout.large };
        Sheet::new(&framework, &settings, &slice.subject(&framework, &settings.names), form)
    };
    LAYOUTS.iter().flat_map(|id| [sheet(all[middle], id, false), sheet(all[0], id, true)]).collect()
}

#[test]
fn a_checker_of_pdf_ua_finds_no_fault() {
    let fonts = Fonts::default();
    let mut all = sheets();
    // Characters that no font has, and those of another direction.
    all[0].groups[0].rows[0].text = "寿司 مرحبا \u{e000} é ☐".into();
    all[0].right_to_left = true;
    for sheet in all {
        let made = pdf(&sheet, &fonts).expect("a PDF");
        let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
        let report = validate_pdf_bytes(&made.bytes, &options).expect("a PDF that can be read");
        assert!(report.is_compliant, "{}: {:#?}", sheet.title(), report.failures);
    }
}

/// What a program says of a PDF that it reads from its standard input or a file.
fn poppler(program: &str, options: &[&str], bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    let mut command = Command::new(program);
    command.args(options).arg(file.path()).stderr(Stdio::null());
    if program == "pdftotext" {
        command.arg("-");
    }
    let said = command.output().unwrap_or_else(|error| panic!("{program}: {error}; poppler-utils has it"));
    String::from_utf8(said.stdout).expect("text")
}

#[test]
#[ignore = "reads with poppler-utils; tests/run installs it"]
fn what_poppler_reads_is_what_the_sheet_says() {
    let fonts = Fonts::default();
    for sheet in sheets() {
        let made = pdf(&sheet, &fonts).expect("a PDF");
        let about = poppler("pdfinfo", &[], &made.bytes);
        let fact =
            |name: &str| about.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim().to_owned();
        assert_eq!(fact("Title:"), sheet.title());
        assert_eq!(fact("Tagged:"), "yes");
        assert_eq!(fact("Pages:"), made.pages.to_string());
        let structure = poppler("pdfinfo", &["-struct-text"], &made.bytes);
        let said: Vec<&str> =
            structure.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"')).collect();
        let statements: Vec<&str> =
            sheet.groups.iter().flat_map(|group| &group.rows).map(|row| row.text.as_str()).collect();
        let read: Vec<&str> =
            statements.iter().copied().filter(|text| said.iter().any(|line| line.ends_with(text))).collect();
        if sheet.form.layout.columns.is_empty() {
            assert!(read.is_empty());
            continue;
        }
        assert_eq!(read, statements, "{}", sheet.title());
        let mut places = statements.iter().map(|text| structure.find(text).expect("it is there"));
        assert!(places.by_ref().is_sorted(), "{}", sheet.title());
        let pages = poppler("pdftotext", &["-layout"], &made.bytes);
        for (at, page) in pages.split('\u{c}').take(made.pages).enumerate() {
            assert!(page.contains(&format!("Page {} of {}", at + 1, made.pages)), "{}: {page}", sheet.title());
            let words = page.split_whitespace().collect::<Vec<&str>>().join(" ");
            assert!(words.starts_with(&sheet.identity()), "{words}");
        }
    }
}

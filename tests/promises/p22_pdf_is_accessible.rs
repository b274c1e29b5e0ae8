//! A PDF is tagged, titled, in a language, with bookmarks. `tests/it/paper.rs` has it checked against PDF/UA-1 as a whole.

use crate::run::Project;
use gradus::cli::Exit;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

#[test]
fn pdf_is_accessible_also_with_hostile_titles() {
    for title in ["Test", "<script> & \u{645}\u{631}\u{62d}\u{628}\u{627} (\\)", ")] /JS (x)"] {
        let project = Project::base();
        let quoted = serde_json::to_string(title).expect("a text");
        project.write("gradus.yml", format!("framework: {{ id: x, title: {quoted}, version: \"1.0\" }}\n"));
        let ran = project.gradus(&["checklist", "--level", "1", "--format", "pdf", "-o", "sheet.pdf"]);
        assert_eq!(ran.exit, Exit::Fine, "{title}: {}", ran.err);
        let bytes = std::fs::read(project.path().join("sheet.pdf")).expect("a file");
        let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
        let report = validate_pdf_bytes(&bytes, &options).expect("a PDF that can be read");
        assert!(report.is_compliant, "{title}: {:#?}", report.failures);
        for acts in ["/JavaScript", "/OpenAction", "/Launch", "/EmbeddedFile"] {
            assert!(!bytes.windows(acts.len()).any(|part| part == acts.as_bytes()), "{title}: {acts}");
        }
    }
}

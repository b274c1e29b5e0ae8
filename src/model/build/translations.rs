//! Translated files, waiting for the entity that they translate.

use super::*;

/// Translated files, waiting for the entity that they translate.
pub(super) struct Translations {
    languages: Vec<Language>,
    /// By the path that the entity's own file has.
    pub(super) waiting: HashMap<String, Vec<(Language, Document)>>,
}

impl Translations {
    pub(super) fn new(
        documents: &[Arc<Document>],
        settings: &Settings,
        findings: &mut Vec<Diagnostic>,
    ) -> Translations {
        let own: std::collections::HashSet<&str> =
            documents.iter().filter(|d| d.language.is_none()).map(|d| d.path.as_str()).collect();
        for document in documents {
            let Some(language) = &document.language else { continue };
            let place = Place { file: document.file, span: Span::default() };
            let tag = language.tag();
            if !settings.framework.languages.contains(language) {
                let message =
                    format!("`{}` is a translation to `{tag}`, which the settings do not list", document.path.name());
                let help = format!(
                    "add `{tag}` to `languages` under `framework` in `gradus.yml`, or rename the file if `{tag}` is no language here"
                );
                findings.push(Diagnostic::new(&codes::UNLISTED_LANGUAGE, place, message).help(help));
            } else if !own.contains(own_path(document).as_str()) {
                let message = format!("there is no `{}` that this file could translate", own_path(document));
                findings.push(
                    Diagnostic::new(&codes::NOTHING_TO_TRANSLATE, place, message)
                        .help("write the file in the framework's own language first"),
                );
            }
        }
        Translations { languages: settings.framework.languages.clone(), waiting: HashMap::new() }
    }

    pub(super) fn keep(&mut self, document: Document) {
        let Some(language) = document.language.clone().filter(|tag| self.languages.contains(tag)) else { return };
        self.waiting.entry(own_path(&document)).or_default().push((language, document));
    }
}

/// `archetypes/user.cy.md` translates `archetypes/user.md`.
fn own_path(document: &Document) -> String {
    let path = document.path.as_str();
    let tag = document.language.as_ref().map_or("", Language::tag);
    let own = path.strip_suffix(&format!(".{tag}.md")).unwrap_or(path);
    format!("{own}.md")
}

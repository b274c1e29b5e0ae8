//! Language tags as they stand in file names: `about.cy.md`, `about.pt-BR.md`.

/// A BCP 47 tag of the short kind: two or three letters, and perhaps a region.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Language(String);

impl Language {
    pub fn new(tag: &str) -> Option<Language> {
        let (language, region) = tag.split_once('-').unwrap_or((tag, "GB"));
        let fine = matches!(language.len(), 2 | 3)
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && region.len() == 2
            && region.bytes().all(|b| b.is_ascii_uppercase());
        fine.then(|| Language(tag.to_owned()))
    }

    pub fn tag(&self) -> &str {
        &self.0
    }

    pub fn is_english(&self) -> bool {
        self.0.split('-').next() == Some("en")
    }

    /// Whether its script runs from right to left.
    pub fn is_right_to_left(&self) -> bool {
        let language = self.0.split('-').next().unwrap_or_default();
        matches!(language, "ar" | "dv" | "fa" | "he" | "ks" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_numbers_and_words() {
        assert!(Language::new("cy").is_some() && Language::new("pt-BR").is_some());
        for no in ["01", "CY", "welsh", "c", "", "pt-br", "é1"] {
            assert_eq!(Language::new(no), None, "{no}");
        }
        assert!(["en", "en-GB"].iter().all(|tag| Language::new(tag).unwrap().is_english()));
        assert!(!Language::new("enm").unwrap().is_english());
        assert!(Language::new("ar").unwrap().is_right_to_left());
    }
}

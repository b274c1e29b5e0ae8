//! Stems: what the forms of a word have in common. Only the build makes them: the script is told which forms belong
//! together, so the two cannot disagree about it.

use super::spelling;
use super::words::fold;
use crate::parse::Language;
use rust_stemmers::{Algorithm, Stemmer};

pub struct Stems {
    stemmer: Option<Stemmer>,
    is_english: bool,
}

impl Stems {
    /// Of a language. In one that no stemmer is known for, every form stands alone.
    pub fn of(language: &Language) -> Stems {
        let tag = language.tag().split('-').next().unwrap_or_default();
        Stems { stemmer: algorithm(tag).map(Stemmer::create), is_english: language.is_english() }
    }

    /// What all forms of a word share: no word, only a key. The word is one as it stands in a text.
    pub fn of_word(&self, word: &str) -> String {
        let small = word.to_lowercase().replace(['\'', '\u{2019}'], "");
        // Ids are mostly numbers, and these have but one form.
        let is_number = small.bytes().all(|byte| byte.is_ascii_digit());
        let Some(stemmer) = self.stemmer.as_ref().filter(|_| !is_number) else { return fold(&small).into_owned() };
        if !self.is_english {
            return fold(&stemmer.stem(&small)).into_owned();
        }
        // A final e or s may follow from the one spelling and not from the other, so the spelling comes first.
        let spelt = spelling::one_spelling(&fold(&small));
        // No English ending has a digit.
        if spelt.ends_with(|c: char| c.is_ascii_digit()) {
            return spelt;
        }
        let stem = stemmer.stem(&spelt);
        // "controlled" and "control", "enroll" and "enrol".
        let doubled = stem.len() > 4 && stem.ends_with("ll");
        if doubled { stem[..stem.len() - 1].to_owned() } else { stem.into_owned() }
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(language: &str) -> Stems {
        Stems::of(&Language::new(language).expect("a language"))
    }

    #[test]
    fn british_and_american_forms_of_a_word_share_a_stem() {
        let stems = stems("en-GB");
        for family in [
            "prioritise prioritize prioritisation prioritization prioritising",
            "colour color colours colored",
            "behaviour behavior behaviours behavioral behavioural",
            "labelled labeled label labelling",
            "modelling modeling model models",
            "controlled control controlling",
            "enrol enroll enrolled",
            "fulfil fulfill",
            "programme program programmes",
            "centre center centres centers centred",
            "catalogue catalog catalogues",
            "paediatric pediatric",
            "anaesthesia anesthesia",
            "haemoglobin hemoglobin",
            "oestrogen estrogen",
            "licence license licences licensed",
            "defence defense",
            "practise practice practising practicing",
            "analyse analyze analysing analyzed",
            "judgement judgment",
            "ageing aging",
            "learnt learned",
            "patient patients patient's patient\u{2019}s",
            "robot robots",
            "programme2030 program2030",
        ] {
            let mut words = family.split(' ');
            let first = stems.of_word(words.next().expect("a word"));
            for word in words {
                assert_eq!(stems.of_word(word), first, "{word} of {family}");
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_stay_apart() {
        let stems = stems("en");
        for (one, other) in
            [("four", "for"), ("poet", "pet"), ("shoe", "she"), ("size", "sis"), ("tour", "tor"), ("hour", "hor")]
        {
            assert_ne!(stems.of_word(one), stems.of_word(other), "{one} and {other}");
        }
    }

    #[test]
    fn other_languages_have_their_own_stems_or_none() {
        assert_eq!(stems("fr").of_word("données"), stems("fr").of_word("donnée"));
        assert_eq!(stems("de").of_word("Häuser"), stems("de").of_word("häuser"));
        assert_eq!(stems("cy").of_word("Cleifion"), "cleifion");
        // An article in front of a word with a digit behind it.
        assert_eq!(stems("ar").of_word("الفصل2"), "فصل2");
        assert_eq!(stems("en").of_word("041"), "041");
    }
}

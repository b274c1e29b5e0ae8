//! Words that British and American English spell differently. Words that both have with different meanings (`meter`,
//! `program`, `license`, `practice`) are left out.

use std::collections::HashMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Question {
    /// `colour` or `color`.
    Nation,
    /// `organise` or `organize`: in British English both are right, but not side by side.
    Ending,
}

#[derive(Clone, Debug)]
pub struct Spelling {
    pub question: Question,
    /// Whether it is `colour`, or `organise`.
    pub is_first: bool,
    /// The same word in the other spelling.
    pub other: String,
}

/// Beginnings, and what may follow.
static NATIONS: &[(&str, &str, &[&str])] = &[
    ("behaviour", "behavior", &["", "s", "al", "ally"]),
    ("colour", "color", &["", "s", "ed", "ful", "ing"]),
    ("favour", "favor", &["", "s", "ed", "ing", "able", "ably", "ite", "ites"]),
    ("honour", "honor", &["", "s", "ed", "ing", "able"]),
    ("labour", "labor", &["", "s", "ed", "ing"]),
    ("neighbour", "neighbor", &["", "s", "ing", "hood", "hoods"]),
    ("endeavour", "endeavor", &["", "s", "ed", "ing"]),
    ("rumour", "rumor", &["", "s"]),
    ("tumour", "tumor", &["", "s"]),
    ("rigour", "rigor", &[""]),
    ("centre", "center", &["", "s"]),
    ("centred", "centered", &[""]),
    ("fibre", "fiber", &["", "s"]),
    ("litre", "liter", &["", "s"]),
    ("theatre", "theater", &["", "s"]),
    ("cancell", "cancel", &["ed", "ing"]),
    ("labell", "label", &["ed", "ing"]),
    ("modell", "model", &["ed", "ing", "er", "ers"]),
    ("travell", "travel", &["ed", "ing", "er", "ers"]),
    ("counsell", "counsel", &["ed", "ing", "or", "ors"]),
    ("signall", "signal", &["ed", "ing"]),
    ("channell", "channel", &["ed", "ing"]),
    ("fulfil", "fulfill", &["", "s", "ment"]),
    ("enrol", "enroll", &["", "s", "ment", "ments"]),
    ("skilful", "skillful", &["", "ly"]),
    ("defence", "defense", &["", "s"]),
    ("offence", "offense", &["", "s"]),
    ("analys", "analyz", &["e", "ed", "er", "ers", "ing"]),
    ("paralys", "paralyz", &["e", "ed", "ing"]),
    ("catalys", "catalyz", &["e", "ed", "ing"]),
    ("anaesthe", "anesthe", &["sia", "tic", "tics", "tist", "tists"]),
    ("anaemi", "anemi", &["a", "c"]),
    ("caesarean", "cesarean", &["", "s"]),
    ("diarrhoea", "diarrhea", &[""]),
    ("gynaecolog", "gynecolog", &["y", "ical", "ist", "ists"]),
    ("haemato", "hemato", &["logy", "logical", "logist", "logists"]),
    ("haemoglobin", "hemoglobin", &[""]),
    ("haemorrhage", "hemorrhage", &["", "s"]),
    ("leukaemia", "leukemia", &["", "s"]),
    ("oedema", "edema", &[""]),
    ("oesophag", "esophag", &["us", "eal"]),
    ("orthopaedic", "orthopedic", &["", "s"]),
    ("paediatric", "pediatric", &["", "s", "ian", "ians"]),
    ("ageing", "aging", &[""]),
    ("catalogue", "catalog", &["", "s"]),
    ("grey", "gray", &[""]),
    ("sceptic", "skeptic", &["", "s", "al", "ism"]),
];

/// Verbs that end in `ise` or `ize`, without that ending.
static ROOTS: &[&str] = &[
    "anonym",
    "apolog",
    "author",
    "capital",
    "categor",
    "central",
    "character",
    "computer",
    "critic",
    "custom",
    "digit",
    "digital",
    "emphas",
    "equal",
    "familiar",
    "final",
    "formal",
    "general",
    "global",
    "harmon",
    "hospital",
    "hypothes",
    "immun",
    "initial",
    "item",
    "legal",
    "local",
    "maxim",
    "memor",
    "minim",
    "mobil",
    "modern",
    "national",
    "neutral",
    "normal",
    "operational",
    "optim",
    "organ",
    "patron",
    "penal",
    "personal",
    "polar",
    "popular",
    "priorit",
    "pseudonym",
    "public",
    "random",
    "rational",
    "real",
    "recogn",
    "regular",
    "reorgan",
    "scrutin",
    "sensit",
    "social",
    "special",
    "stabil",
    "standard",
    "steril",
    "stigmat",
    "subsid",
    "summar",
    "symbol",
    "synchron",
    "synthes",
    "systemat",
    "theor",
    "token",
    "urban",
    "util",
    "victim",
    "virtual",
    "visual",
];
static ENDINGS: &[&str] = &["e", "es", "ed", "ing", "er", "ers", "ation", "ations", "ational"];

/// The words that have two spellings.
pub struct Table {
    /// In small letters.
    words: HashMap<String, Spelling>,
    /// By the three letters that some of them begin with: how long these are, a bit each. So nearly all words of a text are
    /// passed over at once.
    lengths: Vec<u32>,
}

impl Table {
    /// What is known of a word, whatever its capitals.
    pub fn find(&self, word: &str) -> Option<(&str, &Spelling)> {
        let may_be = self.lengths[beginning(word)?] & bit(word) != 0;
        let found = may_be.then(|| self.words.get_key_value(&word.to_lowercase()))??;
        Some((found.0.as_str(), found.1))
    }
}

/// The number of a word's first three letters, of which there are 26 × 26 × 26.
fn beginning(word: &str) -> Option<usize> {
    let letters = word.as_bytes().first_chunk::<3>()?.map(|byte| byte.to_ascii_lowercase());
    let number = |sum: usize, letter: &u8| sum * 26 + usize::from(letter - b'a');
    letters.iter().all(u8::is_ascii_lowercase).then(|| letters.iter().fold(0, number))
}

/// Of a word's length, which its capitals do not change: the words in question are ASCII.
fn bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

pub fn table() -> Table {
    let mut table = HashMap::new();
    let mut add = |question, first: String, second: String| {
        table.insert(first.clone(), Spelling { question, is_first: true, other: second.clone() });
        table.insert(second, Spelling { question, is_first: false, other: first });
    };
    for (british, american, ends) in NATIONS {
        for end in *ends {
            add(Question::Nation, format!("{british}{end}"), format!("{american}{end}"));
        }
    }
    for root in ROOTS {
        for end in ENDINGS {
            add(Question::Ending, format!("{root}is{end}"), format!("{root}iz{end}"));
        }
    }
    let mut lengths = vec![0; 26 * 26 * 26];
    table.keys().filter_map(|word| Some((beginning(word)?, bit(word)))).for_each(|(at, bit)| lengths[at] |= bit);
    Table { words: table, lengths }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_leads_to_its_other_spelling_and_back() {
        let table = table().words;
        for (word, spelling) in &table {
            let other = &table[&spelling.other];
            assert_eq!((&other.other, other.is_first), (word, !spelling.is_first), "{word}");
        }
        assert_eq!(table["organizations"].other, "organisations");
        assert_eq!(table["labeling"].other, "labelling");
    }

    #[test]
    fn a_word_is_found_whatever_its_capitals() {
        let table = super::table();
        assert_eq!(table.find("Colour").map(|(word, _)| word), Some("colour"));
        assert!(table.find("patient").is_none() && table.find("co").is_none() && table.find("ärz").is_none());
    }

    #[test]
    fn words_that_both_have_are_not_in_it() {
        let table = table().words;
        for word in ["program", "practice", "license", "meter", "exercise", "size", "organism", "analyses", "emphasis"]
        {
            assert!(!table.contains_key(word), "{word}");
        }
    }
}

//! An abbreviation that the glossary does not explain. Only where there is a glossary: without one nobody promised to
//! explain them.

use super::english::words::{Word, words};
use super::{Context, Rule};
use crate::base::{Diagnostic, FileId, Place, Span, codes};
use crate::parse::{Document, Front};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub static RULE: Rule = Rule { code: &codes::UNKNOWN_ABBREVIATION, check };

/// What everybody knows, and what is a word in capitals.
static KNOWN: &[&str] = &[
    "AM", "AND", "ANY", "ALL", "BBC", "BC", "CD", "CEO", "CSV", "DIY", "DVD", "EU", "FAQ", "HTML", "HTTP", "HTTPS",
    "ID", "IDS", "II", "III", "IT", "IV", "MAY", "MUST", "NO", "NOT", "OK", "ONLY", "OR", "PC", "PDF", "PIN", "PM",
    "SMS", "TV", "UK", "UN", "URL", "US", "USA", "USB", "VI", "VII", "VIII", "WWW", "YES",
];

/// In guidance, an abbreviation that stands in fewer files is that text's own affair.
const FEWEST_FILES: usize = 3;

/// Where an abbreviation stands first, and in how many files.
struct Seen {
    place: Place,
    files: usize,
    /// Whether it stands in a statement, which people read without what is around it.
    is_in_statement: bool,
}

fn check(context: &Context) -> Vec<Diagnostic> {
    if context.framework.terms().len() == 0 || !context.is_english() {
        return Vec::new();
    }
    let known = known(context);
    let mut statements: HashMap<FileId, Vec<Span>> = HashMap::new();
    for wording in &context.wordings {
        statements.entry(wording.place.file).or_default().push(wording.place.span);
    }
    let is_in_statement = |place: Place| {
        let spans = statements.get(&place.file);
        spans.is_some_and(|spans| spans.iter().any(|span| span.range().contains(&(place.span.start as usize))))
    };
    let is_read = |document: &&Document| matches!(document.front, Some(Front::Capability(_) | Front::Group(_)));
    let documents: Vec<&Document> = context.documents().filter(is_read).collect();
    let found: Vec<Vec<(&str, Place)>> = documents.par_iter().map(|document| of(context, document, &known)).collect();
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    for (word, place) in found.into_iter().flatten() {
        let here = Seen { place, files: 1, is_in_statement: is_in_statement(place) };
        match seen.get_mut(word) {
            None => _ = seen.insert(word, here),
            Some(seen) => {
                seen.files += 1;
                // The statement is the better place to mend it.
                if here.is_in_statement && !seen.is_in_statement {
                    (seen.place, seen.is_in_statement) = (place, true);
                }
            }
        }
    }
    seen.retain(|_, seen| seen.is_in_statement || seen.files >= FEWEST_FILES);
    let finding = |(word, seen): (&str, Seen)| {
        let message = match seen.files {
            1 => format!("`{word}` is explained neither here nor in the glossary"),
            files => format!("`{word}` stands in {files} files, and the glossary does not explain it"),
        };
        Diagnostic::new(RULE.code, seen.place, message)
            .help(format!("write it out, or add a term to `content/glossary/` with `abbreviation: {word}`"))
    };
    seen.into_iter().map(finding).collect()
}

/// What the glossary explains, the framework's codes, and common knowledge.
fn known(context: &Context) -> HashSet<String> {
    let mut known: HashSet<String> = KNOWN.iter().map(|word| (*word).to_owned()).collect();
    // Whoever lists a word for the search has said what it means.
    let synonyms = &context.settings.search.synonyms;
    let mut add = |text: &str| known.extend(text.split(|c: char| !c.is_alphanumeric()).map(str::to_uppercase));
    for (_, term) in context.framework.terms() {
        add(term.about.title());
        term.abbreviation.iter().chain(&term.forms).for_each(|word| add(word));
    }
    context.framework.groups().filter_map(|(_, group)| group.code.as_ref()).for_each(|code| add(code));
    context.framework.archetypes().filter_map(|(_, it)| it.code.as_ref()).for_each(|code| add(code));
    add(&context.settings.framework.title);
    synonyms.iter().for_each(|(word, _)| add(word));
    known
}

/// Each unknown abbreviation of a document once.
fn of<'a>(context: &Context<'a>, document: &'a Document, known: &HashSet<String>) -> Vec<(&'a str, Place)> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    let pieces = context.pieces(document);
    let read: Vec<_> = pieces.into_iter().map(|(offset, text)| (offset, text, words(text))).collect();
    let explained: HashSet<&str> = read.iter().flat_map(|(_, text, words)| explained(text, words)).collect();
    for (offset, text, words) in &read {
        for word in words {
            let name = abbreviation(word.text);
            let is_code = text[word.start + word.text.len()..]
                .strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let is_known = |name: &str| known.contains(name) || explained.contains(name);
            // The kind of an alert: `> [!NOTE]`.
            let is_kind = text[..word.start].ends_with("[!");
            let Some(name) = name.filter(|name| !is_code && !is_kind && !is_known(name)) else { continue };
            if seen.insert(name) {
                let span = Span::new(word.start, word.start + name.len()).shifted(*offset);
                found.push((name, Place { file: document.file, span }));
            }
        }
    }
    found
}

/// The abbreviation that a word is, without a plural's s: two to six capitals, and perhaps digits.
fn abbreviation(word: &str) -> Option<&str> {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let word = word.strip_suffix('s').unwrap_or(word);
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let fits = word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    (fits && (2..=6).contains(&capitals) && word.starts_with(|c: char| c.is_ascii_uppercase())).then_some(word)
}

/// What the text itself explains: "data protection impact assessment (DPIA)", "DPIA (data protection …)".
fn explained<'a>(text: &'a str, words: &[Word<'a>]) -> Vec<&'a str> {
    let in_brackets = |word: &&Word| {
        let after = &text[word.start + word.text.len()..];
        (text[..word.start].ends_with('(') && after.starts_with(')')) || after.starts_with(" (")
    };
    words.iter().filter(in_brackets).filter_map(|word| abbreviation(word.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_a_few_capitals() {
        assert_eq!(abbreviation("DPIAs"), Some("DPIA"));
        assert_eq!(abbreviation("NEWS2"), Some("NEWS2"));
        for word in ["A", "iPad", "Ward", "2FA", "IMPORTANT", "s"] {
            assert_eq!(abbreviation(word), None, "{word}");
        }
    }

    #[test]
    fn common_knowledge_is_in_capitals() {
        assert!(KNOWN.iter().all(|word| word.chars().all(|c| c.is_ascii_uppercase())));
    }
}

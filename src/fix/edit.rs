//! From what a finding knows of its mend to the characters that are exchanged, if what stands there is what was meant.

use crate::base::{Diagnostic, Fix, Span, codes};
use crate::source::Sources;
use std::cell::OnceCell;
use std::collections::HashSet;

/// Characters of a file that become others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// What mends the findings of one reading of the sources.
pub struct Mends<'a> {
    sources: &'a Sources,
    /// What files of capabilities are called, gathered when first asked for.
    capabilities: OnceCell<HashSet<&'a str>>,
}

impl<'a> Mends<'a> {
    pub fn new(sources: &'a Sources) -> Mends<'a> {
        Mends { sources, capabilities: OnceCell::new() }
    }

    /// What mends a finding; `None` where that takes a person. Looks at the file's text, and never guesses: a value that is
    /// folded over lines or written with escapes is left to its author.
    pub fn edit(&self, finding: &Diagnostic) -> Option<Edit> {
        let (fix, place) = finding.fix.as_ref().zip(finding.place)?;
        let text = self.sources.text(place.file);
        let there = text.get(place.span.range())?;
        match fix {
            Fix::Write { old, .. } if self.is_a_file(old, finding) => None,
            Fix::Write { old, new } => written(place.span, there, old, new),
            Fix::TakeOut => taken_out(text, place.span),
        }
    }

    /// Whether a capability's file has the very name that is referred to: then the id in that file is the slip, and
    /// changing all that refers to it would spread it.
    fn is_a_file(&self, old: &str, finding: &Diagnostic) -> bool {
        let is_capability =
            [&codes::UNKNOWN_CAPABILITY, &codes::UNKNOWN_TARGET, &codes::BROKEN_LINK].contains(&finding.code);
        is_capability && self.capabilities.get_or_init(|| capabilities(self.sources)).contains(old)
    }
}

fn capabilities(sources: &Sources) -> HashSet<&str> {
    let files = sources.iter().map(|(_, file)| &file.path);
    let below = files.filter(|path| path.as_str().starts_with("content/domains/"));
    below.filter_map(|path| path.name().strip_suffix(".md")).collect()
}

fn written(span: Span, there: &str, old: &str, new: &str) -> Option<Edit> {
    // Such a name is the same with quotes around it and without.
    let is_plain = !new.is_empty() && new.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
    let mut found = there.match_indices(old);
    let (at, _) = found.next().filter(|_| is_plain && !old.is_empty())?;
    let quotes = ["", "\"", "'"];
    let is_whole = quotes.iter().any(|quote| there.len() == old.len() + 2 * quote.len() && there.starts_with(quote));
    if found.next().is_some() || !is_whole {
        return None;
    }
    let start = span.start as usize + at;
    Some(Edit { span: Span::new(start, start + old.len()), text: new.to_owned() })
}

/// The entry with what divides it from the one before: the comma, or its whole line. An entry with a comment stays.
fn taken_out(text: &str, span: Span) -> Option<Edit> {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let gone = |start: usize, end: usize| Some(Edit { span: Span::new(start, end), text: String::new() });
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    if before[line_start..].trim_start() == "- " {
        let line_end = after.find('\n').map(|at| span.end as usize + at + 1)?;
        let is_alone = text[span.end as usize..line_end].trim().is_empty();
        return if is_alone { gone(line_start, line_end) } else { None };
    }
    let comma = before.trim_end_matches([' ', '\t', '\n']).strip_suffix(',')?;
    let next = after.trim_start_matches([' ', '\t', '\n']);
    if next.starts_with([',', ']']) { gone(comma.len(), span.end as usize) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Place;
    use crate::source::SourceFile;

    /// The text after the mend of what stands at the last `mark` in it.
    fn mended(text: &str, mark: &str, fix: Fix) -> Option<String> {
        let sources = Sources::new(SourceFile::text("content/x.md", text));
        let at = text.rfind(mark).expect("the mark");
        let place = Place { file: sources.find("content/x.md").unwrap(), span: Span::new(at, at + mark.len()) };
        let finding = Diagnostic::new(&codes::UNKNOWN_KEY, place, "x").fix(Some(fix));
        let edit = Mends::new(&sources).edit(&finding)?;
        let mut text = text.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        Some(text)
    }

    fn write() -> Fix {
        Fix::Write { old: "embeder".into(), new: "embedder".into() }
    }

    #[test]
    fn a_name_is_exchanged_and_its_quotes_stay() {
        assert_eq!(mended("a: embeder # b\n", "embeder", write()).unwrap(), "a: embedder # b\n");
        assert_eq!(mended("a: 'embeder'\n", "'embeder'", write()).unwrap(), "a: 'embedder'\n");
        assert_eq!(mended("a: \"embeder\"\n", "\"embeder\"", write()).unwrap(), "a: \"embedder\"\n");
    }

    #[test]
    fn a_name_that_is_not_written_as_it_reads_is_left_to_its_author() {
        assert_eq!(mended("a: >\n  embeder\n", ">\n  embeder", write()), None);
        assert_eq!(mended("a: \"embed\\x65r\"\n", "\"embed\\x65r\"", write()), None);
        assert_eq!(mended("a: embeder\n", "embeder", Fix::Write { old: "embeder".into(), new: "a: b".into() }), None);
    }

    #[test]
    fn an_entry_goes_with_its_comma_or_its_line() {
        let out = |text: &str| mended(text, "b", Fix::TakeOut);
        assert_eq!(out("a: [b, c, b]\n").unwrap(), "a: [b, c]\n");
        assert_eq!(out("a: [b, b, c]\n").unwrap(), "a: [b, c]\n");
        assert_eq!(out("a: [\n  b,\n  b,\n]\n").unwrap(), "a: [\n  b,\n]\n");
        assert_eq!(out("a:\n  - b\n  - b\n  - c\n").unwrap(), "a:\n  - b\n  - c\n");
        assert_eq!(mended("a: ['b', \"b\"]\n", "\"b\"", Fix::TakeOut).unwrap(), "a: ['b']\n");
    }

    #[test]
    fn an_entry_with_a_comment_stays() {
        let out = |text: &str| mended(text, "b", Fix::TakeOut);
        assert_eq!(out("a:\n  - b\n  - b # why\n"), None);
        assert_eq!(out("a: [b, # why\n  b # so\n]\n"), None);
        assert_eq!(out("a: [c, # why\n  b]\n"), None);
    }
}

//! An explanation as its file has it: four headings, always the same ones, and files as blocks between four tildes.

/// What a code means.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    pub why: &'a str,
    pub wrong: Example<'a>,
    pub right: Example<'a>,
    pub mend: &'a str,
}

/// Files or words that show it.
#[derive(Clone, Default, Debug)]
pub struct Example<'a> {
    pub parts: Vec<Part<'a>>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Part<'a> {
    /// A file: its path, or the command line, and its text.
    File(&'a str, &'a str),
    /// Where no file can show it.
    Words(&'a str),
}

impl Example<'_> {
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

static HEADINGS: [&str; 4] = ["## Why it matters\n", "## Wrong\n", "## Right\n", "## Mend\n"];

/// Reads an explanation; `None` if a heading is missing.
pub fn read(text: &str) -> Option<Explanation<'_>> {
    let mut rest = text;
    let mut parts = Vec::new();
    for heading in HEADINGS {
        let (before, after) = rest.split_once(heading)?;
        parts.push(before.trim());
        rest = after;
    }
    let [_, why, wrong, right] = parts[..] else { return None };
    Some(Explanation { why, wrong: example(wrong), right: example(right), mend: rest.trim() })
}

fn example(text: &str) -> Example<'_> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("~~~~ ") {
        words(before, &mut parts);
        let (name, block) = after.split_once('\n').unwrap_or((after, ""));
        let (inside, behind) = block.split_once("~~~~").unwrap_or((block, ""));
        parts.push(Part::File(name.trim(), inside));
        rest = behind;
    }
    words(rest, &mut parts);
    Example { parts }
}

fn words<'a>(text: &'a str, parts: &mut Vec<Part<'a>>) {
    if !text.trim().is_empty() {
        parts.push(Part::Words(text.trim()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_has_four_parts() {
        let text = "## Why it matters\n\nIt does.\n\n## Wrong\n\nWords.\n\n~~~~ a.md\nx: 1\n~~~~\n\n## Right\n\nOther.\n\n## Mend\n\nDo it.\n";
        let read = read(text).expect("four headings");
        assert_eq!((read.why, read.mend), ("It does.", "Do it."));
        assert_eq!(read.wrong.parts, [Part::Words("Words."), Part::File("a.md", "x: 1\n")]);
        assert!(super::read("## Why it matters\n").is_none());
    }
}

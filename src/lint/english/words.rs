//! The words of a Markdown text as it is written, each with its place: without code, addresses, references and HTML,
//! which are not the author's prose.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Where it begins in the text.
    pub start: usize,
    /// Whether a sentence, a line or a cell begins with it, so that a capital says nothing.
    pub begins: bool,
}

/// All words of a text, in order.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, None) => line_words(line, at, &mut found),
        }
        at += line.len();
    }
    found
}

fn line_words<'a>(line: &'a str, offset: usize, found: &mut Vec<Word<'a>>) {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut begins = true;
    let mut closes = Closes::default();
    while let Some(byte) = bytes.get(at) {
        // Nearly all of a text is plain letters and spaces, so what else a character could mean is asked only where it could.
        if *byte == b' ' {
            at += 1;
            continue;
        }
        let may_skip = matches!(byte, b'`' | b'[' | b']' | b'{' | b'<' | b'h' | b'w');
        let skipped = if may_skip { closes.skip(line, at) } else { None };
        if let Some(skipped) = skipped {
            at += skipped;
            begins = false;
            continue;
        }
        let rest = &line[at..];
        let length = word_length(rest);
        if length > 0 {
            found.push(Word { text: &rest[..length], start: offset + at, begins });
            at += length;
            begins = false;
            continue;
        }
        let c = rest.chars().next().expect("there is a byte");
        begins |= matches!(c, '.' | '?' | '!' | ':' | '|' | '"' | '“' | '‘' | '(' | '[');
        at += c.len_utf8();
    }
}

/// How long the word is that begins here; 0 where none does.
fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut length = 0;
    loop {
        length += bytes[length..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if bytes.get(length).is_none_or(|byte| byte.is_ascii() && *byte != b'\'') {
            return length;
        }
        let mut next = rest[length..].chars();
        match next.next() {
            Some(c) if !c.is_ascii() && c.is_alphanumeric() => length += c.len_utf8(),
            Some(c @ ('\'' | '’')) if length > 0 && next.next().is_some_and(char::is_alphabetic) => {
                length += c.len_utf8()
            }
            _ => return length,
        }
    }
}

/// What closes something, and where in a line it stands next, if at all: what was looked for once is known until the
/// line has been read up to there. So a line of nothing but open brackets takes no longer than any other.
#[derive(Default)]
struct Closes<'a>(Vec<(&'a str, Option<usize>)>);

impl<'a> Closes<'a> {
    /// How far something reaches that is no prose, where it begins at `at`.
    fn skip(&mut self, line: &'a str, at: usize) -> Option<usize> {
        let rest = &line[at..];
        let mut until = |open: usize, close: &'a str| self.end(line, at + open, close).map(|end| end - at);
        if rest.starts_with('`') {
            let run = rest.len() - rest.trim_start_matches('`').len();
            return until(run, &rest[..run]).or(Some(run));
        }
        if rest.starts_with("[[") {
            // Behind a bar stand the author's words.
            let end = until(2, "]]")?;
            return Some(rest[..end].find('|').map_or(end, |bar| bar + 1));
        }
        if rest.starts_with("](") {
            return until(2, ")");
        }
        if rest.starts_with("{#") {
            return until(2, "}");
        }
        if let Some(tag) = rest.strip_prefix('<') {
            return tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/').then(|| until(1, ">")).flatten();
        }
        let is_address = ["https://", "http://", "www."].iter().any(|start| rest.starts_with(start));
        is_address.then(|| rest.find(char::is_whitespace).unwrap_or(rest.len()))
    }

    /// Where the next `close` from `from` on ends.
    fn end(&mut self, line: &str, from: usize, close: &'a str) -> Option<usize> {
        let known = self.0.iter().position(|(of, _)| *of == close);
        let next = match known.map(|known| self.0[known].1) {
            Some(next) if next.is_none_or(|next| next >= from) => next,
            _ => line[from..].find(close).map(|next| from + next),
        };
        match known {
            Some(known) => self.0[known].1 = next,
            None => self.0.push((close, next)),
        }
        next.map(|next| next + close.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn what_is_no_prose_is_passed_over() {
        let text = "Say `no code` or [this](https://x.org/organize) in [[AI-001|the room]], see https://x.org/a now.";
        assert_eq!(texts(text), ["Say", "or", "this", "in", "the", "room", "see", "now"]);
        assert_eq!(texts("a\n```\ncode\n```\nb <b>c</b> {#id}"), ["a", "b", "c"]);
        assert_eq!(texts("an open `tick, [[ and <"), ["an", "open", "tick", "and"]);
        assert_eq!(texts("[[a|b [[c|d]] e ](f [[g|h]] <i ](j"), ["b", "d", "e", "f", "h", "i", "j"]);
        assert_eq!(texts("``a` b`` c `d` `e ``f"), ["c", "f"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "Ärzte don’t\n- wait";
        for word in words(text) {
            assert_eq!(&text[word.start..word.start + word.text.len()], word.text);
        }
        assert_eq!(texts(text), ["Ärzte", "don’t", "wait"]);
    }

    #[test]
    fn a_word_knows_whether_a_sentence_begins_with_it() {
        let begins: Vec<_> = words("One two. Three four").into_iter().map(|word| word.begins).collect();
        assert_eq!(begins, [true, false, true, false]);
    }
}

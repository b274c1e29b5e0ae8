//! Words: where they begin and end in a text, and the one form in which all ways to write them are equal. The script does
//! the same (`search-words.js`); `tests/search/words.json` keeps the two equal.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text as they stand there, in order.
///
/// A word is letters, digits and their marks. An apostrophe with one letter behind it is part of it: "patient's". Where a
/// script puts no spaces between words, each two characters in a row are a word, so that they overlap.
pub fn words<'a>(text: &'a str, mut visit: impl FnMut(&'a str)) {
    let mut at = next_word(text, 0);
    while let Some(c) = char_at(text, at) {
        if !is_word(c) {
            at += c.len_utf8();
        } else if !c.is_ascii() && is_unspaced(c) {
            at = pairs(text, at, &mut visit);
        } else {
            let end = end_of_word(text, at);
            visit(&text[at..end]);
            at = next_word(text, end);
        }
    }
}

/// A word in small letters, without accents, in compatible characters. Nothing is left of what is only accents.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        return Cow::Owned(letters.map(|byte| byte.to_ascii_lowercase() as char).collect());
    }
    let small = word.nfkd().collect::<String>().to_lowercase();
    let mut folded = String::with_capacity(small.len());
    for c in small.chars().filter(|c| !is_accent(*c) && is_word(*c)) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
    Cow::Owned(folded)
}

/// By byte: whether it is an ASCII letter or digit, of which most words are. Quicker than to compare.
static ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Where the next character stands that may begin a word.
fn next_word(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    at + rest.iter().position(|byte| ALPHANUMERIC[usize::from(*byte)] || !byte.is_ascii()).unwrap_or(rest.len())
}

/// Letters that no accent makes, but that people write otherwise.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ı' => "i",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ς' => "σ",
        _ => return None,
    })
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        // Most characters are plain ones.
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[at..].chars().next(),
    }
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { ALPHANUMERIC[c as usize] } else { c.is_alphanumeric() || is_combining_mark(c) }
}

/// Marks that readers may leave out. Those that other scripts write their vowels with stay.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Thai, Lao, Burmese, Khmer, Kana, Han.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn end_of_word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let bytes = rest.as_bytes();
    // Most letters are plain ones.
    let mut end = bytes.iter().position(|byte| !ALPHANUMERIC[usize::from(*byte)]).unwrap_or(bytes.len());
    match bytes.get(end) {
        Some(byte) if !byte.is_ascii() => {
            let past = |c: char| !is_word(c) || is_unspaced(c);
            end = rest[end..].find(past).map_or(rest.len(), |at| end + at);
        }
        Some(b'\'') => {}
        _ => return start + end,
    }
    let mut next = rest[end..].char_indices();
    if let (Some((_, '\'' | '\u{2019}')), Some((at, letter))) = (next.next(), next.next())
        && letter.is_alphabetic()
        && !next.next().is_some_and(|(_, c)| is_word(c))
    {
        end += at + letter.len_utf8();
    }
    start + end
}

/// Each two characters in a row; the only one, where there is only one.
fn pairs<'a>(text: &'a str, start: usize, visit: &mut impl FnMut(&'a str)) -> usize {
    let (mut at, mut before) = (start, None);
    let mut lonely = true;
    while let Some(c) = char_at(text, at).filter(|c| is_word(*c) && is_unspaced(*c)) {
        let mut end = at + c.len_utf8();
        end += text[end..].find(|c: char| !is_combining_mark(c)).unwrap_or(text.len() - end);
        if let Some(before) = before {
            visit(&text[before..end]);
            lonely = false;
        }
        before = Some(at);
        at = end;
    }
    if lonely {
        visit(&text[start..at]);
    }
    at
}

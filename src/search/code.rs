//! How numbers and sorted words are written into the files: quick to read for the script, and with the repetitions left
//! that gzip lives on.

use std::cmp::Ordering;

/// A number as one character, from `#` on: what stands before that separates. There is room for a million.
pub fn number(value: u32, out: &mut String) {
    let code = value + u32::from(b'#');
    // The characters in between are no characters.
    let code = if code < 0xd800 { code } else { code + 0x800 };
    out.push(char::from_u32(code).unwrap_or(char::MAX));
}

pub fn numbers(values: impl IntoIterator<Item = u32>) -> String {
    let mut out = String::new();
    values.into_iter().for_each(|value| number(value, &mut out));
    out
}

/// Words in order, each as how many characters it shares with the one before (`A` for none), and the rest of it. No
/// folded word has a capital letter, so one begins a word.
pub fn front_coded<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut last = "";
    for word in words {
        let mut shared = 0;
        let mut at = 0;
        for (one, other) in word.chars().zip(last.chars()) {
            if one != other || shared + one.len_utf16() > 25 {
                break;
            }
            shared += one.len_utf16();
            at += one.len_utf8();
        }
        out.push(char::from(b'A' + shared as u8));
        out.push_str(&word[at..]);
        last = word;
    }
    out
}

/// The order in which the script compares texts.
pub fn script_order(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() { one.cmp(other) } else { one.encode_utf16().cmp(other.encode_utf16()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_character_of_its_own() {
        let all = numbers(0..=0x0010_ffff - 0x800 - 35);
        let codes: Vec<u32> = all.chars().map(|c| c as u32).collect();
        assert!(codes.is_sorted_by(|one, other| one < other) && codes[0] == 35, "two numbers share a character");
        assert_eq!(codes[codes.len() - 1], 0x0010_ffff);
    }

    #[test]
    fn words_hold_what_the_one_before_has_not() {
        assert_eq!(front_coded(["robot", "robotic", "robots", "sun"]), "ArobotFicFsAsun");
        let long = "a".repeat(40);
        assert_eq!(front_coded([long.as_str(), long.as_str()]), format!("A{long}Z{}", "a".repeat(15)));
    }

    #[test]
    fn the_order_is_that_of_the_script() {
        // In bytes it is the other way round.
        assert_eq!(script_order("\u{ff61}", "\u{1f600}"), Ordering::Greater);
        assert_eq!(script_order("ab", "b"), Ordering::Less);
    }
}

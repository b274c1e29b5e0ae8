//! How much room a text takes. Programs find the height of a row by themselves only now and then, so it is told them;
//! for that, the widths of Arial's letters are near enough, whatever font is used in the end.

/// The widths of the characters from space to tilde, in thousandths of their height.
static WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

const MILLIMETRES_A_POINT: f64 = 25.4 / 72.0;

/// The text in lines that are no wider than this, in millimetres. A word that is wider than a line goes on in the next.
pub fn lines(text: &str, points: f64, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    for word in text.split(' ') {
        let space = width(" ", points);
        if !line.is_empty() && used + space + width(word, points) > room {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += space;
        }
        for c in word.chars() {
            let wide = letter(c, points);
            if !line.is_empty() && used + wide > room {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += wide;
        }
    }
    lines.push(line);
    lines
}

/// The same, but broken between sentences where that takes no more lines.
pub fn sentences(text: &str, points: f64, room: f64) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for sentence in text.split_inclusive(". ") {
        match all.last_mut() {
            Some(last) if width(last, points) + width(sentence.trim_end(), points) <= room => last.push_str(sentence),
            _ => all.push(sentence.to_owned()),
        }
    }
    let parted: Vec<String> = all.iter().flat_map(|line| lines(line.trim_end(), points, room)).collect();
    let plain = lines(text, points, room);
    if parted.len() > plain.len() { plain } else { parted }
}

fn width(text: &str, points: f64) -> f64 {
    text.chars().map(|c| letter(c, points)).sum()
}

/// In millimetres. Letters of other scripts are taken for wide ones: a row that is too high does no harm.
fn letter(c: char, points: f64) -> f64 {
    let thousandths = match c {
        ' '..='~' => WIDTHS[c as usize - ' ' as usize],
        '\u{2e80}'.. => 1000,
        _ => 650,
    };
    f64::from(thousandths) / 1000.0 * points * MILLIMETRES_A_POINT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words_and_a_long_word_within() {
        // Four digits of ten points are 7.8 millimetres wide.
        assert_eq!(lines("1234 1234", 10.0, 8.0), ["1234", "1234"]);
        assert_eq!(lines("1234 1234", 10.0, 17.0), ["1234 1234"]);
        assert_eq!(lines("12345678 1", 10.0, 8.0), ["1234", "5678", "1"]);
        assert_eq!(lines("", 10.0, 8.0), [""]);
        assert_eq!(lines("🦊🦊", 10.0, 1.0), ["🦊", "🦊"]);
    }

    #[test]
    fn sentences_stay_together_where_they_can() {
        let text = "One, 1.0. Two of it. Three.";
        assert_eq!(sentences(text, 10.0, 100.0), [text]);
        assert_eq!(sentences(text, 10.0, 36.0), ["One, 1.0. Two of it.", "Three."]);
        assert_eq!(sentences(text, 10.0, 20.0), ["One, 1.0.", "Two of it.", "Three."]);
        // Where a sentence has to be broken anyway, the next one may follow it.
        assert_eq!(sentences("Aa bb cc. Dd.", 10.0, 11.5), ["Aa bb", "cc. Dd."]);
    }
}

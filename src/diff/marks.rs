//! Whether two texts differ in spelling, punctuation and capital letters only. Where that is in doubt they differ: a
//! change that is called harmless is not looked at again.

/// Whether they read the same aloud, as far as can be told without a dictionary.
pub fn same_but_for_marks(old: &str, new: &str) -> bool {
    // "e-mail" may have become "email", and "follow-up" "follow up".
    [Hyphen::Nothing, Hyphen::Space].into_iter().any(|hyphen| {
        let (old, new) = (plain(old, hyphen), plain(new, hyphen));
        old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| a == b || spelling(a) == spelling(b))
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Hyphen {
    Nothing,
    Space,
}

/// The words without marks.
fn plain(text: &str, hyphen: Hyphen) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut bare = String::with_capacity(text.len());
    for (at, c) in characters.iter().copied().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
        let beside_digit = digit(at.checked_sub(1)) && digit(Some(at + 1)) || (c == '-' && digit(Some(at + 1)));
        match c {
            // 1.5 is not 15, and 5-10 not 510.
            _ if beside_digit => bare.push(c),
            '-' | '\u{2010}' | '\u{2011}' if hyphen == Hyphen::Nothing => {}
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}' => bare.push(' '),
            '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '\u{201c}' | '\u{201d}' | '\u{2026}' => {
                bare.push(' ')
            }
            '\'' | '\u{2018}' | '\u{2019}' => {}
            _ => bare.push(c),
        }
    }
    bare.split_whitespace().map(str::to_owned).collect()
}

/// British and American, wherever in a word. Each is long enough to leave other words alone: "mourning" is not "morning".
static INSIDE: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("aviour", "avior"),
    ("avour", "avor"),
    ("olour", "olor"),
    ("labour", "labor"),
    ("umour", "umor"),
    ("onour", "onor"),
    ("ghbour", "ghbor"),
];

/// One spelling for what is spelt in several ways. Short words are left alone: "four" is not "for".
fn spelling(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    // "IT" is not "it".
    let shouted = letters > 1 && !word.chars().any(char::is_lowercase);
    if shouted {
        return word.to_owned();
    }
    let mut word = word.to_lowercase();
    if letters < 6 {
        return word;
    }
    for (british, american) in INSIDE {
        word = word.replace(british, american);
    }
    for (british, american) in [("ise", "ize"), ("ises", "izes"), ("tre", "ter"), ("ogue", "og"), ("ogues", "ogs")] {
        if let Some(stem) = word.strip_suffix(british) {
            return format!("{stem}{american}");
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_the_same_is_the_same() {
        for (old, new) in [
            ("I can organise a log, and check it.", "I can organize a log and check it"),
            ("Send an e-mail", "send an email"),
            ("Plan the follow-up", "Plan the follow up"),
            ("the patient's record", "the patient\u{2019}s record"),
            ("Analyse behaviour in the centre", "analyze behavior in the center"),
            ("One - two", "One \u{2014} two"),
        ] {
            assert!(same_but_for_marks(old, new), "{old} / {new}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_not_the_same() {
        for (old, new) in [
            ("I can do it", "I cannot do it"),
            ("give 1.5 mg", "give 15 mg"),
            ("at -5 degrees", "at 5 degrees"),
            ("use the IT", "use the it"),
            ("four", "for"),
            ("filling reports", "filing reports"),
            ("causal", "casual"),
            ("mourning", "morning"),
            ("up to 10", "up to 100"),
            ("a < b", "a > b"),
            ("and/or", "and or"),
        ] {
            assert!(!same_but_for_marks(old, new), "{old} / {new}");
        }
    }
}

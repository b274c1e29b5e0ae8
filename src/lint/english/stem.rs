//! How a statement begins, and with which verb: "Explain …", "Explains …", "I can explain …", "Ability to explain …",
//! "Skill in explaining …".

use super::verbs::{self, Form};

/// The beginning of a statement.
#[derive(PartialEq, Debug)]
pub struct Stem<'a> {
    pub style: Style,
    /// The verb as typed.
    pub verb: &'a str,
    pub form: Form,
    /// Up to three words behind the verb, as far as no comma or stop comes between.
    pub after: Vec<&'a str>,
    /// Everything behind the verb.
    pub rest: &'a str,
}

/// The grammatical shape of the beginning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Style {
    Bare,
    Third,
    I,
    We,
    You,
    Can,
    Ability,
    Skill,
    Gerund,
}

impl Style {
    pub fn example(self) -> &'static str {
        match self {
            Style::Bare => "Explain …",
            Style::Third => "Explains …",
            Style::I => "I can explain …",
            Style::We => "We can explain …",
            Style::You => "You can explain …",
            Style::Can => "Can explain …",
            Style::Ability => "Ability to explain …",
            Style::Skill => "Skill in explaining …",
            Style::Gerund => "Explaining …",
        }
    }
}

/// Words that stand before the verb. A longer opening comes before a shorter one that begins it.
static OPENINGS: &[(&str, Style, Form)] = &[
    ("i am able to", Style::I, Form::Bare),
    ("i can", Style::I, Form::Bare),
    ("i could", Style::I, Form::Bare),
    ("i will", Style::I, Form::Bare),
    ("i", Style::I, Form::Bare),
    ("we are able to", Style::We, Form::Bare),
    ("we can", Style::We, Form::Bare),
    ("we", Style::We, Form::Bare),
    ("you are able to", Style::You, Form::Bare),
    ("you can", Style::You, Form::Bare),
    ("you", Style::You, Form::Bare),
    ("can", Style::Can, Form::Bare),
    ("is able to", Style::Ability, Form::Bare),
    ("be able to", Style::Ability, Form::Bare),
    ("able to", Style::Ability, Form::Bare),
    ("the ability to", Style::Ability, Form::Bare),
    ("ability to", Style::Ability, Form::Bare),
    ("skills in", Style::Skill, Form::Gerund),
    ("skilled in", Style::Skill, Form::Gerund),
    ("skill in", Style::Skill, Form::Gerund),
];

/// Words that may stand between the opening and the verb and do not end in `ly`.
static BETWEEN: &[&str] = &["always", "also", "often", "then", "well"];

/// How a statement begins; `None` where no verb can be told.
pub fn of(plain: &str) -> Option<Stem<'_>> {
    let tokens: Vec<(usize, &str)> = tokens(plain).take(16).collect();
    let opening = OPENINGS.iter().find(|(words, ..)| opens(&tokens, words));
    let mut at = opening.map_or(0, |(words, ..)| words.split(' ').count());
    while tokens.get(at + 1).is_some() && is_adverb(bare(tokens[at].1)) {
        at += 1;
        // "critically and fairly evaluate"
        let joins = tokens.get(at).is_some_and(|(_, word)| *word == "and");
        if joins && tokens.get(at + 2).is_some() && is_adverb(bare(tokens[at + 1].1)) {
            at += 1;
        }
    }
    let (start, token) = *tokens.get(at)?;
    let verb = bare(token);
    // "I am …" and "I can" alone say nothing of what somebody does.
    let is_helper = ["am", "are", "be", "can", "is"].iter().any(|helper| verb.eq_ignore_ascii_case(helper));
    let is_word = !is_helper && verb.chars().all(|c| c.is_alphabetic() || c == '-') && verb.chars().count() > 1;
    if !is_word || (opening.is_none() && at == 0 && !verb.starts_with(char::is_uppercase)) {
        return None;
    }
    let (style, form) = match opening {
        Some((_, style, form)) => (*style, *form),
        None => match verbs::form(&verb.to_lowercase()) {
            Form::Bare => (Style::Bare, Form::Bare),
            Form::Third => (Style::Third, Form::Third),
            Form::Gerund => (Style::Gerund, Form::Gerund),
        },
    };
    let mut after = Vec::new();
    let mut last = token;
    for (_, word) in tokens.iter().skip(at + 1).take(3) {
        if last.ends_with([',', '.', ';', ':', ')']) {
            break;
        }
        after.push(bare(word));
        last = word;
    }
    let rest = plain.get(start + token.len()..).unwrap_or_default();
    Some(Stem { style, verb, form, after, rest })
}

/// Words between white space, with where each begins.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn opens(tokens: &[(usize, &str)], words: &str) -> bool {
    let count = words.split(' ').count();
    tokens.len() > count && words.split(' ').zip(tokens).all(|(word, (_, token))| token.eq_ignore_ascii_case(word))
}

/// A word without the signs around it.
pub fn bare(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

pub fn is_adverb(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_verb = ["apply", "supply", "reply", "rely", "comply", "multiply", "imply", "fly", "tally", "rally", "ally"];
    (word.ends_with("ly") && !is_verb.contains(&word.as_str())) || BETWEEN.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verb_is_found_behind_every_opening() {
        for (text, style) in [
            ("Explain the risk.", Style::Bare),
            ("Explains the risk.", Style::Third),
            ("I can explain the risk.", Style::I),
            ("I am able to clearly explain the risk.", Style::I),
            ("Ability to explain the risk", Style::Ability),
            ("Skill in explaining the risk", Style::Skill),
            ("Clearly and calmly explain the risk.", Style::Bare),
            ("You can explain, in plain words, the risk.", Style::You),
        ] {
            let stem = of(text).expect(text);
            assert_eq!((stem.style, &verbs::lemma(stem.verb, stem.form)[..]), (style, "explain"), "{text}");
        }
    }

    #[test]
    fn a_verb_that_ends_like_an_adverb_is_a_verb() {
        assert_eq!(of("Apply the policy.").unwrap().verb, "Apply");
        assert_eq!(of("I can rely on a backup.").unwrap().verb, "rely");
    }

    #[test]
    fn what_has_no_verb_has_no_stem() {
        assert_eq!(of(""), None);
        assert_eq!(of("I can"), None);
        assert_eq!(of("2.0 is the version"), None);
    }

    #[test]
    fn words_behind_a_comma_are_not_behind_the_verb() {
        assert!(of("I can write, with patients, a list.").unwrap().after.is_empty());
        assert_eq!(of("I can carry out the plan.").unwrap().after, ["out", "the", "plan"]);
    }
}

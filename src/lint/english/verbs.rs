//! The forms of an English verb, as far as a statement's first verb can have them.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// "explain"
    Bare,
    /// "explains"
    Third,
    /// "explaining"
    Gerund,
}

/// Verbs of which published lists disagree so much that the verb says nothing about the kind of thinking: of twelve
/// lists, they stand at three or more processes.
pub static AMBIGUOUS: &[&str] = &[
    "arrange",
    "choose",
    "classify",
    "compare",
    "contrast",
    "develop",
    "discover",
    "estimate",
    "examine",
    "explain",
    "generalise",
    "identify",
    "illustrate",
    "interpret",
    "judge",
    "order",
    "organise",
    "outline",
    "predict",
    "relate",
    "select",
    "show",
    "solve",
    "summarise",
    "tell",
    "test",
];

/// Which form a word seems to have that begins a statement.
pub fn form(word: &str) -> Form {
    let third = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let gerund = word.strip_suffix("ing").is_some_and(|base| base.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    match (third, gerund) {
        (true, _) => Form::Third,
        (_, true) => Form::Gerund,
        _ => Form::Bare,
    }
}

/// What the dictionary might have for a word of this form, the likeliest first; in small letters and British spelling.
pub fn bares(word: &str, form: Form) -> Vec<String> {
    let word = word.to_lowercase();
    let found = match form {
        Form::Bare => vec![word],
        Form::Third => thirds(&word),
        Form::Gerund => gerunds(&word),
    };
    found.into_iter().map(british).collect()
}

/// The likeliest.
pub fn lemma(word: &str, form: Form) -> String {
    bares(word, form).swap_remove(0)
}

fn thirds(word: &str) -> Vec<String> {
    if let Some(base) = word.strip_suffix("ies") {
        return vec![format!("{base}y"), format!("{base}ie")];
    }
    let plain = word.strip_suffix('s').unwrap_or(word).to_owned();
    match word.strip_suffix("es") {
        Some(base) if ["ss", "sh", "ch", "x", "zz", "o"].iter().any(|end| base.ends_with(end)) => {
            vec![base.to_owned(), plain]
        }
        Some(base) => vec![plain, base.to_owned()],
        None => vec![plain],
    }
}

fn gerunds(word: &str) -> Vec<String> {
    let Some(base) = word.strip_suffix("ing") else { return vec![word.to_owned()] };
    let mut letters = base.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    let is_doubled = last == before && last.is_some_and(|c| !"aeiouls".contains(c));
    let mut all = Vec::new();
    if is_doubled {
        all.extend(base.get(..base.len() - 1).map(str::to_owned));
    }
    // "evaluating", "organising", "analysing", "devising", "describing": a lost e.
    let lost = ["at", "is", "iz", "ys", "yz", "v", "ib", "ur", "c", "dg", "in"].iter().any(|end| base.ends_with(end));
    if lost && !["ain", "oin"].iter().any(|end| base.ends_with(end)) {
        all.push(format!("{base}e"));
        all.push(base.to_owned());
    } else {
        all.push(base.to_owned());
        all.push(format!("{base}e"));
    }
    all
}

/// One spelling for what is spelt in two ways.
pub fn british(word: String) -> String {
    if let Some(base) = word.strip_suffix("ize").filter(|base| base.len() > 3) {
        return format!("{base}ise");
    }
    if let Some(base) = word.strip_suffix("yze") {
        return format!("{base}yse");
    }
    if word == "practice" { "practise".to_owned() } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_the_verb() {
        for (word, form, verb) in [
            ("Explains", Form::Third, "explain"),
            ("assesses", Form::Third, "assess"),
            ("applies", Form::Third, "apply"),
            ("evaluates", Form::Third, "evaluate"),
            ("explaining", Form::Gerund, "explain"),
            ("planning", Form::Gerund, "plan"),
            ("evaluating", Form::Gerund, "evaluate"),
            ("defining", Form::Gerund, "define"),
            ("assessing", Form::Gerund, "assess"),
            ("Analyze", Form::Bare, "analyse"),
            ("prioritizing", Form::Gerund, "prioritise"),
        ] {
            assert_eq!(lemma(word, form), verb, "{word}");
        }
    }

    #[test]
    fn verbs_that_end_in_s_or_ing_are_not_taken_for_forms() {
        for word in ["assess", "discuss", "focus", "bring"] {
            assert_eq!(form(word), Form::Bare, "{word}");
        }
    }

    #[test]
    fn the_list_of_ambiguous_verbs_is_in_order() {
        assert!(AMBIGUOUS.is_sorted());
    }
}

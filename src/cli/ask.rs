//! Questions on a terminal: plain lines, choices listed, an empty answer where none is needed.

use super::report::visible;
use crate::base::{small, suggest};
use crate::edit::new::{Answers, Ask, Choice, Kind, Need};
use crate::pipeline::Known;
use std::io::{BufRead, Write};

/// After so many answers that will not do, whoever answers is no person.
const MOST_TRIES: usize = 5;
/// A longer list of choices scrolls the question away.
const MOST_LISTED: usize = 60;

/// Asks for everything that a kind needs or offers and nobody gave yet. `None` if the answers end.
pub fn ask(
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    known: &Known,
    kind: &Kind,
    answers: &mut Answers,
) -> Option<()> {
    for ask in kind.asks {
        let choices = ask.choices.map(|choices| (choices.all)(known)).unwrap_or_default();
        let is_empty_choice = ask.choices.is_some() && choices.is_empty();
        if ask.need == Need::Flag || answers.contains_key(ask.flag) || is_empty_choice {
            continue;
        }
        let given = one(input, out, ask, &choices)?;
        if !given.is_empty() {
            answers.insert(ask.flag, given);
        }
    }
    Some(())
}

fn one(input: &mut dyn BufRead, out: &mut dyn Write, ask: &Ask, choices: &[Choice]) -> Option<Vec<String>> {
    let _ = writeln!(out, "{}{}:", ask.question, if ask.many { " (several, with commas between)" } else { "" });
    let width = choices.iter().map(|(typed, _)| typed.chars().count()).max().unwrap_or(0).min(48);
    for (typed, what) in choices.iter().take(MOST_LISTED) {
        let _ = writeln!(out, "  {:<width$}  {}", visible(typed), visible(what));
    }
    if choices.len() > MOST_LISTED {
        let more = choices.len() - MOST_LISTED;
        let _ = writeln!(out, "  and {more} more: `gradus list {}` shows all", list(ask));
    }
    for _ in 0..MOST_TRIES {
        let hint = if ask.need == Need::Always { "" } else { " (Enter for none)" };
        let _ = write!(out, "{}{hint}> ", ask.flag);
        let _ = out.flush();
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            let _ = writeln!(out);
            return None;
        }
        let given = split(ask, line.trim());
        match (given.is_empty(), ask.need) {
            (true, Need::Always) => {
                let _ = writeln!(out, "This cannot be left out. Ctrl-C ends without changing anything.");
            }
            (true, _) => return Some(given),
            (false, _) => match wrong(ask, &given, choices) {
                Some(help) => {
                    let _ = writeln!(out, "{}", visible(&help));
                }
                None => return Some(given),
            },
        }
    }
    None
}

/// The single answers of a line.
pub fn split(ask: &Ask, line: &str) -> Vec<String> {
    let parts: Vec<&str> = if ask.many { line.split(',').collect() } else { vec![line] };
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// What `gradus list` calls the choices.
fn list(ask: &Ask) -> &'static str {
    ask.choices.map(|choices| choices.list).unwrap_or_default()
}

/// What to say of an answer that is no choice. A group may be named by its last folder, a target has a level behind it.
fn wrong(ask: &Ask, given: &[String], choices: &[Choice]) -> Option<String> {
    if choices.is_empty() {
        return None;
    }
    let last = |typed: &str| typed.rsplit('/').next().unwrap_or_default().to_owned();
    let is_one =
        |given: &str| choices.iter().any(|(typed, _)| typed.eq_ignore_ascii_case(given) || last(typed) == last(given));
    let is_target = ask.value.contains('=');
    let stranger = given.iter().find(|given| !is_target && !is_one(given))?;
    let names: Vec<&str> = choices.iter().map(|(typed, _)| typed.as_str()).collect();
    let near = suggest::nearest(stranger, names)
        .map_or_else(|| "type one of the words on the left".to_owned(), |near| format!("did you mean `{near}`?"));
    Some(format!("there is no `{stranger}`; {near}"))
}

/// What a script did not say: the flag, and what it takes.
pub fn missing(known: &Known, kind: &Kind, ask: &Ask) -> (String, String) {
    let choices = ask.choices.map(|choices| (choices.all)(known)).unwrap_or_default();
    let listed: Vec<String> = choices.iter().take(12).map(|(typed, _)| format!("`{typed}`")).collect();
    let there = match (listed.is_empty(), choices.len() > listed.len()) {
        (true, _) => String::new(),
        (false, false) => format!("; there are: {}", listed.join(", ")),
        (false, true) => format!("; `gradus list {}` shows what there is", list(ask)),
    };
    let message = format!("a new {} needs `--{}`", kind.id, ask.flag);
    (message, format!("{}: `--{} {}`{there}", small(ask.question), ask.flag, ask.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::new;
    use crate::source::{Read, SourceFile, Sources};

    fn known() -> Known {
        let files = [
            ("gradus.yml", "framework: { id: t, title: T, version: '1' }\n"),
            ("content/levels/1.md", "---\ntitle: Aware\n---\n"),
            ("content/domains/ai/_index.md", "---\ntitle: AI\n---\n"),
        ];
        let sources = Sources::new(files.iter().filter_map(|(path, text)| SourceFile::text(path, text)));
        crate::pipeline::framework(Read { sources, findings: Default::default() }, &Default::default())
    }

    fn answered(typed: &str) -> (Option<Answers>, String) {
        let (mut answers, mut said) = (Answers::new(), Vec::new());
        let kind = new::kind("capability").expect("it is a kind");
        let whole = ask(&mut typed.as_bytes(), &mut said, &known(), kind, &mut answers);
        (whole.map(|()| answers), String::from_utf8(said).expect("text"))
    }

    #[test]
    fn what_is_missing_is_asked_for_with_its_choices() {
        let (answers, said) = answered("ai\n1\nI can say it.\n");
        let answers = answers.expect("all was answered");
        assert_eq!(answers["group"], ["ai"]);
        assert_eq!(answers["text"], ["I can say it."]);
        // There are no archetypes and no processes to choose from, so nobody asks.
        assert!(!said.contains("Who it is for") && said.contains("  1  Aware\n"), "{said}");
    }

    #[test]
    fn a_slip_is_asked_again_and_the_end_of_input_ends_it() {
        let (answers, said) = answered("aj\n\nai\n");
        assert!(answers.is_none());
        assert!(said.contains("there is no `aj`; did you mean `ai`?"), "{said}");
        assert!(said.contains("This cannot be left out"), "{said}");
        assert!(answered(&"x\n".repeat(50)).0.is_none());
    }
}

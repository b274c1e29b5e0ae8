//! Characters that no font of the PDFs has: told once for all of a script, and not by each sheet. Texts are looked at
//! as they are, so that this costs next to nothing and no sheet has to be made for it.

use super::pdf::{Coverage, Fonts, Missing};
use super::script::script;
use crate::base::{Diagnostic, Place, Span, codes};
use crate::model::Framework;
use crate::settings::Settings;
use crate::source::Sources;
use std::collections::HashMap;

/// What of one script is lacking.
struct Lack {
    script: &'static str,
    /// In the order in which they are met.
    characters: Vec<char>,
    /// Where the first of them stands.
    place: Place,
    /// The texts that hold any of them.
    texts: usize,
}

/// A finding for each script. `fonts` are the framework's own; without any, those of the program. Nothing is found where
/// the site has no PDFs.
pub fn lacking(
    framework: &Framework,
    settings: &Settings,
    sources: &Sources,
    fonts: Option<&Fonts>,
) -> Vec<Diagnostic> {
    if settings.checklists.pdf.is_empty() {
        return Vec::new();
    }
    let covered = Coverage::of(fonts);
    let mut known: HashMap<char, bool> = HashMap::new();
    let mut lacks: Vec<Lack> = Vec::new();
    for (text, place) in texts(framework, settings).filter(|(text, _)| !text.is_ascii()) {
        let mut met: Vec<&str> = Vec::new();
        for c in text.chars().filter(|c| !c.is_ascii()) {
            if !*known.entry(c).or_insert_with(|| covered.lacks(c)) {
                continue;
            }
            let script = script(c);
            let at = lacks.iter().position(|lack| lack.script == script).unwrap_or_else(|| {
                lacks.push(Lack { script, characters: Vec::new(), place: place_of(c, place, sources), texts: 0 });
                lacks.len() - 1
            });
            let lack = &mut lacks[at];
            if !lack.characters.contains(&c) {
                lack.characters.push(c);
            }
            if !met.contains(&script) {
                met.push(script);
                lack.texts += 1;
            }
        }
    }
    lacks.into_iter().map(Lack::into_finding).collect()
}

/// All that sheets say of a framework, each with the place where it was written.
fn texts<'a>(framework: &'a Framework, settings: &'a Settings) -> impl Iterator<Item = (&'a str, Place)> {
    let own = &settings.framework;
    let frame = [(own.title.as_str(), own.title_place), (own.version.as_str(), own.version_place)];
    let levels = framework.levels().map(|(_, it)| (it.about.title(), it.about.place));
    let groups = framework.groups().map(|(_, it)| (it.about.title(), it.about.place));
    let archetypes = framework.archetypes().map(|(_, it)| (it.plural.as_str(), it.about.place));
    let profiles = framework.profiles().map(|(_, it)| (it.about.title(), it.about.place));
    let statements = framework.statements().flat_map(|(_, statement)| {
        let capability = &framework[statement.capability];
        let place = capability.about.place;
        let title = if capability.titled { capability.about.title() } else { "" };
        [(capability.id.as_str(), place), (title, place), (statement.text.own().phrase.plain.as_str(), place)]
    });
    frame.into_iter().chain(levels).chain(groups).chain(archetypes).chain(profiles).chain(statements)
}

/// Where a character stands in the file of what says it; the place of that, where the file spells it in another way.
fn place_of(c: char, about: Place, sources: &Sources) -> Place {
    let text = sources.text(about.file);
    let start = (about.span.start as usize).min(text.len());
    let behind = text.get(start..).and_then(|behind| behind.find(c)).map(|at| start + at);
    let found = behind.or_else(|| text.find(c));
    found.map_or(about, |at| Place { span: Span::new(at, at + c.len_utf8()), ..about })
}

/// So many characters are named; whoever looks for a font needs the script's name, and not the rest.
const NAMED: usize = 3;

/// How to mend it.
pub const HELP: &str = "say it with other characters, or put a font that has these into the folder `fonts`, and name it in \
                    `gradus.yml`: `checklists: { font: fonts/NAME.ttf }`";

impl Lack {
    fn into_finding(self) -> Diagnostic {
        let message = format!("no font of the checklists has {}", named(&self.characters, self.script));
        let label = match self.texts {
            1 => "PDFs show an empty box here".to_owned(),
            2 => "PDFs show an empty box here, and in one other text".to_owned(),
            texts => format!("PDFs show an empty box here, and in {} other texts", texts - 1),
        };
        Diagnostic::new(&codes::NO_GLYPH, self.place, message).label(label).help(HELP)
    }
}

/// "U+0915 `क`, U+0916 `ख`, U+0917 `ग` and 11 more (Devanagari)".
fn named(characters: &[char], script: &str) -> String {
    let name = |c: &char| format!("U+{:04X} `{c}`", u32::from(*c));
    let names: Vec<String> = characters.iter().take(NAMED).map(name).collect();
    let more = characters.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more} ({script})", names.join(", "))
}

/// The same of sheets that were made: a line for each script.
pub fn lacked(missing: &[Missing]) -> Vec<String> {
    let mut scripts: Vec<(&str, Vec<char>, Vec<&str>)> = Vec::new();
    for Missing { character, statement } in missing {
        let script = script(*character);
        let at = scripts.iter().position(|it| it.0 == script).unwrap_or_else(|| {
            scripts.push((script, Vec::new(), Vec::new()));
            scripts.len() - 1
        });
        let (_, characters, statements) = &mut scripts[at];
        if !characters.contains(character) {
            characters.push(*character);
        }
        if let Some(id) = statement.as_deref().filter(|id| !statements.contains(id)) {
            statements.push(id);
        }
    }
    let line = |(script, characters, statements): &(&str, Vec<char>, Vec<&str>)| {
        let place = match statements[..] {
            [] => "a title".to_owned(),
            [one] => format!("`{one}`"),
            [first, ..] => format!("`{first}` and {} more", statements.len() - 1),
        };
        format!("no font has {}: an empty box stands in {place}", named(characters, script))
    };
    scripts.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sheets_lacked_is_told_once_a_script() {
        let missing = |character, id: &str| Missing { character, statement: Some(id.to_owned()) };
        let all = [missing('क', "A-1"), missing('寿', "A-1"), missing('ख', "A-2"), missing('क', "A-2")];
        assert_eq!(
            lacked(&all),
            [
                "no font has U+0915 `क`, U+0916 `ख` (Devanagari): an empty box stands in `A-1` and 1 more",
                "no font has U+5BFF `寿` (Chinese or Japanese): an empty box stands in `A-1`",
            ]
        );
        assert_eq!(
            lacked(&[Missing { character: '寿', statement: None }])[0].split(": ").last(),
            Some("an empty box stands in a title")
        );
    }
}

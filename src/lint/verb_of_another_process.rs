//! A statement that begins with a verb of another process than the one it declares. Only verbs that the framework lists
//! at one process and that published lists agree upon: verbs are evidence, never proof.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::{Process, ProcessRef};

pub static RULE: Rule = Rule { code: &codes::VERB_OF_ANOTHER_PROCESS, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    let find = |wording: &super::wording::Wording| {
        let declared = wording.statement.process?;
        let stem = wording.stem.as_ref()?;
        let known = context.lexicon.find(stem)?;
        let shown = known.means().filter(|shown| *shown != declared)?;
        let (shown, declared) = (&context.framework[shown], &context.framework[declared]);
        let verb = &known.verb;
        let message = format!(
            "this statement begins with `{verb}`, a verb of `{}`; its process is `{}`",
            shown.slug, declared.slug
        );
        let examples = examples(context, declared, wording.statement.process?);
        let help = format!(
            "begin with a verb of `{}`{examples}, or write `process: {}`; if `{verb}` can show both, add it to the `verbs` of `{}`",
            declared.slug,
            shown.slug,
            context.path(declared.about.place.file),
        );
        let finding = Diagnostic::new(RULE.code, wording.verb_place(context), message)
            .label(format!("listed in `{}`", context.path(shown.about.place.file)))
            .help(help);
        Some(match wording.process {
            Some(place) => finding.related(place, "declared here"),
            None => finding,
        })
    };
    context.wordings.iter().filter_map(find).collect()
}

/// ", such as `name` or `list`": verbs that would not be told as well.
fn examples(context: &Context, process: &Process, handle: ProcessRef) -> String {
    let fits = |verb: &&String| {
        let known = context.lexicon.find_word(verb);
        known.is_none_or(|known| known.means() == Some(handle))
    };
    let verbs: Vec<String> = process.verbs.iter().filter(fits).take(2).map(|verb| format!("`{verb}`")).collect();
    if verbs.is_empty() { String::new() } else { format!(", such as {}", verbs.join(" or ")) }
}

//! `checklists`: the paper, the layouts that ready sheets come in, and which of them come as PDF.

use crate::base::{Diagnostic, Fix, Located, codes, suggest};
use crate::parse::fields::Fields;

#[derive(Clone, Debug)]
pub struct ChecklistSettings {
    pub paper: Paper,
    pub layouts: Vec<String>,
    /// The sorts of slices that come as PDF, too.
    pub pdf: Vec<String>,
    /// Files of fonts that PDFs take letters from first, as the author wrote their paths.
    pub fonts: Vec<Located<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    A4,
    Letter,
}

/// The names of layouts that `checklists.layouts` takes.
pub static LAYOUTS: &[&str] = &["learner", "assessor", "induction", "roster", "large-print", "blank"];

/// The sorts of ready checklists that `checklists.pdf` takes.
pub static SLICES: &[&str] = &["levels", "groups", "archetypes", "archetype-levels", "profiles"];

pub(super) fn read(top: &mut Fields) -> ChecklistSettings {
    let mut settings = ChecklistSettings {
        paper: Paper::A4,
        layouts: vec!["learner".into(), "assessor".into()],
        pdf: vec!["levels".into(), "archetypes".into(), "archetype-levels".into()],
        fonts: Vec::new(),
    };
    let Some(mut fields) = top.child("checklists", "`checklists`") else { return settings };
    if let Some(paper) = fields.choice("paper", &["a4", "letter"])
        && paper.value == "letter"
    {
        settings.paper = Paper::Letter;
    }
    if let Some(layouts) =
        names(&mut fields, "layouts", LAYOUTS, "there is no layout").filter(|named| !named.is_empty())
    {
        settings.layouts = layouts;
    }
    if let Some(pdf) = names(&mut fields, "pdf", SLICES, "there are no checklists called") {
        settings.pdf = pdf;
    }
    settings.fonts = fields.list("font");
    fields.finish();
    settings
}

/// A list of names, if it is there; one that is not known is told by `what` it would have to be.
fn names(fields: &mut Fields, key: &'static str, known: &[&'static str], what: &str) -> Option<Vec<String>> {
    fields.only(key, known.iter().copied());
    let is_there = fields.has(key);
    let listed = fields.list(key);
    for Located { value, place } in &listed {
        if !known.contains(&value.as_str()) {
            let finding = Diagnostic::new(&codes::BAD_VALUE, *place, format!("{what} `{value}`"))
                .maybe_help(suggest::help(value, known.iter().copied()));
            fields.push(finding.fix(Fix::name(value, known.iter().copied())));
        }
    }
    is_there.then(|| listed.into_iter().map(|name| name.value).collect())
}

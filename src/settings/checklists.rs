//! `checklists`: the paper, which sheets come ready made, the layouts that they come in, and which come as PDF.

use crate::base::{Diagnostic, Fix, Located, codes, suggest};
use crate::parse::fields::Fields;

#[derive(Clone, Debug)]
pub struct ChecklistSettings {
    pub paper: Paper,
    pub layouts: Vec<String>,
    /// The sorts of slices that the site has sheets of.
    pub ready: Vec<String>,
    /// The sorts of slices that come as PDF, too.
    pub pdf: Vec<String>,
    /// Files of fonts that PDFs take letters from first, as the author wrote their paths.
    pub fonts: Vec<Located<String>>,
}

impl ChecklistSettings {
    /// Whether every sort of slices comes ready made.
    pub fn are_all_ready(&self) -> bool {
        SLICES.iter().all(|sort| self.ready.iter().any(|named| named == sort))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    A4,
    Letter,
}

/// The names of layouts that `checklists.layouts` takes.
pub static LAYOUTS: &[&str] = &["learner", "assessor", "induction", "roster", "large-print", "blank"];

/// The sorts of checklists that `checklists.ready` and `checklists.pdf` take.
pub static SLICES: &[&str] = &["levels", "groups", "archetypes", "archetype-levels", "profiles"];

pub(super) fn read(top: &mut Fields) -> ChecklistSettings {
    let mut settings = ChecklistSettings {
        paper: Paper::A4,
        layouts: vec!["learner".into(), "assessor".into()],
        ready: SLICES.iter().map(|sort| (*sort).to_owned()).collect(),
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
        settings.layouts = plain(layouts);
    }
    let is_known = |sort: &Located<String>| SLICES.contains(&sort.value.as_str());
    let mut is_sound = true;
    if let Some(ready) = names(&mut fields, "ready", SLICES, "there are no checklists called") {
        is_sound = ready.iter().all(is_known);
        settings.ready = plain(ready);
    }
    settings.pdf.retain(|sort| settings.ready.contains(sort));
    if let Some(pdf) = names(&mut fields, "pdf", SLICES, "there are no checklists called") {
        let lacks = |sort: &&Located<String>| is_sound && is_known(sort) && !settings.ready.contains(&sort.value);
        for Located { value, place } in pdf.iter().filter(lacks) {
            let message = format!("`{value}` cannot come as PDF: such checklists do not come ready made here");
            let help = format!("add `{value}` to `ready`, or take it out of `pdf`");
            fields.push(Diagnostic::new(&codes::BAD_VALUE, *place, message).help(help));
        }
        settings.pdf = plain(pdf);
    }
    settings.fonts = fields.list("font");
    fields.finish();
    settings
}

/// A list of names, if it is there; one that is not known is told by `what` it would have to be.
pub(super) fn names(
    fields: &mut Fields,
    key: &'static str,
    known: &[&'static str],
    what: &str,
) -> Option<Vec<Located<String>>> {
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
    is_there.then_some(listed)
}

pub(super) fn plain(names: Vec<Located<String>>) -> Vec<String> {
    names.into_iter().map(|name| name.value).collect()
}

//! `gradus.yml`: the framework's own facts and the site's settings, a section a file. Every key but `framework.id`, `title` and `version`
//! has a default; an unknown key is a finding; an environment variable (`GRADUS_SITE__BASE_URL`) overrides a key.

mod checklists;
mod checks;
mod data;
mod framework;
mod names;
mod outside;
mod review;
mod search;
mod site;

pub use checklists::{ChecklistSettings, LAYOUTS, Paper, SLICES};
pub use checks::Checks;
pub use data::{BESIDE, DataSettings};
pub use framework::FrameworkSettings;
pub use names::{Name, Names};
pub use outside::{overrides, place_outside};
pub use search::SearchSettings;
pub use site::SiteSettings;

use crate::base::{Diagnostic, FileId, Located, Span, codes};
use crate::parse::Shape;
use crate::parse::fields::Fields;
use crate::parse::yaml::{self, Node, Value};
use crate::source::{Content, SETTINGS, Sources};

#[derive(Clone, Debug)]
pub struct Settings {
    pub framework: FrameworkSettings,
    pub names: Names,
    pub site: SiteSettings,
    /// A pattern that ids follow, as the author wrote it, and where.
    pub id_pattern: Option<Located<String>>,
    pub checklists: ChecklistSettings,
    pub data: DataSettings,
    /// How many days before a review is due it is told.
    pub warn_days: i64,
    pub search: SearchSettings,
    pub checks: Checks,
}

/// Reads the settings. `None` if nothing can be built with them; the findings say why.
pub fn read(sources: &Sources, overrides: &[(String, String)], findings: &mut Vec<Diagnostic>) -> Option<Settings> {
    let Some(file) = sources.find(SETTINGS) else {
        findings.push(
            Diagnostic::nowhere(&codes::NO_SETTINGS, format!("there is no `{SETTINGS}` here"))
                .help("`gradus init` makes a new framework; or go to the folder that holds yours"),
        );
        return None;
    };
    if matches!(sources.content(file), Content::Faulty) {
        return None;
    }
    let text = sources.text(file);
    let (node, problems) = yaml::read(text, 0);
    let unreadable = node.is_none() && !problems.is_empty();
    findings.extend(problems.into_iter().map(|problem| problem.into_finding(file)));
    if unreadable {
        return None;
    }
    let mut node = node.unwrap_or(Node { value: Value::Map(Vec::new()), span: Span::new(0, 0) });
    for (name, value) in overrides {
        outside::override_key(&mut node, name, value);
    }
    let before = findings.len();
    let settings = from_fields(Fields::of(Some(node), "`gradus.yml`", file, findings), file);
    findings[before..].iter_mut().for_each(place_outside);
    settings
}

/// The keys that `gradus.yml` has.
pub fn shape() -> Shape {
    Shape::of(|fields| {
        from_fields(fields, FileId::default());
    })
}

fn from_fields(mut top: Fields, file: FileId) -> Option<Settings> {
    top.require("framework", "{ id: my-framework, title: \"My framework\", version: \"1.0.0\" }");
    let framework = top.child("framework", "`framework`").and_then(framework::read);
    let names = names::read(&mut top);
    let site = site::read(&mut top, file);
    let id_pattern = match top.child("ids", "`ids`") {
        Some(mut ids) => {
            let pattern = ids.line("pattern");
            ids.finish();
            pattern
        }
        None => None,
    };
    let checklists = checklists::read(&mut top);
    let data = data::read(&mut top);
    let warn_days = review::read(&mut top);
    let search = search::read(&mut top);
    let checks = checks::read(&mut top);
    top.free("extra");
    top.finish();
    Some(Settings { framework: framework?, names, site, id_pattern, checklists, data, warn_days, search, checks })
}

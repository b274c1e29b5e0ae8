//! What the page of checklists needs for putting one together: what there is to choose from, and a pattern of each layout
//! that a script makes sheets of. Nothing of it is seen without script.

use super::Plan;
use super::checklists::{SheetPage, SheetRow, sheet_page};
use super::filters::{Facet, FacetValue};
use crate::checklist::{Form, Layout, MOST_ROWS, Sheet, layouts, pool};
use crate::render::Data;
use crate::settings::Paper;
use crate::site::addresses;
use serde::Serialize;

#[derive(Serialize)]
pub struct Builder {
    /// The files with the statements, behind `root`; the first one has the current ones.
    files: Vec<String>,
    /// What statements are chosen by, but for groups: those stand in the files.
    facets: Vec<Facet>,
    /// Roles that ask for statements.
    profiles: Vec<FacetValue>,
    /// Each layout of the settings as a sheet that has names where others have texts.
    patterns: Vec<SheetPage>,
    /// Whether the settings' paper is Letter.
    letter: bool,
    /// The most statements that a sheet may have.
    most: usize,
    /// The site's absolute address, for what stands on paper.
    base: Option<String>,
    /// The address of the page that says whether a sheet still stands.
    standing: String,
}

impl Plan {
    /// The layouts that sheets come in, at least one.
    pub fn layouts(&self) -> Vec<&'static Layout> {
        let chosen = layouts(&self.settings.checklists.layouts);
        if chosen.is_empty() { vec![Layout::first()] } else { chosen }
    }

    /// The files with the statements, behind `root`.
    pub fn pool(&self) -> Vec<String> {
        pool::files(&self.framework).iter().map(|address| self.links.to(address)).collect()
    }
}

pub fn builder(plan: &Plan) -> Builder {
    let framework = &plan.framework;
    let settings = &plan.settings;
    let names = &settings.names;
    let value = |value: String, title: String| FacetValue { value, title };
    let levels = framework.levels().map(|(_, it)| value(it.number.to_string(), it.full_name(&names.level.one)));
    let archetypes = framework.archetypes().map(|(_, it)| value(it.slug.clone(), it.plural.clone()));
    let profiles = framework.profiles().map(|(_, it)| value(it.slug.clone(), it.about.title().to_owned()));
    let facets = [
        Facet { name: "level", title: names.level.many.clone(), values: levels.collect() },
        Facet { name: "archetype", title: names.archetype.many.clone(), values: archetypes.collect() },
        Facet { name: "domain", title: plan.group_name(0).many.clone(), values: Vec::new() },
    ];
    let pattern = |layout: &'static Layout| {
        let form = Form { layout, paper: settings.checklists.paper, large: layout.large };
        let row = |row| {
            let mut row = SheetRow::from(row);
            row.lead = "~lead~".to_owned();
            Data::of(&row)
        };
        let mut page = sheet_page(plan, Sheet::pattern(framework, settings, form), Vec::new(), row);
        page.groups.iter_mut().for_each(|group| group.count = "~count~".to_owned());
        page
    };
    Builder {
        files: plan.pool().into_iter().take(1).collect(),
        facets: facets.into_iter().filter(|facet| facet.name == "domain" || !facet.values.is_empty()).collect(),
        profiles: profiles.collect(),
        patterns: plan.layouts().into_iter().map(pattern).collect(),
        letter: settings.checklists.paper == Paper::Letter,
        most: MOST_ROWS,
        base: settings.site.base_url.as_ref().map(ToString::to_string),
        standing: addresses::standing().to_string(),
    }
}

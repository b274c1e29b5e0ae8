//! How far a framework covers levels, archetypes and domains, and where it has nothing.

use super::table::Table;
use crate::model::*;
use crate::settings::Names;
use serde_json::{Value, json};

/// Of one domain, or of all: statements by level and archetype.
#[derive(Clone, PartialEq, Debug)]
pub struct Grid {
    /// "6 Artificial intelligence"; "All" for all domains together.
    pub title: String,
    /// The domain's path; empty for all.
    pub path: String,
    /// A row a level; a statement for two archetypes is in both columns, and once under `all`.
    pub table: Table,
}

/// Statements that a domain does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    pub domain: String,
    pub level: u32,
    /// The slug; `None` where the domain has nothing at that level for anybody.
    pub archetype: Option<String>,
}

pub fn grids(of: &Framework, names: &Names) -> Vec<Grid> {
    let mut all = vec![grid(of, names, None)];
    all.extend(of.top_groups().map(|(at, _)| grid(of, names, Some(at))));
    all
}

fn grid(of: &Framework, names: &Names, domain: Option<GroupRef>) -> Grid {
    let level_key = names.level.one.to_lowercase();
    let people = of.archetypes().map(|(_, it)| it.slug.clone());
    let mut table = Table::new(std::iter::once(level_key).chain(people).chain(["all".to_owned()]));
    for (level, entity) in of.levels() {
        let mut row = vec![json!(entity.number)];
        let here = || statements(of, domain).filter(move |it| it.level == level);
        row.extend(of.archetypes().map(|(at, _)| json!(here().filter(|it| it.archetypes.contains(&at)).count())));
        row.push(json!(here().count()));
        table.rows.push(row);
    }
    let title = domain.map_or("All".to_owned(), |at| format!("{} {}", of[at].number, of[at].about.title()));
    Grid { title, path: domain.map(|at| of[at].path.clone()).unwrap_or_default(), table }
}

fn statements(of: &Framework, domain: Option<GroupRef>) -> impl Iterator<Item = &Statement> {
    let everywhere = domain.is_none().then(|| of.statements()).into_iter().flatten();
    let below = domain.map(|at| of.statements_below(at)).into_iter().flatten();
    everywhere.chain(below).map(|(_, it)| it)
}

/// The empty cells, domain by domain. A level with nothing for anybody is one gap.
pub fn gaps(of: &Framework) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (domain, group) in of.top_groups() {
        for (level, entity) in of.levels() {
            let gap = |archetype| Gap { domain: group.path.clone(), level: entity.number, archetype };
            let here: Vec<&Statement> = statements(of, Some(domain)).filter(|it| it.level == level).collect();
            if here.is_empty() {
                gaps.push(gap(None));
                continue;
            }
            let lacking = of.archetypes().filter(|(at, _)| !here.iter().any(|it| it.archetypes.contains(at)));
            gaps.extend(lacking.map(|(_, it)| gap(Some(it.slug.clone()))));
        }
    }
    gaps
}

/// Of each domain's capabilities: how many there are, and how many say more than the statement.
pub fn guidance(of: &Framework) -> Table {
    let mut table = Table::new(["domain", "capabilities", "with_guidance", "with_resources", "with_requirements"]);
    let domains = of.top_groups().map(|(at, group)| (Some(at), group.path.clone()));
    for (domain, name) in domains.chain([(None, "all".to_owned())]) {
        let own: Vec<&Capability> = of
            .capabilities()
            .map(|(_, it)| it)
            .filter(|it| it.retired.is_none() && domain.is_none_or(|at| of.holds(at, it.group)))
            .collect();
        let count = |fits: &dyn Fn(&Capability) -> bool| -> Value { json!(own.iter().filter(|it| fits(it)).count()) };
        table.rows.push(vec![
            json!(name),
            json!(own.len()),
            count(&|it| !it.about.body.own().is_empty()),
            count(&|it| !it.resources.is_empty()),
            count(&|it| !it.requires.is_empty()),
        ]);
    }
    table
}

//! Facets: what results can be narrowed by, and which value each record has.

use super::code::numbers;
use super::records::{KINDS, Kind};
use super::{Source, count};
use crate::model::ArchetypeRef;
use serde::Serialize;
use std::collections::HashMap;

/// A facet. A record has a code, 0 where no value fits it.
#[derive(Serialize)]
pub struct Facet {
    /// As in addresses.
    name: &'static str,
    /// In the framework's order.
    values: Vec<Value>,
    /// By record, as the distance from the code before, counted round from the last code to 0: what stands together is
    /// mostly alike, and zeros weigh nothing.
    codes: String,
    /// By code, from 1: the positions of the values that it stands for. Without it, a code stands for the value at that
    /// position and for those that this value is below of.
    #[serde(skip_serializing_if = "Option::is_none")]
    sets: Option<Vec<Vec<usize>>>,
}

#[derive(Serialize)]
struct Value {
    /// As in addresses.
    value: String,
    title: String,
    /// Only of groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<usize>,
}

/// Level, archetype, domain, process, kind: the script relies on the order.
pub fn facets(source: &Source) -> Vec<Facet> {
    let framework = source.framework;
    let value =
        |slug: &str, title: &str| Value { value: slug.to_owned(), title: title.to_owned(), number: None, depth: None };
    let statements = || framework.statements().map(|(_, statement)| statement);
    let levels = framework.levels().map(|(_, it)| value(&it.number.to_string(), it.about.title()));
    let archetypes = framework.archetypes().map(|(_, it)| value(&it.slug, &it.plural));
    let groups = framework.groups();
    let groups = groups.map(|(_, it)| Value {
        number: Some(it.number.clone()),
        depth: Some(it.depth),
        ..value(&it.path, it.about.title())
    });
    let processes = framework.processes().map(|(_, it)| value(&it.slug, it.about.title()));
    let kinds = KINDS.iter().map(|kind| (*kind, kind.count(framework))).filter(|(_, count)| *count > 0);
    let kinds: Vec<(Kind, usize)> = kinds.collect();
    let kind_values = kinds.iter().map(|(kind, _)| value(kind.name(), &title(source, *kind)));
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut by_set: HashMap<&[ArchetypeRef], u32> = HashMap::new();
    let of_archetypes = statements().map(|statement| match &statement.archetypes[..] {
        [] => 0,
        archetypes => *by_set.entry(archetypes).or_insert_with(|| {
            sets.push(archetypes.iter().map(|at| at.index()).collect());
            sets.len() as u32
        }),
    });
    let of_archetypes: Vec<u32> = of_archetypes.collect();
    let of_groups = statements().map(|it| it.group.index() as u32 + 1);
    let of_groups = of_groups.chain(1..framework.groups().len() as u32 + 1);
    let of_kinds = kinds.iter().zip(1..).flat_map(|((_, count), code)| std::iter::repeat_n(code, *count));
    let records = count(framework);
    let plain = |name, values: Vec<Value>, codes: &mut dyn Iterator<Item = u32>| Facet {
        name,
        codes: turned(codes, values.len(), records),
        values,
        sets: None,
    };
    let archetypes = Facet {
        name: "archetype",
        values: archetypes.collect(),
        codes: turned(&mut of_archetypes.into_iter(), sets.len(), records),
        sets: Some(sets),
    };
    let of_levels = &mut statements().map(|it| it.level.index() as u32 + 1);
    let of_processes = &mut statements().map(|it| it.process.map_or(0, |at| at.index() as u32 + 1));
    vec![
        plain("level", levels.collect(), of_levels),
        archetypes,
        plain("domain", groups.collect(), &mut of_groups.into_iter()),
        plain("process", processes.collect(), of_processes),
        plain("kind", kind_values.collect(), &mut of_kinds.into_iter()),
    ]
}

/// Codes up to a highest one as distances; 0 for all records behind them.
fn turned(codes: &mut dyn Iterator<Item = u32>, highest: usize, records: usize) -> String {
    let round = highest as u32 + 1;
    let mut before = 0;
    let all = codes.chain(std::iter::repeat(0)).take(records);
    numbers(all.map(|code| {
        let distance = (code + round - before) % round;
        before = code;
        distance
    }))
}

/// What several of a kind are called.
fn title(source: &Source, kind: Kind) -> String {
    let names = &source.settings.names;
    match kind {
        Kind::Statement => names.statement.many.clone(),
        Kind::Group => names.groups.first().map_or_else(String::new, |name| name.many.clone()),
        Kind::Page => "Pages".into(),
        Kind::Term => "Glossary terms".into(),
        Kind::Resource => "Resources".into(),
        Kind::Profile => "Profiles".into(),
        Kind::Mapping => "Mappings".into(),
        Kind::Level => names.level.many.clone(),
        Kind::Archetype => names.archetype.many.clone(),
        Kind::Process => names.process.many.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distances_counted_round() {
        assert_eq!(turned(&mut [1, 1, 3, 0].into_iter(), 3, 6), numbers([1, 0, 2, 1, 0, 0]));
    }
}

//! The pool: all statements of a framework as a file that scripts load, for the page where one puts a sheet together and
//! for the page that says whether such a sheet still stands. One file has the current statements, and one each release
//! whose wording was kept has those of then. Which files there are depends on the releases and on nothing else.

use super::csv::{PLACE, columns, heads};
use super::{Choice, Column, DO_FIRST, FIRST, Layout, Slice, Words};
use crate::base::Address;
use crate::model::{Framework, Release, Statement};
use crate::parse::FrozenStatement;
use crate::settings::Settings;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

/// The files: that of the current statements, and then that of each release whose wording was kept, the newest first.
pub fn files(framework: &Framework) -> Vec<Address> {
    names(framework).map(|name| Address::file(format!("checklists/data/{name}.js"))).collect()
}

fn names(framework: &Framework) -> impl Iterator<Item = String> {
    std::iter::once("now".to_owned()).chain(kept(framework).map(|release| format!("at-{}", release.slug)))
}

/// One of [`files`], by position.
pub fn file(framework: &Framework, settings: &Settings, layouts: &[&Layout], at: usize) -> String {
    let name = names(framework).nth(at).expect("the releases tell the files");
    let content = match at.checked_sub(1).and_then(|at| kept(framework).nth(at)) {
        Some(release) => to_json(&then(framework, release)),
        None => to_json(&now(framework, settings, layouts)),
    };
    format!("gradusPool({},{content});\n", to_json(&name))
}

fn kept(framework: &Framework) -> impl Iterator<Item = &Release> {
    framework.releases().map(|(_, release)| release).filter(|release| release.frozen.is_some())
}

fn to_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data becomes JSON")
}

/// The statements of a version, and what they are chosen by. Statements name those by position.
#[derive(Serialize)]
struct Pool {
    version: String,
    levels: Vec<Entry>,
    archetypes: Vec<Entry>,
    groups: Vec<Entry>,
    profiles: Vec<Entry>,
    /// Of each: id, level, text, group, archetypes, profiles, title, whether it is to be done first. What is nothing at the
    /// end is left out.
    statements: Vec<Vec<Value>>,
    #[serde(flatten)]
    current: Option<Current>,
}

/// Something to choose statements by.
#[derive(Serialize)]
struct Entry {
    /// As in addresses.
    value: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    number: String,
}

/// What is known of current statements only.
#[derive(Serialize)]
struct Current {
    framework: String,
    /// What a sheet of all statements is called.
    all: String,
    /// What stands before a statement that is to be done first.
    first: &'static str,
    /// What statements are called in a count, one and many.
    statement: [String; 2],
    /// What levels are called, one and many.
    level: [String; 2],
    /// The sorts of choices that come ready made, where they are not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    ready: Option<Vec<String>>,
    /// What takes the place of each retired capability.
    retired: BTreeMap<String, Vec<String>>,
    /// The columns of the table of each layout, and then those that all have.
    columns: BTreeMap<&'static str, Vec<Cell>>,
    place: &'static [&'static str],
}

/// A column as comma-separated values have it.
#[derive(Serialize)]
struct Cell {
    head: String,
    /// `id`, `text`, or empty where a person writes.
    holds: &'static str,
}

fn now(framework: &Framework, settings: &Settings, layouts: &[&Layout]) -> Pool {
    let plain = |value: &str, title: &str| Entry { value: value.into(), title: title.into(), number: String::new() };
    let profiles: Vec<Slice> = framework.profiles().map(|(at, _)| Slice::Profile(at)).collect();
    let statement = |statement: &Statement| {
        let capability = &framework[statement.capability];
        let archetypes: Vec<usize> = statement.archetypes.iter().map(|at| at.index()).collect();
        let asked: Vec<usize> = places(&profiles, |profile| profile.holds(framework, statement));
        let title = if capability.titled { capability.about.title() } else { "" };
        let first = u8::from(capability.about.tags.iter().any(|tag| tag == DO_FIRST));
        let text = &statement.text.own().phrase.plain;
        let level = statement.level.index();
        shortened([
            json!(capability.id),
            json!(level),
            json!(text),
            json!(statement.group.index()),
            json!(archetypes),
            json!(asked),
            json!(title),
            json!(first),
        ])
    };
    let retired = framework.capabilities().filter_map(|(_, it)| Some((it, it.retired.as_ref()?)));
    let instead = |at: &crate::model::CapabilityRef| framework[*at].id.clone();
    Pool {
        version: settings.framework.version.clone(),
        levels: framework.levels().map(|(_, it)| plain(&it.number.to_string(), it.about.title())).collect(),
        archetypes: framework.archetypes().map(|(_, it)| plain(&it.slug, &it.plural)).collect(),
        groups: framework
            .groups()
            .map(|(_, it)| Entry { number: it.number.clone(), ..plain(&it.path, it.about.title()) })
            .collect(),
        profiles: framework.profiles().map(|(_, it)| plain(&it.slug, it.about.title())).collect(),
        statements: framework.statements().map(|(_, it)| statement(it)).collect(),
        current: Some(Current {
            framework: settings.framework.title.clone(),
            all: Choice::default().title(framework, &settings.names),
            first: FIRST,
            statement: [&settings.names.statement.one, &settings.names.statement.many].map(|it| it.to_lowercase()),
            level: [settings.names.level.one.clone(), settings.names.level.many.clone()],
            ready: (!settings.checklists.are_all_ready()).then(|| settings.checklists.ready.clone()),
            retired: retired
                .map(|(it, retired)| (it.id.clone(), retired.replaced_by.iter().map(instead).collect()))
                .collect(),
            columns: layouts.iter().map(|layout| (layout.id, cells(layout, &Words::of(settings)))).collect(),
            place: PLACE,
        }),
    }
}

/// The table of a layout as comma-separated values have it.
fn cells(layout: &Layout, words: &Words) -> Vec<Cell> {
    let cell = |column: &Column| {
        let holds = match column {
            Column::Id => "id",
            Column::Statement => "text",
            _ => "",
        };
        heads(words, *column).into_iter().map(move |head| Cell { head, holds })
    };
    columns(layout).iter().flat_map(cell).collect()
}

/// What a version said. Levels, archetypes and groups are those that it had; profiles are those of today.
fn then(framework: &Framework, release: &Release) -> Pool {
    let none = Vec::new();
    let all: &[FrozenStatement] = release.frozen.as_ref().map_or(&none, |frozen| &frozen.statements);
    let mut levels = Table::default();
    let mut archetypes = Table::default();
    let mut groups = Table::default();
    let profiles: Vec<Slice> = framework.profiles().map(|(at, _)| Slice::Profile(at)).collect();
    let statement = |statement: &FrozenStatement| {
        let level = levels.place(&statement.level.to_string());
        let group = groups.place(&statement.group);
        let meant: Vec<usize> = statement.archetypes.iter().map(|slug| archetypes.place(slug)).collect();
        let asked = places(&profiles, |profile| profile.holds_then(framework, statement));
        shortened([json!(statement.id), json!(level), json!(statement.text), json!(group), json!(meant), json!(asked)])
    };
    let statements = all.iter().map(statement).collect();
    let plain = |value: String| Entry { value, title: String::new(), number: String::new() };
    Pool {
        version: release.version.clone(),
        levels: levels.values.into_iter().map(plain).collect(),
        archetypes: archetypes.values.into_iter().map(plain).collect(),
        groups: groups.values.into_iter().map(plain).collect(),
        profiles: framework.profiles().map(|(_, it)| plain(it.slug.clone())).collect(),
        statements,
        current: None,
    }
}

/// Values in the order in which they were first met.
#[derive(Default)]
struct Table {
    values: Vec<String>,
    places: HashMap<String, usize>,
}

impl Table {
    fn place(&mut self, value: &str) -> usize {
        if let Some(at) = self.places.get(value) {
            return *at;
        }
        self.values.push(value.to_owned());
        self.places.insert(value.to_owned(), self.values.len() - 1);
        self.values.len() - 1
    }
}

/// The positions of those profiles that ask for a statement.
fn places(profiles: &[Slice], asks: impl Fn(&Slice) -> bool) -> Vec<usize> {
    profiles.iter().enumerate().filter(|(_, profile)| asks(profile)).map(|(at, _)| at).collect()
}

/// Without what is nothing at the end.
fn shortened<const N: usize>(values: [Value; N]) -> Vec<Value> {
    let is_nothing = |value: &Value| *value == json!([]) || *value == json!("") || *value == json!(0);
    let mut values = values.to_vec();
    while values.last().is_some_and(is_nothing) {
        values.pop();
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nothing_at_the_end_of_a_statement_is_left_out() {
        let whole = [json!("A-1"), json!(0), json!("I can."), json!(0), json!([0]), json!([]), json!(""), json!(1)];
        assert_eq!(shortened(whole.clone()), whole.to_vec());
        assert_eq!(shortened([json!("A-1"), json!(0), json!("I can."), json!(0), json!([])]).len(), 3);
        assert_eq!(shortened([json!("A-1"), json!(0), json!("I can."), json!(0), json!([2]), json!("")]).len(), 5);
    }

    #[test]
    fn a_table_has_each_value_once_and_in_the_order_in_which_it_came() {
        let mut table = Table::default();
        let places: Vec<usize> = ["b", "a", "b", "c"].map(|value| table.place(value)).to_vec();
        assert_eq!(places, [0, 1, 0, 2]);
        assert_eq!(table.values, ["b", "a", "c"]);
    }

    #[test]
    fn the_columns_of_a_layout_are_those_of_its_comma_separated_values() {
        use crate::checklist::{csv, sample};
        for id in crate::settings::LAYOUTS {
            let sheet = sample::sheet(id);
            let heads: Vec<String> = cells(sheet.form.layout, &sheet.words).into_iter().map(|cell| cell.head).collect();
            let heads = heads.iter().map(String::as_str).chain(PLACE.iter().copied()).collect::<Vec<_>>().join(",");
            let text = String::from_utf8(csv(&sheet, false)).expect("UTF-8");
            assert_eq!(text.split("\r\n").next(), Some(heads.as_str()), "{id}");
        }
    }
}

//! One thing with all that hangs on it, in both directions.

use super::card::{Card, Item};
use super::referrers::referrers;
use super::thing::{Thing, of_statement};
use crate::base::Position;
use crate::checklist::{Slice, slices};
use crate::model::*;
use crate::settings::Settings;
use crate::source::Sources;
use serde_json::json;

/// What a card is made from.
pub struct Show<'a> {
    pub of: &'a Framework,
    pub sources: &'a Sources,
    pub settings: &'a Settings,
}

impl Show<'_> {
    pub fn card(&self, thing: Thing) -> Card {
        let of = self.of;
        let about = thing.about(of);
        let path = self.sources.path(about.place.file);
        let line = Position::of(self.sources.text(about.place.file), about.place.span.start as usize).line;
        let sort = thing.sort();
        let kind = sort.one.split_once(' ').map_or(sort.one, |(_, kind)| kind);
        let mut card = Card {
            title: self.title(thing),
            keys: vec![
                ("kind", json!(kind)),
                ("name", json!(thing.name(of))),
                ("title", json!(thing.title(of))),
                ("file", json!(path.as_str())),
                ("line", json!(line)),
            ],
            ..Card::default()
        };
        match thing {
            Thing::Capability(at) => self.capability(at, &mut card),
            Thing::Group(at) => self.group(at, &mut card),
            Thing::Level(at) => self.statements(&mut card, |it| it.level == at),
            Thing::Archetype(at) => {
                card.lines.extend(
                    (!of[at].examples.is_empty()).then(|| format!("For example {}", of[at].examples.join(", "))),
                );
                self.statements(&mut card, |it| it.archetypes.contains(&at));
            }
            Thing::Process(at) => {
                card.lines.extend((!of[at].verbs.is_empty()).then(|| format!("Verbs: {}", of[at].verbs.join(", "))));
                self.statements(&mut card, |it| it.process == Some(at));
            }
            Thing::Profile(at) => self.profile(at, &mut card),
            Thing::Resource(at) => self.resource(at, &mut card),
            Thing::Mapping(at) => {
                let row = |row: &MappingRow| {
                    let relation = row.relation.as_deref().map(|it| format!("{it}: ")).unwrap_or_default();
                    Item::new(self.target(row.from), format!("{relation}{}", row.to))
                };
                card.items("Rows", "rows", of[at].rows.iter().map(row).collect());
            }
            Thing::Term(at) => {
                card.lines.extend(of[at].abbreviation.as_ref().map(|it| format!("Short: {it}")));
                card.lines.extend((!of[at].forms.is_empty()).then(|| format!("Also: {}", of[at].forms.join(", "))));
            }
            Thing::Release(at) => {
                card.lines.extend(of[at].date.map(|day| day.to_string()));
                card.lines.extend(of[at].summary.clone());
            }
            Thing::Page(_) => {}
        }
        if let Some(description) = about.description() {
            card.lines.insert(0, description.to_owned());
        }
        for (word, day) in [("Reviewed", about.reviewed), ("Next review", about.next_review)] {
            card.lines.extend(day.map(|day| format!("{word} {day}")));
        }
        card.lines.push(format!("{path}:{line}"));
        let heading = if let Thing::Capability(_) = thing { "Guidance" } else { "Text" };
        let key = if let Thing::Capability(_) = thing { "guidance" } else { "body" };
        card.text(heading, key, &about.body.own().plain());
        card
    }

    fn title(&self, thing: Thing) -> String {
        let of = self.of;
        match thing {
            Thing::Capability(at) if of[at].titled => format!("{}  {}", of[at].id, of[at].about.title()),
            Thing::Capability(at) => of[at].id.clone(),
            Thing::Level(at) => of[at].full_name(&self.settings.names.level.one),
            Thing::Release(at) => format!("Version {}", of[at].version),
            _ => thing.title(of),
        }
    }

    fn capability(&self, at: CapabilityRef, card: &mut Card) {
        let (of, capability) = (self.of, &self.of[at]);
        card.lines.push(self.path(capability.group));
        card.keys.push(("group", json!(of[capability.group].path)));
        if let Some(retired) = &capability.retired {
            let since = retired.since.as_deref().map(|since| format!(" since {since}")).unwrap_or_default();
            let reason = retired.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
            card.lines.push(format!("Retired{since}{reason}"));
            card.keys.push(("retired", json!({ "since": retired.since, "reason": retired.reason })));
            card.items("Replaced by", "replaced_by", self.named(&retired.replaced_by));
        }
        let statement = |it: &StatementRef| {
            let statement = &of[*it];
            let (level, process) = (&of[statement.level], statement.process.map(|at| of[at].slug.as_str()));
            let people: Vec<&str> = statement.archetypes.iter().map(|at| of[*at].slug.as_str()).collect();
            let whom = if people.is_empty() { String::new() } else { format!("; for {}", people.join(", ")) };
            let how = process.map(|it| format!("; {it}")).unwrap_or_default();
            Item {
                name: format!("{} {}", self.settings.names.level.one, level.number),
                text: format!("{} ({}{how}{whom})", of_statement(of, *it), level.about.title()),
                keys: vec![
                    ("level", json!(level.number)),
                    ("process", json!(process)),
                    ("archetypes", json!(people)),
                    ("statement", json!(of_statement(of, *it))),
                ],
            }
        };
        card.items("Statements", "statements", capability.statements.iter().map(statement).collect());
        card.items("Requires", "requires", self.named(&capability.requires));
        let all = referrers(of, at);
        let by = |how: &str| -> Vec<Item> {
            let those = all.iter().filter(|it| it.how == how);
            those.map(|it| Item::new(it.thing.name(of), it.thing.title(of))).collect()
        };
        card.items("Required by", "required_by", by("requires it"));
        let mut related = self.named(&capability.related);
        related.extend(
            by("names it as related")
                .into_iter()
                .filter(|item| !capability.related.iter().any(|other| of[*other].id == item.name)),
        );
        card.items("Related", "related", related);
        let resource = |it: &ResourceRef| Item::new(of[*it].slug.clone(), Thing::Resource(*it).title(of));
        card.items("Resources", "resources", capability.resources.iter().map(resource).collect());
        let mapped = |it: &MappedTo| {
            let relation = it.relation.as_deref().map(|it| format!(" ({it})")).unwrap_or_default();
            Item::new(it.scheme.clone(), format!("{}{relation}", it.id))
        };
        let mut mappings: Vec<Item> = capability.mappings.iter().map(mapped).collect();
        for (_, mapping) in of.mappings() {
            let rows = mapping.rows.iter().filter(|row| row.from == Target::Capability(at));
            mappings.extend(rows.map(|row| Item::new(mapping.scheme.clone(), row.to.clone())));
        }
        card.items("Mappings", "mappings", mappings);
        let holds = |slice: &Slice| capability.statements.iter().any(|it| slice.statements(of).any(|held| held == *it));
        let sheets: Vec<Slice> = slices(of).into_iter().filter(holds).collect();
        let profiles = sheets.iter().filter_map(|slice| match slice {
            Slice::Profile(profile) => Some(Item::new(of[*profile].slug.clone(), of[*profile].about.title())),
            _ => None,
        });
        card.items("Needed by profiles", "profiles", profiles.collect());
        card.items("Linked from", "linked_from", by("links to it"));
        let sheet = |slice: &Slice| Item::new(slice.title(of, &self.settings.names), format!("/{}", slice.address(of)));
        let ready = sheets.iter().filter(|slice| slice.is_ready(&self.settings.checklists));
        card.items("On checklists", "checklists", ready.map(sheet).collect());
    }

    fn group(&self, at: GroupRef, card: &mut Card) {
        let of = self.of;
        if of[at].parent.is_some() {
            card.lines.push(self.path(at));
        }
        card.lines.extend(of[at].code.as_ref().map(|code| format!("Ids begin with {code}")));
        let inner = of
            .children(at)
            .map(|(_, group)| Item::new(group.path.clone(), format!("{} {}", group.number, group.about.title())));
        card.items("Groups in it", "groups", inner.collect());
        self.statements(card, |it| it.group == at);
        let is_it = |target: &Target| *target == Target::Group(at);
        let profiles = of.profiles().filter(|(_, it)| it.targets.iter().any(|(target, _)| is_it(target)));
        let named = profiles.map(|(_, it)| Item::new(it.slug.clone(), it.about.title()));
        card.items("Asked for by profiles", "profiles", named.collect());
        let mappings = of.mappings().flat_map(|(_, mapping)| {
            let rows = mapping.rows.iter().filter(|row| is_it(&row.from));
            rows.map(|row| Item::new(mapping.scheme.clone(), row.to.clone()))
        });
        card.items("Mappings", "mappings", mappings.collect());
    }

    fn profile(&self, at: ProfileRef, card: &mut Card) {
        let of = self.of;
        let people: Vec<&str> = of[at].archetypes.iter().map(|it| of[*it].slug.as_str()).collect();
        card.lines.extend((!people.is_empty()).then(|| format!("For {}", people.join(", "))));
        let target = |(target, level): &(Target, LevelRef)| {
            Item::new(
                self.target(*target),
                format!("up to {} {}", self.settings.names.level.one.to_lowercase(), of[*level].number),
            )
        };
        card.items("Asks for", "targets", of[at].targets.iter().map(target).collect());
        let needed = Slice::Profile(at).statements(of);
        card.items("Statements", "statements", needed.map(|it| self.row(it)).collect());
    }

    fn resource(&self, at: ResourceRef, card: &mut Card) {
        let (of, resource) = (self.of, &self.of[at]);
        let facts = [&resource.url, &resource.provider, &resource.form, &resource.duration, &resource.cost];
        card.lines.extend(facts.into_iter().flatten().cloned());
        card.lines.extend(resource.checked.map(|day| format!("Link last seen to work {day}")));
        let levels: Vec<String> = resource.levels.iter().map(|it| of[*it].number.to_string()).collect();
        card.lines.extend((!levels.is_empty()).then(|| format!("For level {}", levels.join(", "))));
        card.items("Helps to learn", "capabilities", self.named(&resource.capabilities));
    }

    fn statements(&self, card: &mut Card, fits: impl Fn(&Statement) -> bool) {
        let all = self.of.statements().filter(|(_, it)| fits(it));
        card.items("Statements", "statements", all.map(|(at, _)| self.row(at)).collect());
    }

    fn row(&self, at: StatementRef) -> Item {
        let statement = &self.of[at];
        let (id, level) = (&self.of[statement.capability].id, self.of[statement.level].number);
        Item {
            name: format!("{id}  {level}"),
            text: of_statement(self.of, at),
            keys: vec![("id", json!(id)), ("level", json!(level)), ("statement", json!(of_statement(self.of, at)))],
        }
    }

    fn named(&self, all: &[CapabilityRef]) -> Vec<Item> {
        all.iter().map(|at| Item::new(self.of[*at].id.clone(), Thing::Capability(*at).title(self.of))).collect()
    }

    fn target(&self, target: Target) -> String {
        match target {
            Target::Group(at) => self.of[at].path.clone(),
            Target::Capability(at) => self.of[at].id.clone(),
        }
    }

    /// "6 Artificial intelligence > 6.4 Robotics".
    fn path(&self, at: GroupRef) -> String {
        let path = self.of.path_to(at);
        let names = path.iter().map(|at| format!("{} {}", self.of[*at].number, self.of[*at].about.title()));
        names.collect::<Vec<_>>().join(" > ")
    }
}

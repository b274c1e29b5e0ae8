//! What a framework says now, as a snapshot.

use crate::model::{self, CapabilityRef, Framework, ResourceRef, StatementRef};
use crate::parse::snapshot::{
    Archetype, Capability, FormatName, Group, Level, Mapping, Process, Retired, Snapshot, Statement,
};
use crate::settings::Settings;
use crate::source::Sources;
use std::collections::HashMap;
use std::sync::Arc;

impl Snapshot {
    /// With the guidance of each capability, as it was written.
    pub fn of(framework: &Framework, settings: &Settings, sources: &Sources) -> Snapshot {
        let capabilities = framework.capabilities().map(|(_, it)| Arc::new(capability(framework, sources, it)));
        with(framework, settings, capabilities.collect())
    }

    /// The same, of a framework that came from an earlier one by other words (`model::retold`). What was not touched is
    /// taken from that one's snapshot.
    pub fn again(
        framework: &Framework,
        settings: &Settings,
        sources: &Sources,
        before: (&Framework, &Snapshot),
    ) -> Snapshot {
        let earlier = before.0.capabilities().zip(&before.1.capabilities);
        let all =
            framework.capabilities().zip(earlier).map(|((_, it), ((_, was), said))| match std::ptr::eq(it, was) {
                true => Arc::clone(said),
                false => Arc::new(capability(framework, sources, it)),
            });
        with(framework, settings, all.collect())
    }

    /// The same, but that it has in common what another one says too. Comparing the two is quicker then.
    pub fn sharing(mut self, other: &Snapshot) -> Snapshot {
        let known: HashMap<&str, &Arc<Capability>> = other.capabilities.iter().map(|it| (it.id.as_str(), it)).collect();
        for it in &mut self.capabilities {
            if let Some(same) = known.get(it.id.as_str()).filter(|known| **known == it) {
                *it = Arc::clone(same);
            }
        }
        self
    }
}

fn with(framework: &Framework, settings: &Settings, capabilities: Vec<Arc<Capability>>) -> Snapshot {
    let about = &settings.framework;
    let title = |about: &model::About| about.title().to_owned();
    Snapshot {
        format: FormatName,
        id: about.id.clone(),
        title: about.title.clone(),
        version: about.version.clone(),
        language: Some(about.language.tag().to_owned()),
        levels: framework.levels().map(|(_, it)| Level { number: it.number, title: title(&it.about) }).collect(),
        archetypes: framework
            .archetypes()
            .map(|(_, it)| Archetype { id: it.slug.clone(), title: title(&it.about), plural: Some(it.plural.clone()) })
            .collect(),
        processes: framework
            .processes()
            .map(|(_, it)| Process { id: it.slug.clone(), title: title(&it.about) })
            .collect(),
        groups: framework
            .groups()
            .map(|(_, it)| Group {
                id: it.path.clone(),
                number: it.number.clone(),
                title: title(&it.about),
                parent: it.parent.map(|parent| framework[parent].path.clone()),
            })
            .collect(),
        capabilities,
    }
}

fn capability(framework: &Framework, sources: &Sources, it: &model::Capability) -> Capability {
    let ids = |handles: &[CapabilityRef]| handles.iter().map(|at| framework[*at].id.clone()).collect();
    let resource = |at: &ResourceRef| framework[*at].slug.clone();
    Capability {
        id: it.id.clone(),
        title: it.titled.then(|| it.about.title().to_owned()),
        group: framework[it.group].path.clone(),
        statements: it.statements.iter().map(|at| statement(framework, *at)).collect(),
        guidance: Some(guidance(sources, it).to_owned()),
        requires: ids(&it.requires),
        related: ids(&it.related),
        resources: it.resources.iter().map(resource).collect(),
        mappings: it
            .mappings
            .iter()
            .map(|to| Mapping { scheme: to.scheme.clone(), id: to.id.clone(), relation: to.relation.clone() })
            .collect(),
        retired: it.retired.as_ref().map(|retired| Retired {
            since: retired.since.clone(),
            reason: retired.reason.clone(),
            replaced_by: ids(&retired.replaced_by),
        }),
    }
}

fn statement(framework: &Framework, at: StatementRef) -> Statement {
    let statement = &framework[at];
    Statement {
        level: framework[statement.level].number,
        text: statement.text.own().phrase.plain.clone(),
        archetypes: statement.archetypes.iter().map(|at| framework[*at].slug.clone()).collect(),
        process: statement.process.map(|at| framework[at].slug.clone()),
    }
}

/// As its author wrote it.
fn guidance<'a>(sources: &'a Sources, it: &model::Capability) -> &'a str {
    let text = sources.text(it.guidance.file);
    text.get(it.guidance.span.range()).unwrap_or_default().trim()
}

//! The whole framework as one JSON document, `gradus-framework/1`.

use super::Source;
use crate::base::Address;
use crate::model::{About, Archetype, Capability, Framework, Group, StatementRef, Target};
use crate::settings::Settings;
use crate::site::addresses;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    id: &'a str,
    title: &'a str,
    version: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    levels: Vec<LevelData<'a>>,
    archetypes: Vec<Named<'a>>,
    processes: Vec<Named<'a>>,
    groups: Vec<GroupData<'a>>,
    capabilities: Vec<CapabilityData<'a>>,
    profiles: Vec<ProfileData<'a>>,
    resources: Vec<ResourceData<'a>>,
}

#[derive(Serialize)]
struct ResourceData<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'a str>,
}

#[derive(Serialize)]
struct LevelData<'a> {
    number: u32,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    title: &'a str,
    /// Archetypes only.
    #[serde(skip_serializing_if = "Option::is_none")]
    plural: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
struct GroupData<'a> {
    /// The slug path.
    id: &'a str,
    number: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
}

/// A capability; also what its own JSON file holds.
#[derive(Serialize)]
pub(super) struct CapabilityData<'a> {
    id: &'a str,
    /// Its address: absolute where the site's base URL is known, from the top of the site where not.
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// The slug path of its group.
    group: &'a str,
    /// Newest information, not part of the identity.
    number: &'a str,
    statements: Vec<StatementData<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    requires: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mappings: Vec<MappingData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<RetiredData<'a>>,
}

#[derive(Serialize)]
struct StatementData<'a> {
    level: u32,
    text: &'a str,
    archetypes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    process: Option<&'a str>,
}

#[derive(Serialize)]
struct MappingData<'a> {
    scheme: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'a str>,
}

#[derive(Serialize)]
struct RetiredData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    replaced_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct ProfileData<'a> {
    id: &'a str,
    title: &'a str,
    archetypes: Vec<&'a str>,
    /// Group or capability id, and level.
    targets: Vec<(&'a str, u32)>,
}

pub fn framework(source: &Source) -> Vec<u8> {
    let framework = source.framework;
    let settings = &source.settings.framework;
    let document = Document {
        format: "gradus-framework/1",
        id: &settings.id,
        title: &settings.title,
        version: &settings.version,
        language: settings.language.tag(),
        description: settings.description.as_deref(),
        licence: settings.licence.as_deref(),
        publisher: settings.publisher.as_deref(),
        levels: framework
            .levels()
            .map(|(_, it)| LevelData {
                number: it.number,
                title: it.about.title(),
                description: it.about.description(),
            })
            .collect(),
        archetypes: framework.archetypes().map(|(_, it)| archetype(it)).collect(),
        processes: framework.processes().map(|(_, it)| named(&it.slug, &it.about)).collect(),
        groups: framework.groups().map(|(_, it)| group(framework, it)).collect(),
        capabilities: framework.capabilities().map(|(_, it)| capability(framework, source.settings, it)).collect(),
        profiles: framework
            .profiles()
            .map(|(_, it)| ProfileData {
                id: &it.slug,
                title: it.about.title(),
                archetypes: it.archetypes.iter().map(|at| framework[*at].slug.as_str()).collect(),
                targets: it
                    .targets
                    .iter()
                    .map(|(target, level)| (target_id(framework, *target), framework[*level].number))
                    .collect(),
            })
            .collect(),
        resources: framework
            .resources()
            .map(|(_, it)| ResourceData {
                id: &it.slug,
                title: it.about.title(),
                url: it.url.as_deref(),
                provider: it.provider.as_deref(),
            })
            .collect(),
    };
    pretty(&document)
}

/// JSON that a person can read and a line diff can follow.
pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("plain data becomes JSON");
    bytes.push(b'\n');
    bytes
}

pub(super) fn uri(settings: &Settings, address: &Address) -> String {
    format!("{}{address}", settings.site.base_url.as_deref().unwrap_or("/"))
}

fn named<'a>(id: &'a str, about: &'a About) -> Named<'a> {
    Named { id, title: about.title(), plural: None, code: None, description: about.description() }
}

fn archetype(archetype: &Archetype) -> Named<'_> {
    Named {
        plural: Some(&archetype.plural),
        code: archetype.code.as_deref(),
        ..named(&archetype.slug, &archetype.about)
    }
}

fn group<'a>(framework: &'a Framework, group: &'a Group) -> GroupData<'a> {
    GroupData {
        id: &group.path,
        number: &group.number,
        title: group.about.title(),
        description: group.about.description(),
        parent: group.parent.map(|at| framework[at].path.as_str()),
    }
}

pub(super) fn capability<'a>(
    framework: &'a Framework,
    settings: &Settings,
    capability: &'a Capability,
) -> CapabilityData<'a> {
    let ids = |handles: &[crate::model::CapabilityRef]| {
        handles.iter().map(|at| framework[*at].id.as_str()).collect::<Vec<_>>()
    };
    CapabilityData {
        id: &capability.id,
        uri: uri(settings, &addresses::capability(capability)),
        title: capability.titled.then(|| capability.about.title()),
        group: &framework[capability.group].path,
        number: &framework[capability.group].number,
        statements: capability.statements.iter().map(|at| statement(framework, *at)).collect(),
        requires: ids(&capability.requires),
        related: ids(&capability.related),
        resources: capability.resources.iter().map(|at| framework[*at].slug.as_str()).collect(),
        mappings: capability
            .mappings
            .iter()
            .map(|mapped| MappingData { scheme: &mapped.scheme, id: &mapped.id, relation: mapped.relation.as_deref() })
            .collect(),
        retired: capability.retired.as_ref().map(|retired| RetiredData {
            since: retired.since.as_deref(),
            reason: retired.reason.as_deref(),
            replaced_by: ids(&retired.replaced_by),
        }),
    }
}

fn statement(framework: &Framework, handle: StatementRef) -> StatementData<'_> {
    let statement = &framework[handle];
    StatementData {
        level: framework[statement.level].number,
        text: &statement.text.own().phrase.plain,
        archetypes: statement.archetypes.iter().map(|at| framework[*at].slug.as_str()).collect(),
        process: statement.process.map(|at| framework[at].slug.as_str()),
    }
}

fn target_id(framework: &Framework, target: Target) -> &str {
    match target {
        Target::Group(at) => &framework[at].path,
        Target::Capability(at) => &framework[at].id,
    }
}

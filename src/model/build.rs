//! Documents to a framework: ids made unique, references resolved, orders fixed. Whatever does not hold is a finding,
//! and what it concerns is left out, so that the rest can still be checked.

use super::ids::IdRule;
use super::order::{natural, weight};
use super::references::Names;
use super::*;
use crate::base::{Diagnostic, Located, Place, Span, codes};
use crate::markdown::{self, Prose};
use crate::parse::kind::capability::{CapabilityFront, StatementFront};
use crate::parse::kind::common::Common;
use crate::parse::kind::group::GroupFront;
use crate::parse::{Document, Front, Language};
use crate::settings::Settings;
use std::collections::{BTreeMap, HashMap};

/// Makes the framework. `drafts` says whether documents marked as drafts belong to it.
pub fn build(
    documents: Vec<Document>,
    images: Vec<(FileId, String)>,
    settings: &Settings,
    drafts: bool,
    findings: &mut Vec<Diagnostic>,
) -> Framework {
    let mut translations = Translations::new(&documents, settings, findings);
    let mut shelf = Shelf::default();
    let mut names = AllNames::new();
    let mut absent_files = BTreeMap::new();
    for document in documents {
        if document.language.is_some() {
            translations.keep(document);
            continue;
        }
        let absence = match &document.front {
            None => Some(Absence::Broken),
            Some(front) if front.common().draft && !drafts => Some(Absence::Draft),
            Some(_) => None,
        };
        if let Some(absence) = absence {
            names.add_absent(&document, absence);
            absent_files.insert(document.file, absence);
            continue;
        }
        shelf.put(document);
    }
    let mut framework = Framework { images, absent_files, ..Framework::default() };
    let mut stage = Stage { framework: &mut framework, names, translations, findings, settings };
    stage.levels(shelf.levels);
    stage.archetypes(shelf.archetypes);
    stage.processes(shelf.processes);
    stage.groups(shelf.groups);
    let drafts = stage.capabilities(shelf.capabilities);
    stage.resources(shelf.resources);
    stage.statements(drafts);
    stage.profiles(shelf.profiles);
    stage.mappings(shelf.mappings);
    stage.terms(shelf.terms);
    stage.releases(shelf.releases);
    stage.pages(shelf.pages);
    let absent_ids = stage.names.targets.absent();
    framework.absent_ids = absent_ids;
    framework
}

/// Documents by kind.
#[derive(Default)]
struct Shelf {
    levels: Vec<Document>,
    archetypes: Vec<Document>,
    processes: Vec<Document>,
    groups: Vec<Document>,
    capabilities: Vec<Document>,
    profiles: Vec<Document>,
    resources: Vec<Document>,
    mappings: Vec<Document>,
    terms: Vec<Document>,
    releases: Vec<Document>,
    pages: Vec<Document>,
}

impl Shelf {
    fn put(&mut self, document: Document) {
        let list = match document.front {
            Some(Front::Archetype(_)) => &mut self.archetypes,
            Some(Front::Capability(_)) => &mut self.capabilities,
            Some(Front::Group(_)) => &mut self.groups,
            Some(Front::Level(_)) => &mut self.levels,
            Some(Front::Mapping(_)) => &mut self.mappings,
            Some(Front::Process(_)) => &mut self.processes,
            Some(Front::Profile(_)) => &mut self.profiles,
            Some(Front::Release(_)) => &mut self.releases,
            Some(Front::Resource(_)) => &mut self.resources,
            Some(Front::Term(_)) => &mut self.terms,
            Some(Front::Page(_)) | None => &mut self.pages,
        };
        list.push(document);
    }
}

/// Every kind of name that something can refer to.
struct AllNames {
    levels: Names<LevelRef>,
    archetypes: Names<ArchetypeRef>,
    processes: Names<ProcessRef>,
    groups: Names<GroupRef>,
    capabilities: Names<CapabilityRef>,
    resources: Names<ResourceRef>,
    /// Groups by path (and by folder name where only one has it), and capabilities.
    targets: Names<Target>,
}

impl AllNames {
    fn new() -> AllNames {
        AllNames {
            levels: Names::new("level", &codes::UNKNOWN_LEVEL),
            archetypes: Names::new("archetype", &codes::UNKNOWN_ARCHETYPE),
            processes: Names::new("process", &codes::UNKNOWN_PROCESS),
            groups: Names::new("group", &codes::NO_GROUP),
            capabilities: Names::new("capability", &codes::UNKNOWN_CAPABILITY),
            resources: Names::new("resource", &codes::UNKNOWN_RESOURCE),
            targets: Names::new("group or capability", &codes::UNKNOWN_TARGET),
        }
    }

    /// Keeps the name of a document that will not be in the framework.
    fn add_absent(&mut self, document: &Document, absence: Absence) {
        let stem = document.stem.as_str();
        match document.kind.name {
            "an archetype" => self.archetypes.add_absent(stem, absence),
            "a level" => self.levels.add_absent(stem, absence),
            "a process of the taxonomy" => self.processes.add_absent(stem, absence),
            "a resource" => self.resources.add_absent(stem, absence),
            "a group" => {
                let path = group_path(document);
                self.groups.add_absent(&path, absence);
                self.targets.add_absent(&path, absence);
                self.targets.add_absent(stem, absence);
            }
            "a capability" => {
                let front_id = match &document.front {
                    Some(Front::Capability(front)) => front.id.as_ref().map(|id| id.value.as_str()),
                    _ => None,
                };
                let id = front_id.or(document.salvaged_id.as_deref()).unwrap_or(stem);
                self.add_absent_capability(id, absence);
            }
            _ => {}
        }
    }

    fn add_absent_capability(&mut self, id: &str, absence: Absence) {
        self.capabilities.add_absent(id, absence);
        self.targets.add_absent(id, absence);
    }
}

fn group_path(document: &Document) -> String {
    let folders = document.folders.iter().map(String::as_str);
    folders.chain([document.stem.as_str()]).collect::<Vec<_>>().join("/")
}

/// Translated files, waiting for the entity that they translate.
struct Translations {
    languages: Vec<Language>,
    /// By the path that the entity's own file has.
    waiting: HashMap<String, Vec<(Language, Document)>>,
}

impl Translations {
    fn new(documents: &[Document], settings: &Settings, findings: &mut Vec<Diagnostic>) -> Translations {
        let own: std::collections::HashSet<&str> =
            documents.iter().filter(|d| d.language.is_none()).map(|d| d.path.as_str()).collect();
        for document in documents {
            let Some(language) = &document.language else { continue };
            let place = Place { file: document.file, span: Span::default() };
            let tag = language.tag();
            if !settings.framework.languages.contains(language) {
                let message =
                    format!("`{}` is a translation to `{tag}`, which the settings do not list", document.path.name());
                let help = format!(
                    "add `{tag}` to `languages` under `framework` in `gradus.yml`, or rename the file if `{tag}` is no language here"
                );
                findings.push(Diagnostic::new(&codes::UNLISTED_LANGUAGE, place, message).help(help));
            } else if !own.contains(own_path(document).as_str()) {
                let message = format!("there is no `{}` that this file could translate", own_path(document));
                findings.push(
                    Diagnostic::new(&codes::NOTHING_TO_TRANSLATE, place, message)
                        .help("write the file in the framework's own language first"),
                );
            }
        }
        Translations { languages: settings.framework.languages.clone(), waiting: HashMap::new() }
    }

    fn keep(&mut self, document: Document) {
        let Some(language) = document.language.clone().filter(|tag| self.languages.contains(tag)) else { return };
        self.waiting.entry(own_path(&document)).or_default().push((language, document));
    }
}

/// `archetypes/user.cy.md` translates `archetypes/user.md`.
fn own_path(document: &Document) -> String {
    let path = document.path.as_str();
    let tag = document.language.as_ref().map_or("", Language::tag);
    let own = path.strip_suffix(&format!(".{tag}.md")).unwrap_or(path);
    format!("{own}.md")
}

/// What is being made, and what it is made with.
struct Stage<'a> {
    framework: &'a mut Framework,
    names: AllNames,
    translations: Translations,
    findings: &'a mut Vec<Diagnostic>,
    settings: &'a Settings,
}

/// A capability whose statements are not made yet: they are ordered over all capabilities.
struct Unordered {
    front: CapabilityFront,
    lead: Option<markdown::Lead>,
    is_empty: bool,
    rest_begins: Place,
    translated: Vec<(Language, Option<markdown::Lead>)>,
}

impl Stage<'_> {
    fn find(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// What every entity has, from its front matter and body, with its translations.
    fn about(&mut self, document: &Document, common: Common, fallback_title: &str, body: Prose) -> About {
        let title = common.title.map_or_else(|| fallback_title.to_owned(), |title| title.value);
        let mut about = About {
            title: Localised::new(title),
            description: common.description.map(Localised::new),
            weight: common.weight,
            tags: common.tags,
            owner: common.owner,
            reviewed: common.reviewed,
            next_review: common.next_review,
            aliases: common.aliases,
            file: document.file,
            place: Place { file: document.file, span: Span::default() },
            body: Localised::new(body),
        };
        for (language, translated) in self.translations.waiting.get(document.path.as_str()).into_iter().flatten() {
            let Some(front) = &translated.front else { continue };
            if let Some(title) = &front.common().title {
                about.title.translate(language.clone(), title.value.clone());
            }
            if let (Some(own), Some(text)) = (&mut about.description, &front.common().description) {
                own.translate(language.clone(), text.clone());
            }
            let is_statement = matches!(&front, Front::Capability(front) if front.statements.is_none());
            let body = if is_statement { translated.body.rest.clone() } else { whole(&translated.body) };
            if !body.is_empty() {
                about.body.translate(language.clone(), body);
            }
        }
        about
    }

    fn titled(&mut self, document: &Document, common: Common) -> About {
        let stem = document.stem.clone();
        let body = whole(&document.body);
        self.about(document, common, &stem, body)
    }

    /// Two things of one kind that share what only one may have.
    fn shared(&mut self, what: &str, value: &str, first: Place, second: Place) {
        let message = format!("{what} `{value}` is given twice");
        let finding = Diagnostic::new(&codes::SAME_ORDER, second, message)
            .label("again here")
            .related(first, "first here")
            .help("change one of the two");
        self.find(finding);
    }

    fn levels(&mut self, documents: Vec<Document>) {
        let mut levels: Vec<Level> = Vec::new();
        for mut document in documents {
            let Some(Front::Level(front)) = document.front.take() else { continue };
            let number = document.stem.parse::<u32>().ok().filter(|n| n.to_string() == document.stem);
            let Some(number) = number else {
                let place = Place { file: document.file, span: Span::default() };
                let message = format!("a level's file is named by its number, not `{}`", document.stem);
                self.find(Diagnostic::new(&codes::BAD_NAME, place, message).help("rename it to `1.md`, `2.md` …"));
                self.names.levels.add_absent(&document.stem, Absence::Broken);
                let meant: String = document.stem.chars().filter(char::is_ascii_digit).collect();
                self.names.levels.add_absent(meant.trim_start_matches('0'), Absence::Broken);
                continue;
            };
            let about = self.titled(&document, front.common);
            levels.push(Level { about, number });
        }
        levels.sort_by_key(|level| level.number);
        if levels.is_empty() && self.names.levels.is_empty() {
            self.names.levels.silence();
            let missing = Diagnostic::nowhere(&codes::NO_LEVELS, "this framework has no levels")
                .help("write `content/levels/1.md` with a `title:`, and one file for each further level");
            self.find(missing);
        }
        self.framework.levels = levels;
        for (handle, level) in self.framework.levels() {
            self.names.levels.add(&level.number.to_string(), handle);
        }
    }

    fn archetypes(&mut self, documents: Vec<Document>) {
        let mut archetypes = Vec::new();
        let mut codes_seen: BTreeMap<String, Place> = BTreeMap::new();
        for mut document in documents {
            let Some(Front::Archetype(front)) = document.front.take() else { continue };
            let about = self.titled(&document, front.common);
            if let Some(code) = &front.code {
                if let Some(first) = codes_seen.get(&code.value) {
                    self.shared("the code", &code.value, *first, code.place);
                }
                codes_seen.insert(code.value.clone(), code.place);
            }
            let plural = front.plural.unwrap_or_else(|| about.title().to_owned());
            let code = front.code.map(|code| code.value);
            archetypes.push(Archetype { about, slug: document.stem, code, plural, examples: front.examples });
        }
        archetypes.sort_by_cached_key(|archetype| (by_weight(&archetype.about), archetype.slug.clone()));
        self.framework.archetypes = archetypes;
        for (handle, archetype) in self.framework.archetypes() {
            self.names.archetypes.add(&archetype.slug, handle);
        }
    }

    fn processes(&mut self, documents: Vec<Document>) {
        let mut processes = Vec::new();
        let mut orders: BTreeMap<i64, Place> = BTreeMap::new();
        for mut document in documents {
            let Some(Front::Process(front)) = document.front.take() else { continue };
            if let Some(order) = &front.order {
                if let Some(first) = orders.get(&order.value) {
                    self.shared("the order", &order.value.to_string(), *first, order.place);
                }
                orders.insert(order.value, order.place);
            }
            let order = front.order.map_or(i64::MAX, |order| order.value);
            let about = self.titled(&document, front.common);
            processes.push((order, Process { about, slug: document.stem, verbs: front.verbs }));
        }
        processes.sort_by_cached_key(|(order, process)| (*order, process.slug.clone()));
        self.framework.processes = processes.into_iter().map(|(_, process)| process).collect();
        for (handle, process) in self.framework.processes() {
            self.names.processes.add(&process.slug, handle);
        }
    }

    fn groups(&mut self, documents: Vec<Document>) {
        let mut by_parent: BTreeMap<String, Vec<(Document, GroupFront)>> = BTreeMap::new();
        let paths: std::collections::BTreeSet<String> = documents.iter().map(group_path).collect();
        for mut document in documents {
            let Some(Front::Group(front)) = document.front.take() else { continue };
            let parent = document.folders.join("/");
            if !parent.is_empty() && !paths.contains(&parent) {
                if !self.names.groups.has(&parent) {
                    self.no_index(document.file, &parent);
                }
                self.names.groups.add_absent(&group_path(&document), Absence::Broken);
                continue;
            }
            by_parent.entry(parent).or_default().push((document, front));
        }
        self.groups_in("", None, "", &mut by_parent);
        let mut folders: BTreeMap<&str, Vec<GroupRef>> = BTreeMap::new();
        for (handle, group) in self.framework.groups() {
            self.names.groups.add(&group.path, handle);
            self.names.targets.add(&group.path, Target::Group(handle));
            folders.entry(group.path.rsplit('/').next().unwrap_or_default()).or_default().push(handle);
        }
        for (folder, handles) in folders {
            if let [only] = handles[..] {
                self.names.targets.add(folder, Target::Group(only));
            }
        }
    }

    fn no_index(&mut self, file: FileId, folder: &str) {
        // Told once a folder: the name counts as known from here on.
        self.names.groups.add_absent(folder, Absence::Broken);
        let place = Place { file, span: Span::default() };
        let message = format!("the folder `content/domains/{folder}/` has no `_index.md`");
        let help = format!("write `content/domains/{folder}/_index.md` with a `title:`; that makes the folder a group");
        self.find(Diagnostic::new(&codes::NO_GROUP, place, message).help(help));
    }

    /// Adds the groups of one parent in order, each followed by its own.
    fn groups_in(
        &mut self,
        parent_path: &str,
        parent: Option<GroupRef>,
        parent_number: &str,
        rest: &mut BTreeMap<String, Vec<(Document, GroupFront)>>,
    ) {
        let Some(mut siblings) = rest.remove(parent_path) else { return };
        siblings.sort_by_cached_key(|(document, front)| {
            let number = front.number.as_ref().map_or("", |number| &number.value);
            (weight(front.common.weight), number.is_empty(), natural(number), natural(&document.stem))
        });
        let mut numbers: BTreeMap<String, Place> = BTreeMap::new();
        for (at, (document, front)) in siblings.into_iter().enumerate() {
            if let Some(number) = &front.number {
                if let Some(first) = numbers.get(&number.value) {
                    self.shared("the number", &number.value, *first, number.place);
                }
                numbers.insert(number.value.clone(), number.place);
            }
            let derived =
                if parent_number.is_empty() { format!("{}", at + 1) } else { format!("{parent_number}.{}", at + 1) };
            let number = front.number.map_or(derived, |number| number.value);
            let path = group_path(&document);
            let about = self.titled(&document, front.common);
            let handle = GroupRef::new(self.framework.groups.len());
            self.framework.groups.push(Group {
                about,
                path: path.clone(),
                number: number.clone(),
                code: front.code.map(|code| code.value),
                depth: document.folders.len(),
                parent,
                last: handle,
                statements: 0..0,
            });
            self.groups_in(&path, Some(handle), &number, rest);
            let last = GroupRef::new(self.framework.groups.len() - 1);
            self.framework.groups[handle.index()].last = last;
        }
    }

    /// Makes the capabilities, in order of group and id, without their statements.
    fn capabilities(&mut self, documents: Vec<Document>) -> Vec<Unordered> {
        let rule = IdRule::new(self.settings.id_pattern.as_ref(), self.findings);
        let mut seen: HashMap<String, Place> = HashMap::new();
        let mut found: Vec<(GroupRef, Document, CapabilityFront, String)> = Vec::new();
        for mut document in documents {
            let Some(Front::Capability(front)) = document.front.take() else { continue };
            let Some(id) = front.id.clone() else {
                self.names.add_absent_capability(&document.stem, Absence::Broken);
                continue;
            };
            let place = id.place;
            if let Some(first) = seen.get(&id.value) {
                let finding = Diagnostic::new(
                    &codes::DUPLICATE_ID,
                    place,
                    format!("two capabilities have the id `{}`", id.value),
                )
                .label("again here")
                .related(*first, "first here")
                .help("give the newer one an id that was never used");
                self.find(finding);
                continue;
            }
            seen.insert(id.value.clone(), place);
            if let Some(fault) = rule.fault(&id) {
                self.find(fault);
                self.names.add_absent_capability(&id.value, Absence::Broken);
                continue;
            }
            let folder = document.folders.join("/");
            let Some(group) = self.group_of(&document, &folder) else {
                let absence = self.names.groups.absence(&folder).unwrap_or(Absence::Broken);
                self.names.add_absent_capability(&id.value, absence);
                self.framework.absent_files.insert(document.file, absence);
                continue;
            };
            if let Some(group) = self.framework.groups.iter().find(|group| group.path == id.value) {
                let other = Place { file: group.about.file, span: Span::default() };
                let message = format!("`{}` is the id of a group already", id.value);
                let finding = Diagnostic::new(&codes::DUPLICATE_ID, place, message).related(other, "the group");
                self.find(finding.help("give the capability another id"));
            }
            found.push((group, document, front, id.value));
        }
        found.sort_by_cached_key(|(group, _, front, id)| (*group, weight(front.common.weight), natural(id)));
        for (at, (_, _, _, id)) in found.iter().enumerate() {
            let handle = CapabilityRef::new(at);
            self.names.capabilities.add(id, handle);
            self.names.targets.add(id, Target::Capability(handle));
        }
        let mut unordered = Vec::with_capacity(found.len());
        for (group, document, mut front, id) in found {
            unordered.push(self.capability(group, document, &mut front, id));
        }
        self.back_references();
        unordered
    }

    fn group_of(&mut self, document: &Document, folder: &str) -> Option<GroupRef> {
        if folder.is_empty() {
            let place = Place { file: document.file, span: Span::default() };
            let finding = Diagnostic::new(&codes::NO_GROUP, place, "this capability stands in no group")
                .help("move it into a folder of `content/domains/` that has an `_index.md`");
            self.find(finding);
            return None;
        }
        if !self.names.groups.has(folder) {
            self.no_index(document.file, folder);
        }
        let name = Located::new(folder.to_owned(), Place::default());
        self.names.groups.find(&name, &mut Vec::new())
    }

    fn capability(
        &mut self,
        group: GroupRef,
        document: Document,
        front: &mut CapabilityFront,
        id: String,
    ) -> Unordered {
        let shape_a = front.statements.is_none();
        let common = std::mem::take(&mut front.common);
        let titled = common.title.is_some();
        let body = if shape_a { document.body.rest.clone() } else { whole(&document.body) };
        let mut about = self.about(&document, common, &id, body);
        about.place = front.id.as_ref().map_or(about.place, |id| id.place);
        let own = self.names.capabilities.find(&Located::new(id.clone(), Place::default()), &mut Vec::new());
        let mut others = |names: &[Located<String>]| {
            let found = self.names.capabilities.find_all(names, self.findings);
            if let Some(at) = names.iter().find(|name| name.value == id) {
                let finding = Diagnostic::new(&codes::REFERS_TO_ITSELF, at.place, format!("`{id}` refers to itself"));
                self.findings.push(finding.help("take it out of the list"));
            }
            found.into_iter().filter(|other| Some(*other) != own).collect::<Vec<_>>()
        };
        let related = others(&front.related);
        let requires = others(&front.requires);
        let retired = front.retired.take().map(|retired| Retired {
            since: retired.since.map(|since| since.value),
            reason: retired.reason,
            replaced_by: others(&retired.replaced_by),
        });
        let mappings = std::mem::take(&mut front.mappings).into_iter().filter_map(|mapped| {
            let (scheme, id) = (mapped.scheme?.value, mapped.id?.value);
            Some(MappedTo { scheme, id, relation: mapped.relation, note: mapped.note })
        });
        let mappings = mappings.collect();
        self.framework.capabilities.push(Capability {
            about,
            id,
            titled,
            group,
            statements: Vec::new(),
            resources: Vec::new(),
            related,
            requires,
            referred_by: Vec::new(),
            mappings,
            retired,
        });
        let waiting = self.translations.waiting.get(document.path.as_str()).into_iter().flatten();
        let translated = waiting.map(|(language, document)| (language.clone(), document.body.lead.clone())).collect();
        let is_empty = document.body.lead.is_none() && document.body.rest.is_empty();
        Unordered {
            front: CapabilityFront { statements: front.statements.take(), ..front.clone() },
            lead: document.body.lead,
            is_empty,
            rest_begins: document.body_place,
            translated,
        }
    }

    fn back_references(&mut self) {
        let mut back: Vec<Vec<CapabilityRef>> = vec![Vec::new(); self.framework.capabilities.len()];
        for (from, capability) in self.framework.capabilities() {
            for to in capability.related.iter().chain(&capability.requires) {
                if !back[to.index()].contains(&from) {
                    back[to.index()].push(from);
                }
            }
        }
        for (capability, back) in self.framework.capabilities.iter_mut().zip(back) {
            capability.referred_by = back;
        }
    }

    fn resources(&mut self, documents: Vec<Document>) {
        let mut resources = Vec::new();
        for mut document in documents {
            let Some(Front::Resource(front)) = document.front.take() else { continue };
            let about = self.titled(&document, front.common);
            resources.push(Resource {
                about,
                slug: document.stem,
                url: front.url,
                provider: front.provider,
                form: front.form,
                duration: front.duration,
                cost: front.cost,
                levels: self.names.levels.find_all(&front.levels, self.findings),
                capabilities: self.names.capabilities.find_all(&front.capabilities, self.findings),
                checked: front.checked,
            });
        }
        resources.sort_by_cached_key(|resource| (by_weight(&resource.about), resource.slug.clone()));
        self.framework.resources = resources;
        for (handle, resource) in self.framework.resources() {
            self.names.resources.add(&resource.slug, handle);
        }
    }

    /// Makes the statements, and ties capabilities and resources together.
    fn statements(&mut self, unordered: Vec<Unordered>) {
        let mut made: Vec<Statement> = Vec::new();
        for (at, mut entry) in unordered.into_iter().enumerate() {
            let capability = CapabilityRef::new(at);
            self.tie_resources(capability, &entry.front.resources);
            match entry.front.statements.take() {
                Some(rows) => self.rows_of(capability, &entry, rows, &mut made),
                None => self.single_of(capability, entry, &mut made),
            }
        }
        self.resources_of_capabilities();
        let framework = &mut *self.framework;
        let retired = |statement: &Statement| framework.capabilities[statement.capability.index()].retired.is_some();
        made.sort_by_cached_key(|statement| {
            let capability = &framework.capabilities[statement.capability.index()];
            let process = statement.process.map_or(u32::MAX, |process| process.0);
            (
                retired(statement),
                statement.group,
                statement.level,
                weight(capability.about.weight),
                process,
                natural(&capability.id),
            )
        });
        framework.current = made.iter().filter(|statement| !retired(statement)).count() as u32;
        for (at, statement) in made.iter().enumerate() {
            framework.capabilities[statement.capability.index()].statements.push(StatementRef(at as u32));
        }
        for (at, group) in framework.groups.iter_mut().enumerate() {
            let below = GroupRef::new(at)..=group.last;
            let current = &made[..framework.current as usize];
            let start = current.partition_point(|statement| statement.group < *below.start());
            let end = current.partition_point(|statement| statement.group <= *below.end());
            group.statements = start as u32..end as u32;
        }
        framework.statements = made;
        for capability in &mut framework.capabilities {
            let statements = &framework.statements;
            capability.statements.sort_by_key(|handle| statements[handle.0 as usize].level);
        }
        if framework.current == 0 && self.findings.iter().all(|f| f.severity != crate::base::Severity::Error) {
            let empty = Diagnostic::nowhere(&codes::EMPTY_FRAMEWORK, "this framework has no statements")
                .help("write the first one in a folder of `content/domains/` that has an `_index.md`");
            self.find(empty);
        }
    }

    fn tie_resources(&mut self, capability: CapabilityRef, names: &[Located<String>]) {
        let named = self.names.resources.find_all(names, self.findings);
        for resource in &named {
            let list = &mut self.framework.resources[resource.index()].capabilities;
            if !list.contains(&capability) {
                list.push(capability);
            }
        }
    }

    /// A resource and a capability are tied whichever of the two names the other.
    fn resources_of_capabilities(&mut self) {
        for (at, resource) in self.framework.resources.iter().enumerate() {
            for capability in &resource.capabilities {
                self.framework.capabilities[capability.index()].resources.push(ResourceRef::new(at));
            }
        }
    }

    /// Shape A: the first paragraph of the body.
    fn single_of(&mut self, capability: CapabilityRef, entry: Unordered, made: &mut Vec<Statement>) {
        let Unordered { mut front, lead, is_empty, rest_begins, translated } = entry;
        let archetypes = self.archetypes_of(&front.archetypes, front.means_archetypes, front.place);
        let process = front.process.take().and_then(|name| self.names.processes.find(&name, self.findings));
        let level = match front.level.take() {
            Some(level) => self.names.levels.find(&level, self.findings),
            None if front.means_level => None,
            None => {
                let finding =
                    Diagnostic::new(&codes::MISSING_KEY, start_of(front.place), "a capability needs the key `level`")
                        .help("add a line such as `level: 2`, or write one statement a level under `statements:`");
                self.find(finding);
                None
            }
        };
        let Some(lead) = lead else {
            // A misspelt `statements:` is a finding already.
            if front.means_statements {
                return;
            }
            let finding = if is_empty {
                Diagnostic::new(&codes::NO_STATEMENT, start_of(rest_begins), "this capability has no statement")
                    .help("write it as the first paragraph below the front matter: one sentence, one ability")
            } else {
                let place = start_of(rest_begins);
                Diagnostic::new(&codes::NOT_A_PARAGRAPH, place, "the text does not begin with the statement")
                    .label("the first thing here has to be a plain paragraph")
                    .help("write the statement first; headings, lists and tables come after it")
            };
            self.find(finding);
            return;
        };
        if lead.phrase.plain.trim().is_empty() {
            let place = Place { span: lead.span, ..rest_begins };
            let finding = Diagnostic::new(&codes::NO_STATEMENT, place, "the statement has no words");
            self.find(
                finding.help("write it as a sentence; an image or a footnote may follow in a paragraph of its own"),
            );
            return;
        }
        let Some(level) = level else { return };
        let mut text = Localised::new(StatementText { prose: lead.prose, phrase: lead.phrase });
        for (language, lead) in translated {
            if let Some(lead) = lead {
                text.translate(language, StatementText { prose: lead.prose, phrase: lead.phrase });
            }
        }
        let group = self.framework.capabilities[capability.index()].group;
        made.push(Statement { capability, group, level, archetypes, process, text });
    }

    /// Shape B: one statement a level, in the front matter.
    fn rows_of(
        &mut self,
        capability: CapabilityRef,
        entry: &Unordered,
        rows: Vec<StatementFront>,
        made: &mut Vec<Statement>,
    ) {
        if let Some(level) = &entry.front.level {
            let finding =
                Diagnostic::new(&codes::TWO_SHAPES, level.place, "`level` and `statements` exclude each other")
                    .label("the levels stand under `statements` already")
                    .help("take `level` out, or write the single statement as the text below the front matter");
            self.find(finding);
        }
        let default_archetypes = self.names.archetypes.find_all(&entry.front.archetypes, self.findings);
        let default_process =
            entry.front.process.as_ref().and_then(|name| self.names.processes.find(name, self.findings));
        let group = self.framework.capabilities[capability.index()].group;
        for row in rows {
            let level = self.names.levels.find(&row.level, self.findings);
            let archetypes = if row.archetypes.is_empty() && entry.front.means_archetypes {
                default_archetypes.clone()
            } else {
                self.archetypes_of(&row.archetypes, false, row.level.place)
            };
            let process = match row.process {
                Some(name) => self.names.processes.find(&name, self.findings),
                None => default_process,
            };
            let (Some(level), Some(text)) = (level, row.text) else { continue };
            let reading = markdown::read(&text.value, 0);
            for finding in &reading.findings {
                // Quoting and folding have moved the text: the whole value is the place.
                let told = Diagnostic::new(finding.code, text.place, finding.message.clone());
                self.findings.push(told.label(finding.label.clone()).maybe_help(finding.help.clone()));
            }
            let prose = whole(&reading);
            let phrase = prose.phrase();
            if phrase.plain.trim().is_empty() {
                let finding = Diagnostic::new(&codes::NO_STATEMENT, text.place, "the statement has no words");
                self.find(finding.help("write it as a sentence"));
                continue;
            }
            let text = Localised::new(StatementText { prose, phrase });
            made.push(Statement { capability, group, level, archetypes: sorted(archetypes), process, text });
        }
    }

    fn archetypes_of(&mut self, names: &[Located<String>], are_meant: bool, place: Place) -> Vec<ArchetypeRef> {
        if names.is_empty() && !are_meant && !self.framework.archetypes.is_empty() {
            let finding =
                Diagnostic::new(&codes::NO_ARCHETYPE, start_of(place), "this statement is meant for no archetype")
                    .label("so no archetype's page or checklist will show it")
                    .help("add a line such as `archetypes: [user]`");
            self.find(finding);
        }
        sorted(self.names.archetypes.find_all(names, self.findings))
    }

    fn profiles(&mut self, documents: Vec<Document>) {
        let mut profiles = Vec::new();
        for mut document in documents {
            let Some(Front::Profile(front)) = document.front.take() else { continue };
            let archetypes = sorted(self.names.archetypes.find_all(&front.archetypes, self.findings));
            let mut targets = Vec::new();
            for (name, level) in &front.targets {
                let target = self.names.targets.find(name, self.findings);
                let level = self.names.levels.find(level, self.findings);
                targets.extend(target.zip(level));
            }
            let about = self.titled(&document, front.common);
            profiles.push(Profile { about, slug: document.stem, archetypes, targets });
        }
        profiles.sort_by_cached_key(|profile| (by_weight(&profile.about), profile.slug.clone()));
        self.framework.profiles = profiles;
    }

    fn mappings(&mut self, documents: Vec<Document>) {
        let mut mappings = Vec::new();
        for mut document in documents {
            let Some(Front::Mapping(front)) = document.front.take() else { continue };
            let mut rows = Vec::new();
            for row in front.rows {
                let from = row.from.and_then(|name| self.names.targets.find(&name, self.findings));
                let (Some(from), Some(to)) = (from, row.to) else { continue };
                rows.push(MappingRow { from, to, relation: row.relation, note: row.note });
            }
            let about = self.titled(&document, front.common);
            let scheme = front.scheme.map(|scheme| scheme.value).unwrap_or_default();
            mappings.push(Mapping { about, slug: document.stem, scheme, version: front.version, rows });
        }
        mappings.sort_by_cached_key(|mapping| (by_weight(&mapping.about), mapping.slug.clone()));
        self.framework.mappings = mappings;
    }

    fn terms(&mut self, documents: Vec<Document>) {
        let mut terms = Vec::new();
        for mut document in documents {
            let Some(Front::Term(front)) = document.front.take() else { continue };
            let about = self.titled(&document, front.common);
            terms.push(Term { about, slug: document.stem, abbreviation: front.abbreviation, forms: front.forms });
        }
        terms.sort_by_cached_key(|term| (term.about.title().to_lowercase(), term.slug.clone()));
        self.framework.terms = terms;
    }

    fn releases(&mut self, documents: Vec<Document>) {
        let mut releases = Vec::new();
        let mut versions: BTreeMap<String, Place> = BTreeMap::new();
        for mut document in documents {
            let Some(Front::Release(front)) = document.front.take() else { continue };
            let Some(version) = front.version else { continue };
            if let Some(first) = versions.get(&version.value) {
                self.shared("the version", &version.value, *first, version.place);
            }
            versions.insert(version.value.clone(), version.place);
            let fallback = version.value.clone();
            let body = whole(&document.body);
            let about = self.about(&document, front.common, &fallback, body);
            releases.push(Release {
                about,
                slug: document.stem,
                version: version.value,
                date: front.date,
                summary: front.summary,
            });
        }
        releases.sort_by_cached_key(|release| std::cmp::Reverse((release.date, natural(&release.version))));
        self.framework.releases = releases;
    }

    fn pages(&mut self, documents: Vec<Document>) {
        let mut pages = Vec::new();
        for mut document in documents {
            let Some(Front::Page(front)) = document.front.take() else { continue };
            let about = self.titled(&document, front.common);
            if document.stem == crate::parse::INDEX {
                self.framework.home = Some(OwnPage { about, path: String::new() });
                continue;
            }
            pages.push(OwnPage { about, path: group_path(&document) });
        }
        pages.sort_by_cached_key(|page| (by_weight(&page.about), page.path.clone()));
        self.framework.pages = pages;
    }
}

fn by_weight(about: &About) -> ((bool, i64), String) {
    (weight(about.weight), about.title().to_lowercase())
}

fn whole(reading: &markdown::Reading) -> Prose {
    match &reading.lead {
        Some(lead) => Prose::join(&lead.prose, &reading.rest),
        None => reading.rest.clone(),
    }
}

fn sorted(mut archetypes: Vec<ArchetypeRef>) -> Vec<ArchetypeRef> {
    archetypes.sort();
    archetypes
}

fn start_of(place: Place) -> Place {
    let start = place.span.start as usize;
    Place { span: Span::new(start, start), ..place }
}

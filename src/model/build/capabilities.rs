//! Capabilities without their statements: ids, groups, and what refers to what.

use super::*;
use crate::model::UsedIds;
use crate::model::ids::IdRule;

impl Stage<'_> {
    /// Makes the capabilities, in order of group and id, without their statements.
    pub(super) fn capabilities(&mut self, documents: Vec<Arc<Document>>, frozen: &[FrozenFile]) -> Vec<Unordered> {
        let rule = IdRule::new(self.settings.id_pattern.as_ref(), self.findings);
        let mut seen: HashMap<String, Place> = HashMap::new();
        let mut used: Option<UsedIds> = None;
        let mut twice: Vec<(Located<String>, Place)> = Vec::new();
        let mut found: Vec<(GroupRef, String, Arc<Document>)> = Vec::with_capacity(documents.len());
        for document in documents {
            let Some(Front::Capability(front)) = &document.front else { continue };
            let Some(id) = front.id.clone() else {
                self.names.add_absent_capability(&document.stem, Absence::Broken);
                continue;
            };
            let place = id.place;
            if let Some(first) = seen.get(&id.value) {
                twice.push((id, *first));
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
            if let Some(group) = self.names.groups.get(&id.value) {
                let other = Place { file: self.framework[group].about.place.file, span: Span::default() };
                let message = format!("`{}` is the id of a group already", id.value);
                let finding = Diagnostic::new(&codes::DUPLICATE_ID, place, message).related(other, "the group");
                self.find(finding.help("give the capability another id"));
            }
            found.push((group, id.value, document));
        }
        for (id, first) in twice {
            let free = used.get_or_insert_with(|| ever_used(&seen, &self.names.targets.absent(), frozen));
            let instead = free.instead_of(&id.value);
            if let Some(instead) = &instead {
                free.add(instead);
            }
            let help = match instead {
                Some(instead) => {
                    format!("give the newer one an id that was never used: `{instead}` is the next free one")
                }
                None => "give the newer one an id that was never used".to_owned(),
            };
            let message = format!("two capabilities have the id `{}`", id.value);
            let finding = Diagnostic::new(&codes::DUPLICATE_ID, id.place, message);
            self.find(finding.label("again here").related(first, "first here").help(help));
        }
        found.sort_by_cached_key(|(group, id, document)| {
            let given = document.front.as_ref().and_then(|front| front.common().weight);
            (*group, weight(given), natural(id))
        });
        for (at, (_, id, _)) in found.iter().enumerate() {
            let handle = CapabilityRef::new(at);
            self.names.capabilities.add(id, handle);
            self.names.targets.add(id, Target::Capability(handle));
        }
        let mut unordered = Vec::with_capacity(found.len());
        for (group, id, document) in found {
            let mut document = Arc::unwrap_or_clone(document);
            if let Some(Front::Capability(front)) = document.front.take() {
                unordered.push(self.capability(group, document, front, id));
            }
        }
        self.back_references();
        unordered
    }

    pub(super) fn group_of(&mut self, document: &Document, folder: &str) -> Option<GroupRef> {
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
        self.names.groups.get(folder)
    }

    pub(super) fn capability(
        &mut self,
        group: GroupRef,
        document: Document,
        mut front: CapabilityFront,
        id: String,
    ) -> Unordered {
        let shape_a = front.statements.is_none();
        let common = std::mem::take(&mut front.common);
        let titled = common.title.is_some();
        let body = if shape_a { document.body.rest.clone() } else { whole(&document.body) };
        let mut about = self.about(&document, common, &id, body);
        about.place = front.id.as_ref().map_or(about.place, |id| id.place);
        let own = self.names.capabilities.get(&id);
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
        self.framework.capabilities.push(Arc::new(Capability {
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
            guidance: guidance(&document, shape_a),
        }));
        let waiting = self.translations.waiting.get(document.path.as_str()).into_iter().flatten();
        let translated = waiting.map(|(language, document)| (language.clone(), document.body.lead.clone())).collect();
        let is_empty = document.body.lead.is_none() && document.body.rest.is_empty();
        Unordered { front, lead: document.body.lead, is_empty, rest_begins: document.body_place, translated }
    }

    pub(super) fn back_references(&mut self) {
        let mut back: Vec<Vec<CapabilityRef>> = vec![Vec::new(); self.framework.capabilities.len()];
        for (from, capability) in self.framework.capabilities() {
            for to in capability.related.iter().chain(&capability.requires) {
                if back[to.index()].last() != Some(&from) {
                    back[to.index()].push(from);
                }
            }
        }
        for (capability, back) in self.framework.capabilities.iter_mut().zip(back) {
            Arc::make_mut(capability).referred_by = back;
        }
    }
}

/// The ids of this framework's files and of all its releases.
fn ever_used(seen: &HashMap<String, Place>, absent: &BTreeMap<String, Absence>, frozen: &[FrozenFile]) -> UsedIds {
    let given_out = frozen.iter().flat_map(|file| file.frozen.ids.iter().map(|known| &known.id));
    UsedIds::new(seen.keys().chain(absent.keys()).chain(given_out).map(String::as_str))
}

//! Statements: from both shapes of capability, in one order, with every group's range of them.

use super::*;
use crate::parse::kind::capability::StatementFront;

/// A capability whose statements are not made yet: they are ordered over all capabilities.
pub(super) struct Unordered {
    pub(super) front: CapabilityFront,
    pub(super) lead: Option<markdown::Lead>,
    pub(super) is_empty: bool,
    pub(super) rest_begins: Place,
    pub(super) translated: Vec<(Language, Option<markdown::Lead>)>,
}

impl Stage<'_> {
    /// Makes the statements, and ties capabilities and resources together.
    pub(super) fn statements(&mut self, unordered: Vec<Unordered>) {
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
            let capability = &mut framework.capabilities[statement.capability.index()];
            Arc::make_mut(capability).statements.push(StatementRef(at as u32));
        }
        for (at, group) in framework.groups.iter_mut().enumerate() {
            let below = GroupRef::new(at)..=group.last;
            let current = &made[..framework.current as usize];
            let start = current.partition_point(|statement| statement.group < *below.start());
            let end = current.partition_point(|statement| statement.group <= *below.end());
            Arc::make_mut(group).statements = start as u32..end as u32;
        }
        framework.statements = made.into_iter().map(Arc::new).collect();
        for capability in &mut framework.capabilities {
            let statements = &framework.statements;
            Arc::make_mut(capability).statements.sort_by_key(|handle| statements[handle.0 as usize].level);
        }
        if framework.current == 0 && self.findings.iter().all(|f| f.severity != crate::base::Severity::Error) {
            let empty = Diagnostic::nowhere(&codes::EMPTY_FRAMEWORK, "this framework has no statements")
                .help("write the first one in a folder of `content/domains/` that has an `_index.md`");
            self.find(empty);
        }
    }

    pub(super) fn tie_resources(&mut self, capability: CapabilityRef, names: &[Located<String>]) {
        let named = self.names.resources.find_all(names, self.findings);
        for resource in &named {
            let list = &mut Arc::make_mut(&mut self.framework.resources[resource.index()]).capabilities;
            if !list.contains(&capability) {
                list.push(capability);
            }
        }
    }

    /// A resource and a capability are tied whichever of the two names the other.
    pub(super) fn resources_of_capabilities(&mut self) {
        for (at, resource) in self.framework.resources.iter().enumerate() {
            for capability in &resource.capabilities {
                let capability = &mut self.framework.capabilities[capability.index()];
                Arc::make_mut(capability).resources.push(ResourceRef::new(at));
            }
        }
    }

    /// Shape A: the first paragraph of the body.
    pub(super) fn single_of(&mut self, capability: CapabilityRef, entry: Unordered, made: &mut Vec<Statement>) {
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
    pub(super) fn rows_of(
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
            let phrase = Arc::new(prose.phrase());
            if phrase.plain.trim().is_empty() {
                let finding = Diagnostic::new(&codes::NO_STATEMENT, text.place, "the statement has no words");
                self.find(finding.help("write it as a sentence"));
                continue;
            }
            let text = Localised::new(StatementText { prose, phrase });
            made.push(Statement { capability, group, level, archetypes: sorted(archetypes), process, text });
        }
    }

    pub(super) fn archetypes_of(
        &mut self,
        names: &[Located<String>],
        are_meant: bool,
        place: Place,
    ) -> Vec<ArchetypeRef> {
        if names.is_empty() && !are_meant && !self.framework.archetypes.is_empty() {
            let finding =
                Diagnostic::new(&codes::NO_ARCHETYPE, start_of(place), "this statement is meant for no archetype")
                    .label("so no archetype's page or checklist will show it")
                    .help("add a line such as `archetypes: [user]`");
            self.find(finding);
        }
        sorted(self.names.archetypes.find_all(names, self.findings))
    }
}

fn start_of(place: Place) -> Place {
    let start = place.span.start as usize;
    Place { span: Span::new(start, start), ..place }
}

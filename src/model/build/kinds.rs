//! The kinds that need no more than a look at names: levels, archetypes, processes, resources, profiles, mappings, terms,
//! releases, pages.

use super::*;

impl Stage<'_> {
    pub(super) fn levels(&mut self, documents: Vec<Document>) {
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
        self.framework.levels = shared(levels);
        for (handle, level) in self.framework.levels() {
            self.names.levels.add(&level.number.to_string(), handle);
        }
    }

    pub(super) fn archetypes(&mut self, documents: Vec<Document>) {
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
        self.framework.archetypes = shared(archetypes);
        for (handle, archetype) in self.framework.archetypes() {
            self.names.archetypes.add(&archetype.slug, handle);
        }
    }

    pub(super) fn processes(&mut self, documents: Vec<Document>) {
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
        self.framework.processes = processes.into_iter().map(|(_, process)| Arc::new(process)).collect();
        for (handle, process) in self.framework.processes() {
            self.names.processes.add(&process.slug, handle);
        }
    }

    pub(super) fn resources(&mut self, documents: Vec<Document>) {
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
        self.framework.resources = shared(resources);
        for (handle, resource) in self.framework.resources() {
            self.names.resources.add(&resource.slug, handle);
        }
    }

    pub(super) fn profiles(&mut self, documents: Vec<Document>) {
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
        self.framework.profiles = shared(profiles);
    }

    pub(super) fn mappings(&mut self, documents: Vec<Document>) {
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
        self.framework.mappings = shared(mappings);
    }

    pub(super) fn terms(&mut self, documents: Vec<Document>) {
        let mut terms = Vec::new();
        for mut document in documents {
            let Some(Front::Term(front)) = document.front.take() else { continue };
            let about = self.titled(&document, front.common);
            terms.push(Term { about, slug: document.stem, abbreviation: front.abbreviation, forms: front.forms });
        }
        terms.sort_by_cached_key(|term| (term.about.title().to_lowercase(), term.slug.clone()));
        self.framework.terms = shared(terms);
    }

    pub(super) fn releases(&mut self, documents: Vec<Document>, mut frozen: Vec<FrozenFile>) {
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
            let own = frozen.iter().position(|file| file.stem == document.stem).map(|at| frozen.swap_remove(at));
            releases.push(Release {
                about,
                slug: document.stem,
                version: version.value,
                date: front.date,
                summary: front.summary,
                frozen: own.map(|file| file.frozen),
            });
        }
        for FrozenFile { file, stem, .. } in frozen {
            let place = Place { file, span: Span::default() };
            let message = format!("there is no release `{stem}` that this file could belong to");
            let help = format!("write its notes as `content/releases/{stem}.md`");
            self.findings.push(Diagnostic::new(&codes::NOT_CONTENT, place, message).help(help));
        }
        releases.sort_by_cached_key(|release| std::cmp::Reverse((release.date, natural(&release.version))));
        self.framework.releases = shared(releases);
    }

    pub(super) fn pages(&mut self, documents: Vec<Document>) {
        let mut pages = Vec::new();
        for mut document in documents {
            let Some(Front::Page(front)) = document.front.take() else { continue };
            let about = self.titled(&document, front.common);
            if document.stem == crate::parse::INDEX {
                self.framework.home = Some(Arc::new(OwnPage { about, path: String::new() }));
                continue;
            }
            pages.push(OwnPage { about, path: group_path(&document) });
        }
        pages.sort_by_cached_key(|page| (by_weight(&page.about), page.path.clone()));
        self.framework.pages = shared(pages);
    }
}

fn shared<T>(entities: Vec<T>) -> Vec<Arc<T>> {
    entities.into_iter().map(Arc::new).collect()
}

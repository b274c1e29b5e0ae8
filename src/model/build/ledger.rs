//! The ledger: an id that a release carried stands for what it stood for then, for ever. Mappings, training records and
//! paper out in the world refer to it.

use super::Stage;
use crate::base::{Diagnostic, Place, codes};
use crate::model::{Absence, Capability, Framework, Release, StatementRef};
use crate::parse::FrozenId;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

impl Stage<'_> {
    /// Every id of every release is current or retired, and none is given to something else.
    pub(super) fn ledger(&mut self) {
        let absent = self.names.targets.absent();
        let releases: Vec<Arc<Release>> = self.framework.releases.clone();
        let capabilities: HashMap<&str, &Capability> =
            self.framework.capabilities.iter().map(|it| (it.id.as_str(), &**it)).collect();
        let kept = || releases.iter().filter_map(|release| Some((release, release.frozen.as_ref()?)));
        let texts: Vec<Texts> = kept().map(|(_, frozen)| frozen.texts()).collect();
        let current = current(self.framework);
        let mut met = HashSet::new();
        let mut findings = Vec::new();
        for ((release, frozen), own) in kept().zip(&texts) {
            // The newest release that carried an id says what became of it.
            for known in frozen.ids.iter().filter(|known| met.insert(known.id.as_str())) {
                let place = Place { file: frozen.file, span: known.span };
                findings.extend(match (capabilities.get(known.id.as_str()), absent.get(&known.id)) {
                    (Some(now), _) if known.is_retired && now.retired.is_none() => {
                        given_again(self.framework, &texts, known, now, release, place)
                    }
                    (Some(_), _) | (None, Some(Absence::Broken)) => None,
                    (None, absence) => {
                        let said = own.get(known.id.as_str()).into_iter().flatten();
                        // The first of those that say it now.
                        let renamed = said.filter_map(|text| current.get(text)).min();
                        let renamed = renamed.map(|at| &self.framework[self.framework[*at].capability]);
                        Some(gone(renamed, known, release, place, absence.is_some()))
                    }
                });
            }
        }
        self.findings.extend(findings);
    }
}

/// By id, what a release said.
type Texts<'a> = HashMap<&'a str, Vec<&'a str>>;

/// Which statement says a text now; of several, the first.
fn current(framework: &Framework) -> HashMap<&str, StatementRef> {
    let mut current = HashMap::new();
    for (at, statement) in framework.statements() {
        current.entry(&*statement.text.own().phrase.plain).or_insert(at);
    }
    current
}

/// An id without a capability. Where its words stand under a new id, that is what went wrong.
fn gone(renamed: Option<&Capability>, known: &FrozenId, release: &Release, place: Place, is_draft: bool) -> Diagnostic {
    let (id, version) = (&known.id, &release.version);
    let what = if is_draft { "is a draft now" } else { "is gone" };
    let finding = Diagnostic::new(&codes::GONE_ID, place, format!("`{id}` {what}, and version {version} carried it"))
        .label("readers, training records and other people's mappings refer to it");
    match renamed {
        Some(now) => finding
            .related(now.about.place, "its words stand here, under a new id")
            .help(format!("give it back its id: write `id: {id}` in the place of `id: {}`", now.id)),
        None if is_draft => finding.help(format!("take `draft: true` out of its file, or say `gradus retire {id}`")),
        None => finding.help(format!(
            "bring its file back from the history of the repository; if it is no longer wanted, `gradus retire {id}` keeps a page that says why"
        )),
    }
}

/// A retired id that is current again. That is fine where it says what it said.
fn given_again(
    framework: &Framework,
    before: &[Texts],
    known: &FrozenId,
    now: &Capability,
    release: &Release,
    place: Place,
) -> Option<Diagnostic> {
    let mut before = before.iter().filter_map(|texts| texts.get(known.id.as_str())).flatten();
    let texts: Vec<&str> = now.statements.iter().map(|at| &*framework[*at].text.own().phrase.plain).collect();
    if before.any(|text| texts.contains(text)) {
        return None;
    }
    let message = format!("`{}` is given again: in version {} it was retired", known.id, release.version);
    let finding = Diagnostic::new(&codes::REUSED_ID, now.about.place, message)
        .label("this says something else than it did")
        .related(place, "retired here")
        .help("give the new capability an id that nothing has had, and keep the retired one's file as it was");
    Some(finding)
}

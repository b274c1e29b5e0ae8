//! What changed about one capability that both versions have.

use super::change::Kind;
use super::names::Names;
use super::statements::{self, differences};
use super::words::wording;
use crate::parse::snapshot::{Capability, Retired};

/// Everything but its place among its siblings and what has to be known of others. `moved_group` is whether it stands
/// in another group than that which became its old one.
pub fn compare(names: &Names, old: &Capability, new: &Capability, moved_group: bool) -> Vec<Kind> {
    let mut kinds = Vec::new();
    if !old.id.is_empty() && !new.id.is_empty() && old.id != new.id {
        kinds.push(Kind::Renumbered { from: old.id.clone() });
    }
    match (&old.retired, &new.retired) {
        (None, Some(retired)) => {
            // What else changed about it no longer matters.
            kinds.push(retirement(retired, true));
            return kinds;
        }
        (Some(_), None) => kinds.push(Kind::Restored),
        (Some(before), Some(after)) if before != after => kinds.push(retirement(after, false)),
        _ => {}
    }
    kinds.extend(statements::compare(names, old, new));
    if old.title != new.title {
        let text = |of: &Capability| of.title.clone().unwrap_or_default();
        kinds.push(Kind::Renamed { from: text(old), to: text(new) });
    }
    if moved_group {
        let name = |of: &Capability| (!of.group.is_empty()).then(|| names.group(&of.group));
        kinds.push(Kind::Moved { from: name(old), to: name(new) });
    }
    if let Some((added, removed)) = differences(&old.requires, &new.requires) {
        kinds.push(Kind::Requires { added, removed });
    }
    if let Some((added, removed)) = differences(&old.related, &new.related) {
        kinds.push(Kind::Related { added, removed });
    }
    if let Some((added, removed)) = differences(&old.resources, &new.resources) {
        kinds.push(Kind::Resources { added, removed });
    }
    if let Some((added, removed)) = differences(&old.mappings, &new.mappings) {
        kinds.push(Kind::Mappings { added, removed });
    }
    // An export has no guidance: what one version does not know has not changed.
    if let (Some(before), Some(after)) = (&old.guidance, &new.guidance)
        && let Some(wording) = wording(before, after)
    {
        kinds.push(Kind::Guidance { amount: wording.amount, share: wording.share });
    }
    kinds
}

/// That it was retired, or another note about it.
pub fn retirement(retired: &Retired, now: bool) -> Kind {
    let Retired { since, reason, replaced_by } = retired.clone();
    if now { Kind::Retired { since, reason, replaced_by } } else { Kind::Retirement { since, reason, replaced_by } }
}

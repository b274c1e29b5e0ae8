//! Which version should come next, by stated rules: each class of changes has the step that it asks for, and the
//! largest wins.

use super::change::Change;
use super::class::{CLASSES, Class};
use serde::Serialize;
use std::collections::BTreeMap;

/// How large a step is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Size {
    /// Nothing changed.
    None,
    /// The same is asked, in other words or in another place.
    Patch,
    /// Something more is asked, or of other people.
    Minor,
    /// An assessment made before no longer says what it said.
    Major,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Next {
    pub size: Size,
    /// The number, where the old version has one that can be counted up.
    pub version: Option<String>,
    /// What asks for a step of this size: "2 retired, 1 at another level".
    pub because: String,
    /// Whether the new version's own number is a step of that size or larger; none where it has no new number.
    pub enough: Option<bool>,
}

impl Size {
    pub fn name(self) -> &'static str {
        match self {
            Size::None => "none",
            Size::Patch => "patch",
            Size::Minor => "minor",
            Size::Major => "major",
        }
    }
}

pub fn next(old: &str, new: &str, changes: &[Change]) -> Next {
    // Classes stand with the largest steps first, so the first kind of a change asks for the largest of its steps.
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry(change.class.rank()).or_default() += 1;
    }
    let asks: Vec<(&Class, usize)> = counts.into_iter().map(|(rank, count)| (CLASSES[rank], count)).collect();
    let size = asks.iter().map(|(class, _)| class.size).max().unwrap_or(Size::None);
    let because = asks.iter().filter(|(class, _)| class.size == size).map(|(class, count)| class.counted(*count));
    let (before, after) = (Number::read(old), Number::read(new));
    let wanted = before.as_ref().and_then(|number| number.step(size));
    let enough = match (&wanted, &after) {
        (Some(wanted), Some(after)) if old != new => Some(after.parts() >= wanted.parts()),
        _ => None,
    };
    Next { size, version: wanted.map(|number| number.text()), because: because.collect::<Vec<_>>().join(", "), enough }
}

impl Class {
    /// "3 added", "1 group renamed".
    pub fn counted(&self, count: usize) -> String {
        format!("{count} {}", if count == 1 { self.counted.0 } else { self.counted.1 })
    }
}

/// A version such as `1.4.0`, `v2.1` or `3`.
struct Number {
    v: bool,
    given: Vec<u64>,
}

/// A first number from here on is a year. Such versions count time and not changes.
const YEARS: u64 = 1900;

impl Number {
    fn read(text: &str) -> Option<Number> {
        let bare = text.strip_prefix('v');
        let part = |part: &str| -> Option<u64> {
            let plain = part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            part.parse().ok().filter(|_| plain)
        };
        let given: Vec<u64> = bare.unwrap_or(text).split('.').map(part).collect::<Option<_>>()?;
        ((1..=3).contains(&given.len()) && given[0] < YEARS).then_some(Number { v: bare.is_some(), given })
    }

    fn parts(&self) -> [u64; 3] {
        let part = |at: usize| self.given.get(at).copied().unwrap_or_default();
        [part(0), part(1), part(2)]
    }

    fn step(&self, size: Size) -> Option<Number> {
        let [major, minor, patch] = self.parts();
        let one_more = |number: u64| number.checked_add(1);
        let next = match size {
            Size::None => return None,
            // Before version 1 nothing is promised yet: there a major step counts up the second number.
            Size::Major if major == 0 => [0, one_more(minor)?, 0],
            Size::Major => [one_more(major)?, 0, 0],
            Size::Minor => [major, one_more(minor)?, 0],
            Size::Patch => [major, minor, one_more(patch)?],
        };
        // As many parts as the old version had, and those that are needed.
        let needed = 3 - next.iter().rev().take_while(|part| **part == 0).count();
        let length = needed.max(self.given.len());
        Some(Number { v: self.v, given: next[..length].to_vec() })
    }

    fn text(&self) -> String {
        let parts: Vec<String> = self.given.iter().map(u64::to_string).collect();
        format!("{}{}", if self.v { "v" } else { "" }, parts.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_counted_up_in_its_own_form() {
        for (old, size, expected) in [
            ("1.4.2", Size::Major, Some("2.0.0")),
            ("1.4.2", Size::Minor, Some("1.5.0")),
            ("1.4.2", Size::Patch, Some("1.4.3")),
            ("v1.4", Size::Major, Some("v2.0")),
            ("v1.4", Size::Patch, Some("v1.4.1")),
            ("3", Size::Major, Some("4")),
            ("3", Size::Minor, Some("3.1")),
            ("0.3.1", Size::Major, Some("0.4.0")),
            ("2023.1", Size::Major, None),
            ("2023-02", Size::Major, None),
            ("1.0.0-rc.1", Size::Major, None),
            ("1.02", Size::Major, None),
            ("18446744073709551615", Size::Major, None),
            ("February", Size::Minor, None),
            ("", Size::Patch, None),
            ("1.0.0", Size::None, None),
        ] {
            let next = Number::read(old).and_then(|number| number.step(size)).map(|number| number.text());
            assert_eq!(next.as_deref(), expected, "{old} {size:?}");
        }
    }
}

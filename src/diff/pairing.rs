//! Who is who: which capability of the old version is which of the new one. By id, unless ids cannot be trusted to
//! mean the same thing in both; then by what they say.

use super::alike::Texts;
use crate::parse::snapshot::Capability;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

/// Positions in the two lists of capabilities.
#[derive(Debug, Default, PartialEq)]
pub struct Pairs {
    /// In the order of the new version.
    pub both: Vec<(usize, usize)>,
    pub removed: Vec<usize>,
    pub added: Vec<usize>,
    /// Of the new ones, those whose id stood for something else, and where that stood.
    pub reused: HashMap<usize, usize>,
    pub by_text: Option<Why>,
}

/// Why ids could not be followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    NoIds,
    /// The two versions have next to no id in common.
    OtherIds,
    /// They have ids in common, but most of these say something else now.
    OtherMeaning,
}

/// Below this, two texts with one id have nothing to do with each other.
const STRANGERS: f64 = 0.22;
/// From here, two texts with different ids are taken as one, where ids can be trusted otherwise …
const NEARLY: f64 = 0.6;
/// … and where they cannot.
const KIN: f64 = 0.33;
/// What is alike is looked for so many times, each among what the last time left.
const ROUNDS: usize = 6;

pub fn pairs(old: &[Arc<Capability>], new: &[Arc<Capability>]) -> Pairs {
    let with_id = |at: &usize| !old[*at].id.is_empty();
    let mut all = Pairs::default();
    let (olds, news) = ((0..old.len()).collect::<Vec<_>>(), (0..new.len()).collect::<Vec<_>>());

    let ids: Vec<usize> = olds.iter().copied().filter(with_id).collect();
    let same_id = equal(&ids, &news, |at| old[at].id.as_str(), |at| new[at].id.as_str());

    // Of those with one id, which may be two things?
    let differing: Vec<(usize, usize)> = same_id.iter().copied().filter(|(a, b)| old[*a] != new[*b]).collect();
    let paired = Marks::of(&same_id, old.len(), new.len());
    let mut loose_old: Vec<usize> = olds.iter().copied().filter(|at| !paired.old[*at]).collect();
    let mut loose_new: Vec<usize> = news.iter().copied().filter(|at| !paired.new[*at]).collect();
    let texts = Compared::new(old, new, &differing, &loose_old, &loose_new);
    let mut strangers: BTreeSet<(usize, usize)> =
        differing.iter().copied().filter(|(a, b)| texts.strangers(*a, *b)).collect();

    all.by_text = why(old, new, same_id.len(), strangers.len());
    // Where ids mean nothing, an id tells no more than any other sign; and elsewhere two may have been exchanged.
    let reworded = differing.iter().filter(|(a, b)| old[*a].statements != new[*b].statements);
    if all.by_text.is_some() {
        strangers.extend(reworded);
    } else {
        let others = reworded.clone().map(|(_, b)| *b).chain(loose_new.iter().copied());
        let others: HashSet<String> = others.map(|at| new[at].words()).collect();
        strangers.extend(reworded.filter(|(a, b)| {
            let said = old[*a].words();
            !said.trim().is_empty() && said != new[*b].words() && others.contains(&said)
        }));
    }
    for (a, b) in &strangers {
        loose_old.push(*a);
        loose_new.push(*b);
    }
    loose_old.sort_unstable();
    loose_new.sort_unstable();
    let bar = if all.by_text.is_some() { Bar { kin: true, least: KIN } } else { Bar { kin: false, least: NEARLY } };
    let by_text = texts.matches(old, new, &loose_old, &loose_new, bar);

    // A stranger that found nobody else stays with its id, unless ids mean nothing here.
    let taken = Marks::of(&by_text, old.len(), new.len());
    let free = |(a, b): &(usize, usize)| !taken.old[*a] && !taken.new[*b];
    let kept = |pair: &(usize, usize)| !strangers.contains(pair) || (all.by_text.is_none() && free(pair));
    all.both = same_id.iter().copied().filter(kept).collect();
    for (a, b) in same_id.iter().copied().filter(|pair| !kept(pair)) {
        all.reused.insert(b, a);
    }
    all.both.extend(&by_text);
    all.both.sort_unstable_by_key(|(a, b)| (*b, *a));
    let paired = Marks::of(&all.both, old.len(), new.len());
    all.removed = olds.into_iter().filter(|at| !paired.old[*at]).collect();
    all.added = news.into_iter().filter(|at| !paired.new[*at]).collect();
    if by_text.is_empty() {
        all.by_text = all.by_text.filter(|why| *why == Why::OtherMeaning);
    }
    all
}

/// From where on two texts are taken as one, and how their likeness is measured.
#[derive(Clone, Copy)]
struct Bar {
    kin: bool,
    least: f64,
}

fn why(old: &[Arc<Capability>], new: &[Arc<Capability>], common: usize, strangers: usize) -> Option<Why> {
    let named = |all: &[Arc<Capability>]| all.iter().filter(|capability| !capability.id.is_empty()).count();
    let (old_ids, new_ids) = (named(old), named(new));
    if old.is_empty() || new.is_empty() {
        None
    } else if old_ids * 2 < old.len() || new_ids * 2 < new.len() {
        Some(Why::NoIds)
    } else if common * 20 < old.len().min(new.len()) {
        Some(Why::OtherIds)
    } else {
        (strangers * 2 > common).then_some(Why::OtherMeaning)
    }
}

/// For each place of either version, whether some pairs hold it.
struct Marks {
    old: Vec<bool>,
    new: Vec<bool>,
}

impl Marks {
    fn of(pairs: &[(usize, usize)], old: usize, new: usize) -> Marks {
        let mut marks = Marks { old: vec![false; old], new: vec![false; new] };
        for (a, b) in pairs {
            (marks.old[*a], marks.new[*b]) = (true, true);
        }
        marks
    }
}

/// Pairs what has the same key, the first with the first. Each is used once.
fn equal<K: Hash + Eq>(
    old: &[usize],
    new: &[usize],
    old_key: impl Fn(usize) -> K,
    new_key: impl Fn(usize) -> K,
) -> Vec<(usize, usize)> {
    // The first that waits for a key, and for each the next one with the same key.
    let mut first: HashMap<K, usize> = HashMap::with_capacity(new.len());
    let mut next: Vec<Option<usize>> = vec![None; new.len()];
    for (nth, at) in new.iter().enumerate().rev() {
        next[nth] = first.insert(new_key(*at), nth);
    }
    let mut take = |at: usize| {
        let key = old_key(at);
        let nth = *first.get(&key)?;
        match next[nth] {
            Some(following) => first.insert(key, following),
            None => first.remove(&key),
        };
        Some((at, new[nth]))
    };
    old.iter().filter_map(|at| take(*at)).collect()
}

/// The texts that have to be compared, and where each stands among them.
struct Compared {
    texts: Texts,
    old: HashMap<usize, usize>,
    new: HashMap<usize, usize>,
}

impl Compared {
    fn new(
        old: &[Arc<Capability>],
        new: &[Arc<Capability>],
        differing: &[(usize, usize)],
        loose_old: &[usize],
        loose_new: &[usize],
    ) -> Compared {
        let mut words: Vec<String> = Vec::new();
        let mut put = |all: &[Arc<Capability>], which: Vec<usize>| -> HashMap<usize, usize> {
            let from = words.len();
            words.extend(which.iter().map(|at| all[*at].words()));
            which.into_iter().enumerate().map(|(nth, at)| (at, from + nth)).collect()
        };
        let changed = |pair: &&(usize, usize)| old[pair.0].statements != new[pair.1].statements;
        let differing: Vec<(usize, usize)> = differing.iter().filter(changed).copied().collect();
        let old_side = put(old, loose_old.iter().copied().chain(differing.iter().map(|pair| pair.0)).collect());
        let new_side = put(new, loose_new.iter().copied().chain(differing.iter().map(|pair| pair.1)).collect());
        Compared { texts: Texts::new(words.iter().map(String::as_str)), old: old_side, new: new_side }
    }

    fn strangers(&self, old: usize, new: usize) -> bool {
        match (self.old.get(&old), self.new.get(&new)) {
            (Some(a), Some(b)) => {
                let said = self.texts.likeness(*a, *a) > 0.0 && self.texts.likeness(*b, *b) > 0.0;
                said && self.texts.likeness(*a, *b) < STRANGERS
            }
            _ => false,
        }
    }

    /// Pairs by text: what is the same in all, then what says the same, then what says nearly the same.
    fn matches(
        &self,
        old: &[Arc<Capability>],
        new: &[Arc<Capability>],
        loose_old: &[usize],
        loose_new: &[usize],
        bar: Bar,
    ) -> Vec<(usize, usize)> {
        let (mut loose_old, mut loose_new) = (loose_old.to_vec(), loose_new.to_vec());
        let (olds, news) = (old.len(), new.len());
        let mut all: Vec<(usize, usize)> = Vec::new();
        let mut take = |found: Vec<(usize, usize)>, old: &mut Vec<usize>, new: &mut Vec<usize>| {
            let taken = Marks::of(&found, olds, news);
            old.retain(|at| !taken.old[*at]);
            new.retain(|at| !taken.new[*at]);
            all.extend(found);
        };
        let whole = equal(&loose_old, &loose_new, |at| &old[at], |at| &new[at]);
        take(whole, &mut loose_old, &mut loose_new);
        let says = |side: &[Arc<Capability>], which: &[usize]| -> Vec<usize> {
            which.iter().copied().filter(|at| !side[*at].words().trim().is_empty()).collect()
        };
        let (mut loose_old, mut loose_new) = (says(old, &loose_old), says(new, &loose_new));
        let there = equal(
            &loose_old,
            &loose_new,
            |at| (old[at].words(), old[at].group.as_str()),
            |at| (new[at].words(), new[at].group.as_str()),
        );
        take(there, &mut loose_old, &mut loose_new);
        let anywhere = equal(&loose_old, &loose_new, |at| old[at].words(), |at| new[at].words());
        take(anywhere, &mut loose_old, &mut loose_new);
        // Where many texts are alike, only so many are looked at; those left over get another chance among the rest.
        for _ in 0..ROUNDS {
            let near = self.near(old, new, &loose_old, &loose_new, bar);
            if near.is_empty() {
                break;
            }
            take(near, &mut loose_old, &mut loose_new);
        }
        all
    }

    /// The likeliest first; each is used once. Of equally likely ones, that in the same group and at the same level.
    fn near(
        &self,
        old: &[Arc<Capability>],
        new: &[Arc<Capability>],
        loose_old: &[usize],
        loose_new: &[usize],
        bar: Bar,
    ) -> Vec<(usize, usize)> {
        let wanted: Vec<usize> = loose_old.iter().map(|at| self.old[at]).collect();
        let among: Vec<usize> = loose_new.iter().map(|at| self.new[at]).collect();
        let back: HashMap<usize, usize> = loose_new.iter().map(|at| (self.new[at], *at)).collect();
        let found = self.texts.candidates(&wanted, &among);
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for ((at, text), candidates) in loose_old.iter().zip(&wanted).zip(found) {
            for candidate in candidates {
                let (one, other) = (&old[*at], &new[back[&candidate]]);
                let likeness =
                    if bar.kin { self.texts.kinship(*text, candidate) } else { self.texts.likeness(*text, candidate) };
                let level = |of: &Capability| of.statements.first().map(|statement| statement.level);
                let near = 0.03 * f64::from(u8::from(one.group == other.group))
                    + 0.02 * f64::from(u8::from(level(one) == level(other)))
                    + 0.05 * f64::from(u8::from(one.id == other.id && !one.id.is_empty()));
                if likeness >= bar.least {
                    scored.push((likeness + near, *at, back[&candidate]));
                }
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut used_old, mut used_new) = (BTreeSet::new(), BTreeSet::new());
        scored.retain(|(_, a, b)| {
            let free = !used_old.contains(a) && !used_new.contains(b);
            if free {
                used_old.insert(*a);
                used_new.insert(*b);
            }
            free
        });
        scored.into_iter().map(|(_, a, b)| (a, b)).collect()
    }
}

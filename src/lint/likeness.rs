//! Which texts are nearly the same. Not by comparing all with all: two texts that share most of their words and pairs
//! of words share one of their rarest, so only texts that share a rare one are compared.

use std::borrow::Cow;
use std::collections::HashMap;

/// A text, whose it is, and at which level.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub words: &'a str,
    pub owner: usize,
    pub level: usize,
}

/// How like texts with the same words are.
pub const SAME: f64 = 1.0;

/// In how many of their rarest two texts have to agree before they are compared: with one, too many do by chance.
const AGREE: usize = 2;

/// For each text the one before it that it is likest to, if their likeness is at least `least`, which is over a half;
/// and how like they are, from 0 to 1. Only texts of two owners count, and at two levels only the same words.
pub fn likest(texts: &[Text], least: f64) -> Vec<(usize, usize, f64)> {
    let Bags { bags, of } = bags(texts);
    let items = bags.iter().filter_map(|bag| bag.last()).max().map_or(0, |most| *most as usize + 1);
    let mut index: Vec<Vec<u32>> = vec![Vec::new(); items];
    let mut met: Vec<Met> = bags.iter().map(|_| Met::default()).collect();
    let mut found = Vec::new();
    // In how many of its rarest each other bag agrees with this one, and which these are.
    let mut hits: Vec<u8> = vec![0; bags.len()];
    let mut hit: Vec<u32> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let own = of[at];
        let bag = &bags[own];
        if bag.is_empty() {
            continue;
        }
        let same = met[own].anywhere.of_another(text.owner);
        let is_new = met[own].anywhere.first.is_none();
        met[own].add(at, text);
        if let Some(other) = same {
            found.push((other, at, SAME));
            continue;
        }
        let agree = AGREE.min(bag.len());
        // Two bags with so much in common have that many in common among their rarest.
        let shared = (least * bag.len() as f64).ceil() as usize;
        let rarest = &bag[..(bag.len() - shared + agree).min(bag.len())];
        for item in rarest {
            for other in index[*item as usize].iter().filter(|other| **other as usize != own) {
                let hits = &mut hits[*other as usize];
                if *hits == 0 {
                    hit.push(*other);
                }
                *hits = hits.saturating_add(1);
            }
        }
        let mut best: Option<(usize, f64)> = None;
        for other in hit.drain(..) {
            let other = other as usize;
            let count = std::mem::take(&mut hits[other]);
            if usize::from(count) < agree.min(bags[other].len()) {
                continue;
            }
            let Some(before) = met[other].at(text.level).and_then(|owners| owners.of_another(text.owner)) else {
                continue;
            };
            let likeness = likeness(&bags[other], bag, least);
            if likeness >= least && best.is_none_or(|(first, most)| (likeness, first) > (most, before)) {
                best = Some((before, likeness));
            }
        }
        if is_new {
            for item in rarest {
                index[*item as usize].push(own as u32);
            }
        }
        found.extend(best.map(|(other, likeness)| (other, at, likeness)));
    }
    found
}

/// The first texts with a bag: no others are ever told.
#[derive(Default)]
struct Met {
    anywhere: Owners,
    by_level: Vec<(usize, Owners)>,
}

/// The first of some texts, and the first that has another owner than that; with their owners.
#[derive(Default)]
struct Owners {
    first: Option<(usize, usize)>,
    second: Option<(usize, usize)>,
}

impl Met {
    fn at(&self, level: usize) -> Option<&Owners> {
        self.by_level.iter().find(|(of, _)| *of == level).map(|(_, owners)| owners)
    }

    fn add(&mut self, at: usize, text: &Text) {
        self.anywhere.add(at, text.owner);
        match self.by_level.iter_mut().find(|(of, _)| *of == text.level) {
            Some((_, owners)) => owners.add(at, text.owner),
            None => {
                let mut owners = Owners::default();
                owners.add(at, text.owner);
                self.by_level.push((text.level, owners));
            }
        }
    }
}

impl Owners {
    fn add(&mut self, at: usize, owner: usize) {
        match (self.first, self.second) {
            (None, _) => self.first = Some((at, owner)),
            (Some((_, first)), None) if first != owner => self.second = Some((at, owner)),
            _ => {}
        }
    }

    fn of_another(&self, owner: usize) -> Option<usize> {
        [self.first, self.second].into_iter().flatten().find(|(_, of)| *of != owner).map(|(at, _)| at)
    }
}

/// What both have, of what either has; 0 where it cannot be `least`.
fn likeness(a: &[u32], b: &[u32], least: f64) -> f64 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if (short as f64) < least * long as f64 {
        return 0.0;
    }
    // So much they have to share; as soon as one has more of its own than that leaves room for, they cannot.
    let shared = (least / (1.0 + least) * (a.len() + b.len()) as f64).floor() as usize;
    let (room_a, room_b) = (a.len() - shared.min(a.len()), b.len() - shared.min(b.len()));
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        if i - both > room_a || j - both > room_b {
            return 0.0;
        }
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    both as f64 / (a.len() + b.len() - both) as f64
}

/// Words and pairs of neighbouring words, as numbers: the rarest first.
type Bag = Vec<u32>;

/// All bags, each once, and which one each text has.
struct Bags {
    bags: Vec<Bag>,
    of: Vec<usize>,
}

fn bags(texts: &[Text]) -> Bags {
    let mut words: HashMap<Cow<str>, u32> = HashMap::new();
    // Words and pairs of words have their numbers from one row.
    let mut numbers: HashMap<(u32, u32), u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut places: HashMap<Bag, usize> = HashMap::new();
    let mut of = Vec::with_capacity(texts.len());
    for text in texts {
        let split =
            text.words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty());
        let mut bag = Bag::new();
        let mut before: Option<u32> = None;
        for word in split {
            let next = words.len() as u32;
            let is_small = word.bytes().all(|byte| byte.is_ascii_lowercase());
            let word = if is_small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
            let word = *words.entry(word).or_insert(next);
            for key in std::iter::once((u32::MAX, word)).chain(before.map(|before| (before, word))) {
                let next = numbers.len() as u32;
                bag.push(*numbers.entry(key).or_insert(next));
            }
            before = Some(word);
        }
        bag.sort_unstable();
        bag.dedup();
        counts.resize(numbers.len(), 0);
        bag.iter().for_each(|number| counts[*number as usize] += 1);
        let next = places.len();
        of.push(*places.entry(bag).or_insert(next));
    }
    let mut order: Vec<u32> = (0..counts.len() as u32).collect();
    order.sort_by_key(|number| counts[*number as usize]);
    let mut rank = vec![0; counts.len()];
    for (at, number) in order.into_iter().enumerate() {
        rank[number as usize] = at as u32;
    }
    let mut bags = vec![Bag::new(); places.len()];
    for (bag, at) in places {
        bags[at] = bag.into_iter().map(|number| rank[number as usize]).collect();
        bags[at].sort_unstable();
    }
    Bags { bags, of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All with all.
    fn slowly(texts: &[Text], least: f64) -> Vec<(usize, usize, f64)> {
        let Bags { bags, of } = bags(texts);
        let best = |at: usize| {
            let others = (0..at).filter(|other| texts[*other].owner != texts[at].owner);
            let all = others.map(|other| (other, likeness(&bags[of[other]], &bags[of[at]], 0.0)));
            let told = |(other, likeness): &(usize, f64)| texts[*other].level == texts[at].level || *likeness == SAME;
            let all = all.filter(|(_, likeness)| *likeness >= least).filter(told);
            all.max_by(|(a, one), (b, other)| one.total_cmp(other).then(b.cmp(a)))
        };
        (0..texts.len()).filter_map(|at| best(at).map(|(other, likeness)| (other, at, likeness))).collect()
    }

    fn texts<'a>(words: &[&'a str]) -> Vec<Text<'a>> {
        words.iter().enumerate().map(|(owner, words)| Text { words, owner, level: 0 }).collect()
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(all in prop::collection::vec(("([a-e] ){0,9}", 0..9usize, 0..3usize), 0..30)) {
            let texts: Vec<Text> =
                all.iter().map(|(words, owner, level)| Text { words, owner: *owner, level: *level }).collect();
            prop_assert_eq!(likest(&texts, 0.6), slowly(&texts, 0.6));
        }
    }

    #[test]
    fn one_word_in_ten_makes_no_other_text() {
        let texts = texts(&[
            "I can list the risks of a new tool for our ward",
            "I can list the risks of a new tool for my ward",
            "Quite another one",
        ]);
        let found = likest(&texts, 0.6);
        assert_eq!(found.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(), [(0, 1)]);
    }
}

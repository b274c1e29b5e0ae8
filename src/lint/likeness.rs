//! Which texts are nearly the same. Not by comparing all with all: two texts that share most of their words and pairs
//! of words share one of their rarest, so only texts that share a rare one are compared.

use std::collections::HashMap;

/// A text's words and pairs of neighbouring words, as numbers: the rarest first.
struct Bag(Vec<u32>);

/// In how many of their rarest two texts have to agree before they are compared: with one, too many do by chance.
const AGREE: usize = 2;

/// For each text the one before it that it is likest to, if their likeness is at least `least`, which is over a half;
/// and how like they are, from 0 to 1.
pub fn likest(texts: &[&str], least: f64, may: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize, f64)> {
    let bags = bags(texts);
    let items = bags.iter().filter_map(|bag| bag.0.last()).max().map_or(0, |most| *most as usize + 1);
    let mut index: Vec<Vec<u32>> = vec![Vec::new(); items];
    let mut found = Vec::new();
    // In how many of its rarest each other text agrees with this one, and which these are.
    let mut hits: Vec<u8> = vec![0; texts.len()];
    let mut hit: Vec<u32> = Vec::new();
    for (at, bag) in bags.iter().enumerate() {
        let bag = &bag.0;
        let agree = AGREE.min(bag.len());
        // Two bags with so much in common have that many in common among their rarest.
        let shared = (least * bag.len() as f64).ceil() as usize;
        let rarest = &bag[..(bag.len() - shared + agree).min(bag.len())];
        for item in rarest {
            for other in &index[*item as usize] {
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
            if usize::from(count) < agree.min(bags[other].0.len()) || !may(other, at) {
                continue;
            }
            let likeness = likeness(&bags[other].0, bag, least);
            if likeness >= least && best.is_none_or(|(before, most)| (likeness, before) > (most, other)) {
                best = Some((other, likeness));
            }
        }
        for item in rarest {
            index[*item as usize].push(at as u32);
        }
        found.extend(best.map(|(other, likeness)| (other, at, likeness)));
    }
    found
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

fn bags(texts: &[&str]) -> Vec<Bag> {
    let mut words: HashMap<String, u32> = HashMap::new();
    // Words and pairs of words have their numbers from one row.
    let mut numbers: HashMap<(u32, u32), u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut bags: Vec<Vec<u32>> = Vec::with_capacity(texts.len());
    for text in texts {
        let split = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty());
        let mut bag: Vec<u32> = Vec::new();
        let mut before: Option<u32> = None;
        for word in split {
            let next = words.len() as u32;
            let word = *words.entry(word.to_lowercase()).or_insert(next);
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
        bags.push(bag);
    }
    let mut order: Vec<u32> = (0..counts.len() as u32).collect();
    order.sort_by_key(|number| counts[*number as usize]);
    let mut rank = vec![0; counts.len()];
    for (at, number) in order.into_iter().enumerate() {
        rank[number as usize] = at as u32;
    }
    let ranked = |bag: Vec<u32>| {
        let mut bag: Vec<u32> = bag.into_iter().map(|number| rank[number as usize]).collect();
        bag.sort_unstable();
        Bag(bag)
    };
    bags.into_iter().map(ranked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All with all.
    fn slowly(texts: &[&str], least: f64) -> Vec<(usize, f64)> {
        let bags = bags(texts);
        let best = |at: usize| {
            let all = (0..at).map(|other| likeness(&bags[other].0, &bags[at].0, 0.0));
            all.filter(|likeness| *likeness >= least).max_by(f64::total_cmp)
        };
        (0..texts.len()).filter_map(|at| Some((at, best(at)?))).collect()
    }

    proptest! {
        #[test]
        fn no_pair_is_missed(texts in prop::collection::vec("([a-e] ){0,9}", 0..30)) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            let quick: Vec<_> = likest(&texts, 0.6, |_, _| true).into_iter().map(|(_, at, likeness)| (at, likeness)).collect();
            prop_assert_eq!(quick, slowly(&texts, 0.6));
        }
    }

    #[test]
    fn one_word_in_ten_makes_no_other_text() {
        let texts = [
            "I can list the risks of a new tool for our ward",
            "I can list the risks of a new tool for my ward",
            "Quite another one",
        ];
        let found = likest(&texts, 0.6, |_, _| true);
        assert_eq!(found.iter().map(|(a, b, _)| (*a, *b)).collect::<Vec<_>>(), [(0, 1)]);
    }
}

//! Which texts are nearly the same: by the words and pairs of neighbouring words that they share, rare ones counting
//! for more. An index from these to texts keeps it from comparing each with each.

use super::words::{is_word, tokens};
use std::collections::HashMap;

/// Texts, numbered from zero in the order in which they were given.
pub struct Texts {
    /// For each text what it is made of, as sorted numbers.
    features: Vec<Vec<u32>>,
    /// For each feature how much it tells.
    weights: Vec<f64>,
    /// For each text all its weight.
    totals: Vec<f64>,
}

/// A text is looked for by so many of its rarest features …
const RAREST: usize = 10;
/// … among so many texts that have each of them …
const LOOKED_AT: usize = 128;
/// … and compared with so many that share the most.
const COMPARED: usize = 8;

impl Texts {
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Texts {
        let mut words: HashMap<String, u32> = HashMap::new();
        let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
        let mut held_by: Vec<u32> = Vec::new();
        let mut features: Vec<Vec<u32>> = Vec::new();
        for text in texts {
            let mut of_text: Vec<u32> = Vec::new();
            // No word has the number zero, so a word stands as a pair with nothing.
            let mut before = 0;
            for token in tokens(text).into_iter().filter(|token| is_word(token)) {
                let next = words.len() as u32 + 1;
                let word = *words.entry(token.to_lowercase()).or_insert(next);
                for pair in [(0, word), (before, word)] {
                    let next = pairs.len() as u32;
                    of_text.push(*pairs.entry(pair).or_insert(next));
                }
                before = word;
            }
            of_text.sort_unstable();
            of_text.dedup();
            held_by.resize(pairs.len(), 0);
            for feature in &of_text {
                held_by[*feature as usize] += 1;
            }
            features.push(of_text);
        }
        let all = features.len() as f64;
        let weights: Vec<f64> = held_by.iter().map(|count| (1.0 + all / f64::from(*count)).ln()).collect();
        let totals = features.iter().map(|of| of.iter().map(|feature| weights[*feature as usize]).sum()).collect();
        Texts { features, weights, totals }
    }

    /// From 0, nothing in common, to 1, the same words in the same order or nearly.
    pub fn likeness(&self, a: usize, b: usize) -> f64 {
        let all = self.totals[a] + self.totals[b];
        if all == 0.0 { 0.0 } else { 2.0 * self.shared(a, b) / all }
    }

    /// The same, but kinder to a text that was taken up into a longer one, as happens where a framework is written anew.
    pub fn kinship(&self, a: usize, b: usize) -> f64 {
        let shared = self.shared(a, b);
        if shared == 0.0 {
            return 0.0;
        }
        let likeness = 2.0 * shared / (self.totals[a] + self.totals[b]);
        let taken_up = shared / self.totals[a].min(self.totals[b]);
        // A few words are soon part of something long; that alone makes no kin.
        ((likeness + taken_up) / 2.0).min(2.0 * likeness)
    }

    fn shared(&self, a: usize, b: usize) -> f64 {
        let (mut left, mut right) = (self.features[a].as_slice(), self.features[b].as_slice());
        let mut shared = 0.0;
        while let ([one, rest @ ..], [other, others @ ..]) = (left, right) {
            if one == other {
                shared += self.weights[*one as usize];
            }
            if one <= other {
                left = rest;
            }
            if other <= one {
                right = others;
            }
        }
        shared
    }

    /// For each of `wanted` those of `among` that may be like it, the likeliest first.
    pub fn candidates(&self, wanted: &[usize], among: &[usize]) -> Vec<Vec<usize>> {
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); self.weights.len()];
        for text in among {
            for feature in &self.features[*text] {
                holders[*feature as usize].push(*text as u32);
            }
        }
        let mut scores: Vec<f64> = vec![0.0; self.features.len()];
        wanted
            .iter()
            .map(|text| {
                let mut features: Vec<u32> = self.features[*text]
                    .iter()
                    .copied()
                    .filter(|feature| !holders[*feature as usize].is_empty())
                    .collect();
                features.sort_by_key(|feature| (holders[*feature as usize].len(), *feature));
                features.truncate(RAREST);
                let mut met: Vec<usize> = Vec::new();
                for feature in features {
                    for holder in holders[feature as usize].iter().take(LOOKED_AT) {
                        let holder = *holder as usize;
                        if scores[holder] == 0.0 {
                            met.push(holder);
                        }
                        scores[holder] += self.weights[feature as usize];
                    }
                }
                let likelier = |a: &usize, b: &usize| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b));
                let mut best = met.clone();
                if best.len() > COMPARED {
                    best.select_nth_unstable_by(COMPARED, likelier);
                    best.truncate(COMPARED);
                }
                best.sort_by(likelier);
                for holder in met {
                    scores[holder] = 0.0;
                }
                best
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_one_other_word_is_found_among_many() {
        let many: Vec<String> =
            (0..500).map(|n| format!("I can check the device number {n} of ward {}", n % 7)).collect();
        let asked = "I can check the old device number 321 of ward 6";
        let texts = Texts::new(many.iter().map(String::as_str).chain([asked]));
        let found = texts.candidates(&[500], &(0..500).collect::<Vec<_>>());
        assert!(found[0].contains(&321), "{:?}", found[0]);
        assert!(texts.likeness(500, 321) > texts.likeness(500, 320));
    }

    #[test]
    fn what_was_taken_up_into_a_longer_text_is_kin_and_a_single_word_is_not() {
        let texts = Texts::new([
            "define a last resort error handler",
            "define a last resort error handler, so that no detail is lost on its way and nothing else is taken down by it",
            "handler",
        ]);
        assert!(texts.kinship(0, 1) > texts.likeness(0, 1) + 0.1);
        assert!(texts.kinship(2, 1) < 0.3, "{}", texts.kinship(2, 1));
    }

    #[test]
    fn likeness_is_one_for_the_same_and_nothing_for_strangers() {
        let texts = Texts::new(["move a robot", "Move a robot!", "write to patients", ""]);
        assert!(texts.likeness(0, 1) > 0.999);
        assert_eq!((texts.likeness(0, 2), texts.likeness(3, 3)), (0.0, 0.0));
    }
}

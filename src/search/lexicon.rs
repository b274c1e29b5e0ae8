//! The words of a framework: which forms there are, which belong to one term, and where each stands.

use super::code::{number, script_order};
use super::records::Record;
use super::stem::Stems;
use super::words::{fold, words};
use super::{ids, small_words, synonyms};
use crate::parse::Language;
use ahash::AHashMap;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub struct Lexicon {
    /// In the script's order.
    pub forms: Vec<Form>,
    pub terms: Vec<Term>,
    own: Vec<Own>,
    guidance: Vec<Unshown>,
    above: Vec<Unshown>,
    records: usize,
    /// Whether no list says which words are small, so that what stands nearly everywhere has to count as such.
    is_unlisted: bool,
}

/// A word as people type it, folded.
pub struct Form {
    pub text: Box<str>,
    /// By position.
    pub term: u32,
    /// Among the forms of its term.
    ordinal: u32,
}

/// The forms that are found by each other.
#[derive(Default)]
pub struct Term {
    /// Its forms, in order.
    all: Vec<u32>,
    /// In how many records it stands in what is shown.
    shown_in: u32,
    /// In how many further ones it stands elsewhere.
    further: u32,
    own: (u32, u32),
    guidance: (u32, u32),
    above: (u32, u32),
    is_small: bool,
}

impl Term {
    /// How likely it is to be asked for: what is shown is asked for more often than what is not.
    pub fn weight(&self) -> u32 {
        self.shown_in * 8 + self.further
    }
}

/// A word where it is shown.
#[derive(Clone, Copy, Default)]
struct Own {
    form: u32,
    record: u32,
    at: u16,
}

/// A term where it is not shown.
#[derive(Clone, Copy, Default)]
struct Unshown {
    term: u32,
    record: u32,
}

/// Places tell more than an order. Those below 14 are a title's words; its further ones, and those of the text, stand from
/// 16 on. An id has the two between, so no phrase runs from a title into a text.
const NUMBER_AT: usize = 14;
const ID_AT: usize = 15;
const TEXT_AT: usize = 16;
const MOST_PLACES: usize = 10_000;

impl Lexicon {
    /// These forms and all others of their terms, in order.
    pub fn whole_terms(&self, forms: Range<usize>) -> Vec<&Form> {
        let mut all: Vec<u32> =
            self.forms[forms].iter().flat_map(|form| self.terms[form.term as usize].all.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(|at| &self.forms[at as usize]).collect()
    }

    /// About how much room a form takes in a file: its share of where its term stands.
    pub fn size(&self, form: &Form) -> usize {
        let term = &self.terms[form.term as usize];
        let places = (term.own.1 - term.own.0) * 2 + term.further;
        form.text.len() + places as usize / term.all.len()
    }

    /// Where a term stands: in what records show, with the places; in what they do not show; in the titles of groups above
    /// them. A space parts these, and is left out at the end. Records are told by their distance. A place is told with
    /// the form that stands there.
    pub fn postings(&self, term: u32) -> String {
        let term = &self.terms[term as usize];
        let mut out = String::new();
        if term.is_small && term.shown_in as usize * 3 > self.records {
            return out;
        }
        let own = &self.own[term.own.0 as usize..term.own.1 as usize];
        let here = own.chunk_by(|one, other| one.record == other.record);
        let mut gap = gaps();
        if self.is_unlisted && term.shown_in as usize * 2 > self.records {
            // What nearly every text has is found as something that texts need not show.
            out.push(' ');
            here.for_each(|here| number(gap(here[0].record), &mut out));
            return out;
        }
        for here in here {
            let several = here.len() > 1;
            number(gap(here[0].record) * 2 + u32::from(several), &mut out);
            if several {
                number(here.len() as u32 - 2, &mut out);
            }
            let mut before = 0;
            for word in here {
                let place = u32::from(word.at);
                number((place - before) * term.all.len() as u32 + self.forms[word.form as usize].ordinal, &mut out);
                before = place;
            }
        }
        for (all, range) in [(&self.guidance, term.guidance), (&self.above, term.above)] {
            out.push(' ');
            let mut gap = gaps();
            all[range.0 as usize..range.1 as usize].iter().for_each(|it| number(gap(it.record), &mut out));
        }
        out.truncate(out.trim_end_matches(' ').len());
        out
    }
}

/// How many records lie between each and the one before.
fn gaps() -> impl FnMut(u32) -> u32 {
    let mut next = 0;
    move |record| {
        let gap = record - next;
        next = record + 1;
        gap
    }
}

/// Where the so-manieth word of a text stands that begins at a place.
fn place(from: usize, nth: usize) -> usize {
    let at = from + nth;
    if from == 0 && at >= NUMBER_AT { at + TEXT_AT - NUMBER_AT } else { at }
}

/// Words on their way into a lexicon. Numbers are given in the order in which words are met.
pub struct Gathering {
    stems: Stems,
    small: HashSet<&'static str>,
    /// Words as they stand in texts, each with its form: nearly all words of a text have been met before.
    by_word: AHashMap<Box<str>, Option<u32>>,
    by_fold: AHashMap<Box<str>, u32>,
    by_stem: AHashMap<String, u32>,
    /// By the term that begins them: what follows in phrases that are looked for, and the form under which each is found.
    phrases: HashMap<u32, Vec<(Vec<u32>, u32)>>,
    forms: Vec<Form>,
    /// For each term, the last record in which it was met.
    last: Vec<u32>,
    own: Vec<Own>,
    guidance: Vec<Unshown>,
    above: Vec<Unshown>,
    records: u32,
}

impl Gathering {
    pub fn new(language: &Language) -> Gathering {
        Gathering {
            stems: Stems::of(language),
            small: small_words::of(language).split_whitespace().collect(),
            by_word: AHashMap::new(),
            by_fold: AHashMap::new(),
            by_stem: AHashMap::new(),
            phrases: HashMap::new(),
            forms: Vec::new(),
            last: Vec::new(),
            own: Vec::new(),
            guidance: Vec::new(),
            above: Vec::new(),
            records: 0,
        }
    }

    /// Takes in the words of the next record.
    pub fn add(&mut self, record: &Record) {
        let number = self.records;
        self.records += 1;
        let after = self.add_own(&record.title, number, 0);
        let keys = ids::keys(record.id);
        for (wanted, at) in [(ids::Key::Number, NUMBER_AT), (ids::Key::Whole, ID_AT)] {
            keys.iter().filter(|(kind, _)| *kind == wanted).for_each(|(_, key)| {
                self.add_own(key, number, at);
            });
        }
        let mut after = self.add_own(&record.text, number, TEXT_AT.max(after + 2));
        for tag in record.tags {
            // Apart, so that no phrase runs from one into the next.
            after = self.add_own(tag, number, after + 2);
        }
        let mut terms = Vec::new();
        for text in &record.body {
            terms.clear();
            words(text, |word| {
                let Some(form) = self.form(word) else { return };
                let term = self.forms[form as usize].term;
                terms.push(term);
                self.add_unshown(term, number);
            });
            self.phrases_in(&terms, &mut |this, form, _| this.add_unshown(this.forms[form as usize].term, number));
        }
        // Also where the text has the word: what a group is about, its statements are about.
        let from = self.above.len();
        for title in &record.above {
            words(title, |word| {
                let Some(form) = self.form(word) else { return };
                let term = self.forms[form as usize].term;
                if self.above[from..].iter().all(|known| known.term != term) {
                    self.above.push(Unshown { term, record: number });
                }
            });
        }
    }

    /// Says which place comes next.
    fn add_own(&mut self, text: &str, record: u32, from: usize) -> usize {
        let mut at = from;
        let mut terms = Vec::new();
        words(text, |word| {
            let Some(form) = self.form(word) else { return };
            let term = self.forms[form as usize].term;
            terms.push(term);
            at = place(from, terms.len() - 1);
            self.add_place(form, record, at);
        });
        self.phrases_in(&terms, &mut |this, form, nth| this.add_place(form, record, place(from, nth)));
        if terms.is_empty() { from } else { at + 1 }
    }

    fn add_place(&mut self, form: u32, record: u32, at: usize) {
        self.last[self.forms[form as usize].term as usize] = record;
        // A text that long is none; but whatever comes has to be survived.
        if at < MOST_PLACES {
            self.own.push(Own { form, record, at: at as u16 });
        }
    }

    fn add_unshown(&mut self, term: u32, record: u32) {
        if self.last[term as usize] != record {
            self.last[term as usize] = record;
            self.guidance.push(Unshown { term, record });
        }
    }

    /// From now on, a phrase of several words is a word besides, wherever it stands.
    pub fn look_for(&mut self, phrase: &[String]) {
        let terms: Vec<u32> =
            phrase.iter().filter_map(|word| self.form(word).map(|form| self.forms[form as usize].term)).collect();
        let [first, rest @ ..] = &terms[..] else { return };
        if !rest.is_empty() {
            let Some(form) = self.form(&synonyms::key(phrase)) else { return };
            let known = self.phrases.entry(*first).or_default();
            if known.iter().all(|(_, other)| *other != form) {
                known.push((rest.to_vec(), form));
            }
        }
    }

    /// The phrases in a row of terms: the form of each, and where it begins.
    fn phrases_in(&mut self, terms: &[u32], visit: &mut dyn FnMut(&mut Gathering, u32, usize)) {
        for (at, term) in terms.iter().enumerate() {
            let Some(phrases) = self.phrases.get(term) else { continue };
            let found = phrases.iter().filter(|(rest, _)| terms[at + 1..].starts_with(rest)).map(|(_, form)| *form);
            let found: Vec<u32> = found.collect();
            found.into_iter().for_each(|form| visit(self, form, at));
        }
    }

    /// The form of a word as it stands in a text; none if nothing is left of it.
    fn form(&mut self, word: &str) -> Option<u32> {
        if let Some(form) = self.by_word.get(word) {
            return *form;
        }
        let folded = fold(word);
        let form = match (folded.is_empty(), self.by_fold.get(&*folded)) {
            (true, _) => None,
            (_, Some(form)) => Some(*form),
            (_, None) => Some(self.new_form(word, &folded)),
        };
        self.by_word.insert(word.into(), form);
        form
    }

    fn new_form(&mut self, word: &str, folded: &str) -> u32 {
        let terms = self.last.len() as u32;
        let term = *self.by_stem.entry(self.stems.of_word(word)).or_insert(terms);
        if term == terms {
            self.last.push(u32::MAX);
        }
        let form = self.forms.len() as u32;
        self.forms.push(Form { text: folded.into(), term, ordinal: 0 });
        self.by_fold.insert(folded.into(), form);
        form
    }

    pub fn finish(self) -> Lexicon {
        let Gathering { mut forms, last, own, guidance, above, records, small, by_word, by_fold, by_stem, .. } = self;
        drop((by_word, by_fold, by_stem));
        let mut terms: Vec<Term> = last.iter().map(|_| Term::default()).collect();
        let mut order: Vec<u32> = (0..forms.len() as u32).collect();
        order.sort_unstable_by(|one, other| script_order(&forms[*one as usize].text, &forms[*other as usize].text));
        for (place, at) in (0..).zip(&order) {
            let form = &mut forms[*at as usize];
            let term = &mut terms[form.term as usize];
            form.ordinal = term.all.len() as u32;
            term.all.push(place);
            term.is_small |= small.contains(&*form.text);
        }
        let mut place = vec![0; forms.len()];
        (0..).zip(&order).for_each(|(at, form)| place[*form as usize] = at);
        let term_of: Vec<u32> = forms.iter().map(|form| form.term).collect();
        let mut sorted: Vec<Option<Form>> = forms.into_iter().map(Some).collect();
        let forms = order.iter().filter_map(|at| sorted[*at as usize].take()).collect();
        let (mut own, starts) = by_term(&own, terms.len(), |word| term_of[word.form as usize]);
        own.iter_mut().for_each(|word| word.form = place[word.form as usize]);
        let (guidance, guided) = by_term(&guidance, terms.len(), |it| it.term);
        let (above, placed) = by_term(&above, terms.len(), |it| it.term);
        for (at, term) in terms.iter_mut().enumerate() {
            term.own = (starts[at], starts[at + 1]);
            term.guidance = (guided[at], guided[at + 1]);
            term.above = (placed[at], placed[at + 1]);
            let here = &own[starts[at] as usize..starts[at + 1] as usize];
            term.shown_in = here.chunk_by(|one, other| one.record == other.record).count() as u32;
            term.further = guided[at + 1] - guided[at] + placed[at + 1] - placed[at];
        }
        let is_unlisted = small.is_empty();
        Lexicon { forms, terms, own, guidance, above, records: records as usize, is_unlisted }
    }
}

/// Things in the order of their terms, those of one term as they were; and where those of each term begin.
fn by_term<T: Copy + Default>(things: &[T], terms: usize, term: impl Fn(&T) -> u32) -> (Vec<T>, Vec<u32>) {
    let mut starts = vec![0_u32; terms + 1];
    things.iter().for_each(|thing| starts[term(thing) as usize + 1] += 1);
    (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
    let mut next = starts.clone();
    let mut sorted = vec![T::default(); things.len()];
    for thing in things {
        let at = &mut next[term(thing) as usize];
        sorted[*at as usize] = *thing;
        *at += 1;
    }
    (sorted, starts)
}

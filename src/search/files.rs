//! The index as files.

use super::head::{Head, Shown};
use super::lexicon::{Gathering, Lexicon};
use super::part::Part;
use super::shards::{Layout, PER_FILE, cut, files};
use super::{Source, code, count, records, synonyms};
use crate::base::Bytes;
use serde::Serialize;
use std::cmp::Reverse;

/// The index of a framework.
pub struct Index {
    /// In the order of [`files`].
    files: Vec<Bytes>,
}

/// How many forms `head.js` has room for in a larger framework.
const FORMS_IN_HEAD: usize = 4000;

impl Index {
    pub fn of(source: &Source) -> Index {
        let layout = Layout::of(count(source.framework));
        let synonyms = synonyms::entries(source);
        let (lexicon, shown) = read(source, &synonyms);
        let mut contents = Vec::new();
        let head = if layout.is_small() {
            let Part { forms, terms, postings } = Part::of(&lexicon.forms.iter().collect::<Vec<_>>(), &lexicon);
            let mut head = Head::of(source, &synonyms, forms);
            (head.terms, head.postings, head.records) = (Some(terms), Some(postings), Some(shown));
            head
        } else {
            let mut head = Head::of(source, &synonyms, code::front_coded(common(&lexicon)));
            let sizes: Vec<usize> = lexicon.forms.iter().map(|form| lexicon.size(form)).collect();
            let starts = cut(&sizes, layout.words);
            let ends = starts.iter().skip(1).copied().chain([sizes.len()]);
            let stretches = starts.iter().zip(ends).map(|(start, end)| *start..end);
            contents.extend(stretches.map(|forms| json(&Part::of(&lexicon.whole_terms(forms), &lexicon))));
            contents.extend(shown.chunks(PER_FILE).map(|records| json(&Records { records })));
            // What begins an empty file comes behind every word.
            let first = |at: &usize| lexicon.forms.get(*at).map_or("\u{ffff}", |form| &form.text).to_owned();
            head.files = Some(starts.iter().map(first).collect());
            head
        };
        contents.insert(0, json(&head));
        Index { files: signed(&contents, &files(layout.records)) }
    }

    /// The bytes of one of [`files`], by position.
    pub fn file(&self, at: usize) -> Bytes {
        self.files[at].clone()
    }
}

#[derive(Serialize)]
struct Records<'a> {
    records: &'a [Shown],
}

/// The forms that stand in most records, in order: as many as there is room for.
fn common(lexicon: &Lexicon) -> impl Iterator<Item = &str> {
    // What no typing can mean is an id.
    let is_word = |at: &usize| !lexicon.forms[*at].text.bytes().any(|byte| byte.is_ascii_digit());
    let mut order: Vec<usize> = (0..lexicon.forms.len()).filter(is_word).collect();
    order.sort_by_key(|at| Reverse(lexicon.terms[lexicon.forms[*at].term as usize].weight()));
    order.truncate(FORMS_IN_HEAD);
    order.sort_unstable();
    order.into_iter().map(|at| &*lexicon.forms[at].text)
}

/// The words of all records, and what is shown of them.
fn read(source: &Source, synonyms: &[Vec<Vec<String>>]) -> (Lexicon, Vec<Shown>) {
    let mut gathering = Gathering::new(&source.settings.framework.language);
    synonyms.iter().flatten().for_each(|phrase| gathering.look_for(phrase));
    let mut all = Vec::with_capacity(count(source.framework));
    records::each(source, &mut |record| {
        gathering.add(&record);
        let mut shown = vec![record.id.to_owned(), record.title.into_owned(), record.text.into_owned()];
        shown.extend(Some(record.href).filter(|href| !href.is_empty()));
        all.push(shown);
    });
    (gathering.finish(), all)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data becomes JSON")
}

/// Contents as scripts that hand them over, each with the version of them all.
fn signed(contents: &[String], names: &[String]) -> Vec<Bytes> {
    assert_eq!(contents.len(), names.len(), "the number of records tells the files");
    let mut hasher = blake3::Hasher::new();
    for content in contents {
        hasher.update(&(content.len() as u64).to_le_bytes());
        hasher.update(content.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    let version = &hash[..10];
    let file = |(content, name): (&String, &String)| {
        let name = name.trim_end_matches(".js");
        let rest = &content[1..];
        Bytes::from(format!("gradusSearchData(\"{name}\",{{\"v\":\"{version}\",{rest});\n"))
    };
    contents.iter().zip(names).map(file).collect()
}

//! A difference for programs: `gradus-diff/1`.
//!
//! ```json
//! { "format": "gradus-diff/1",
//!   "old": { "id": "first-aid", "title": "First aid at work", "version": "1.0.0" },
//!   "new": { "id": "first-aid", "title": "First aid at work", "version": "1.1.0" },
//!   "paired_by_text": false,
//!   "remarks": [],
//!   "next": { "size": "minor", "version": "1.1.0", "because": "1 added", "enough": true },
//!   "changes": [
//!     { "subject": "capability", "id": "FA-002", "title": "I can …",
//!       "group": { "id": "first-aid", "title": "1 First aid" },
//!       "kinds": [{ "kind": "wording", "level": null, "amount": "words", "share": 10,
//!                   "words": [{ "same": "I can " }, { "removed": "put" }, { "added": "turn" }] }],
//!       "class": "wording", "affects": "maybe", "because": "…",
//!       "shows": [{ "level": { "number": 2, "title": "Trained" }, "archetypes": [{ "id": "helper", "title": "Helpers" }] }] }] }
//! ```
//!
//! `subject` is one of `framework`, `level`, `archetype`, `process`, `group`, `capability`. `was` stands beside `id`
//! where the id was another one. `kinds` is never empty and has the most serious first; each has the fields of the
//! variant of [`Kind`](super::super::Kind) that it is named after. `class` is an `id` of
//! [`CLASSES`](super::super::CLASSES). `amount` is `marks`, `words` or `rewritten`, and `share` is how many of a hundred
//! words differ. An empty `archetypes` is a statement that is for no archetype, or a framework that has none.

use super::super::Diff;
use serde::Serialize;

pub const FORMAT: &str = "gradus-diff/1";

pub fn write(diff: &Diff) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        format: &'static str,
        #[serde(flatten)]
        diff: &'a Diff,
    }
    let mut text = serde_json::to_string_pretty(&Document { format: FORMAT, diff }).expect("plain data becomes JSON");
    text.push('\n');
    text
}

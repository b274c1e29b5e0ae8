//! What the rules know of English: how a statement begins, how a verb changes, where words stand in a Markdown text.

pub mod spelling;
pub mod stem;
pub mod verbs;
pub mod words;

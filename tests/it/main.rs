//! All tests that look at the program from outside, as one binary.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests are the outside world")]

#[cfg(unix)]
mod author;
mod cases;
mod commonmark;
mod diff;
mod editing;
#[cfg(unix)]
mod edits;
mod explanations;
mod fonts;
mod framework;
mod laws;
mod mend;
mod paper;
#[path = "../promises/mod.rs"]
mod promises;
mod revisions;
mod run;
#[cfg(unix)]
mod running;
#[cfg(unix)]
mod serve;
mod sheets;
mod tidy;
#[cfg(unix)]
mod watch;

//! All tests that look at the program from outside, as one binary.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests are the outside world")]

mod cases;
mod commonmark;
mod framework;
mod laws;
mod promises;
mod run;
mod tidy;

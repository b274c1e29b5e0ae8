//! Gradus: a static site generator for capability frameworks. A framework goes in, pages come out, and each step is a
//! function from one value to the next; `pipeline` has all of them on one page.
//!
//! ```text
//! disk ─source→ Sources ─parse→ Parsed ─model→ Framework ─views→ Vec<Page> ─render→ Output ─emit→ disk
//!                                                                                   └serve→ browser
//! ```
//!
//! What a reader can lean on:
//! - Between `Sources` and `Output` nothing touches disk, clock, environment, network or terminal.
//! - Each outside package has one home.
//! - Templates see a page's data and never the model.
//! - `export` and `checklist` work without a theme.
//! - An author's mistake is a `Diagnostic`, never an `Err`; `Err` is for the outside world; a panic is our bug.
//! - No stage changes a value that another made. There is no global state; the locks are in `serve` (what is shown) and
//!   `watch` (what was heard).
//! - The same sources give the same bytes.

#![forbid(unsafe_code)]

pub mod base;
pub mod checklist;
pub mod cli;
pub mod cms;
pub mod diff;
pub mod edit;
pub mod emit;
pub mod explain;
pub mod export;
pub mod fix;
pub mod lint;
pub mod look;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod schema;
pub mod search;
pub mod serve;
pub mod settings;
pub mod site;
pub mod source;
pub mod views;
pub mod watch;

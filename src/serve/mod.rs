//! The preview server: shows a site that is held in memory, and tells open pages when it changes.
//!
//! It is given what to show and asks for nothing: it knows nothing of frameworks, of disk, or of watching. What it adds
//! for the preview (a script, and leave for that script to ask) it adds to the answer and never to the site, so what
//! is served is otherwise byte for byte what a build writes.
//!
//! ```text
//! socket ─connection→ request ─guard→ router ─┬ page ─path→ Site::file ─live→ answer      (a pool of few threads)
//!   (limits, patient)                         └ events: the state of now, then each newer one
//! ```
//!
//! Everything that comes over the socket is hostile until shown otherwise: a web page open in the same browser can send
//! requests here. The one lock here is the `watch` channel that holds what is shown.

mod address;
mod current;
mod events;
mod files;
mod guard;
mod limits;
mod listen;
mod live;
mod own_pages;
mod page;
mod path;
mod patient;
mod server;
mod site_html;
mod start_error;
#[cfg(test)]
mod tests;

pub use server::Server;
pub use start_error::StartError;

use crate::base::Bytes;
use serde::Serialize;
use std::sync::Arc;

/// What the server shows at one moment.
#[derive(Clone)]
pub struct Showing {
    /// The last good site; `None` when there has been none yet.
    pub site: Option<Arc<dyn Site>>,
    /// The path that the site stands under: `/` or `/framework/`, not percent-encoded. `/` then leads there.
    pub mount: String,
    /// What is wrong with the sources now; empty when all is well.
    pub findings: Vec<Told>,
}

/// A finding as plain text. It is shown as text whatever it holds; making control characters visible is for whoever
/// tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Told {
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// One line: ``error[G102]: unknown archetype `x` ``.
    pub title: String,
    /// `content/a.md:4:20`.
    pub place: Option<String>,
    /// The whole finding in several lines, for a font with letters of one width. A first line that is the title again
    /// is not shown twice.
    pub text: String,
}

/// The files of a built site.
pub trait Site: Send + Sync {
    /// The file at an output path (`level/2/index.html`, `assets/style.1a2b.css`); `None` if there is none, `Err` if
    /// it cannot be made. May take its time: it is called on a thread where waiting is allowed, by few at once. A panic
    /// costs the one answer.
    fn file(&self, path: &str) -> Option<Result<Bytes, Vec<Told>>>;
}

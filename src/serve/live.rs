//! The server's own files, and the mark by which a page loads them.

use super::files::{self, File};
use crate::base::{Bytes, escaped};
use axum::http::HeaderMap;
use axum::response::Response;

pub(super) const EVENTS: &str = "/.gradus/events";
pub(super) const SCRIPT: &str = "/.gradus/live.js";
pub(super) const STYLE: &str = "/.gradus/live.css";

pub(super) async fn script(headers: HeaderMap) -> Response {
    own("live.js", include_bytes!("live.js"), &headers)
}

pub(super) async fn style(headers: HeaderMap) -> Response {
    own("live.css", include_bytes!("live.css"), &headers)
}

fn own(path: &str, bytes: &'static [u8], headers: &HeaderMap) -> Response {
    files::answer(File::new(path, Bytes::from_static(bytes)), headers)
}

/// Who made a page: the script leaves a page of the site as it is while there are errors, and renews one of ours.
#[derive(Clone, Copy)]
pub(super) enum Maker {
    Site,
    Server,
}

/// The element that brings a page to life. `etag` is that of the bytes as built, without quotes.
pub(super) fn element(version: u64, etag: &str, maker: Maker) -> String {
    let maker = match maker {
        Maker::Site => "site",
        Maker::Server => "server",
    };
    let etag = escaped(etag);
    format!("<script src=\"{SCRIPT}\" data-version=\"{version}\" data-etag=\"{etag}\" data-maker=\"{maker}\"></script>")
}

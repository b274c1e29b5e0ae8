//! One file as an answer: its type, its tag, and whether the client has it already.

use crate::base::Bytes;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use axum::response::Response;

pub(super) struct File {
    pub status: StatusCode,
    pub content_type: String,
    /// Of the bytes as built, without quotes.
    pub etag: String,
    pub bytes: Bytes,
}

impl File {
    /// `path` tells the type.
    pub fn new(path: &str, bytes: Bytes) -> File {
        File { status: StatusCode::OK, content_type: content_type(path), etag: etag(&bytes), bytes }
    }

    pub fn is_html(&self) -> bool {
        self.content_type.starts_with("text/html")
    }
}

pub(super) fn answer(file: File, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", file.etag);
    let known = file.status == StatusCode::OK && asked.get_all(IF_NONE_MATCH).iter().any(|tags| holds(tags, &tag));
    let mut response = Response::new(if known { Body::empty() } else { Body::from(file.bytes) });
    *response.status_mut() = if known { StatusCode::NOT_MODIFIED } else { file.status };
    let value = |text: &str| HeaderValue::from_str(text).expect("types and tags are plain");
    response.headers_mut().insert(ETAG, value(&tag));
    if !known {
        response.headers_mut().insert(CONTENT_TYPE, value(&file.content_type));
    }
    response
}

/// Sixty-four bits tell the versions of one file apart.
pub(super) fn etag(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

fn holds(tags: &HeaderValue, tag: &str) -> bool {
    let tags = tags.to_str().unwrap_or_default().split(',').map(str::trim);
    tags.into_iter().any(|it| it == "*" || it.strip_prefix("W/").unwrap_or(it) == tag)
}

/// Whether a path is that of a page.
pub(super) fn is_page(path: &str) -> bool {
    path.is_empty() || path.ends_with('/') || content_type(path).starts_with("text/html") || !last(path).contains('.')
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// All text of a site is UTF-8, and said to be so: a browser that opens a CSV file on its own would guess.
fn content_type(path: &str) -> String {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = mime.type_() == "text"
        || matches!(mime.subtype().as_str(), "javascript" | "json" | "xml")
        || mime.suffix().is_some_and(|suffix| suffix == "xml" || suffix == "json");
    if is_text { format!("{}; charset=utf-8", mime.essence_str()) } else { mime.essence_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_said_to_be_utf_8_and_other_bytes_are_not() {
        for (path, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("a/style.css", "text/css; charset=utf-8"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.json", "application/json; charset=utf-8"),
            ("a.csv", "text/csv; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.webmanifest", "application/manifest+json; charset=utf-8"),
            ("a.png", "image/png"),
            ("a.pdf", "application/pdf"),
            ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("_headers", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }

    #[test]
    fn a_tag_is_found_in_a_list() {
        for tags in ["\"a\"", "\"b\", \"a\"", "W/\"a\"", "*"] {
            assert!(holds(&HeaderValue::from_static(tags), "\"a\""), "{tags}");
        }
        for tags in ["\"b\"", "a", "\"ab\"", ""] {
            assert!(!holds(&HeaderValue::from_static(tags), "\"a\""), "{tags}");
        }
    }
}

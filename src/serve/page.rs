//! Every address but the server's own: finds the file, or says what is in its place.

use super::current::{Current, Findings};
use super::files::{self, File, is_page};
use super::live::{self, Maker};
use super::path::{self, Fault};
use super::server::Shared;
use super::{Site, Told, own_pages, site_html};
use crate::base::Bytes;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use std::sync::Arc;

pub(super) async fn page(State(shared): State<Shared>, request: Request) -> Response {
    let Ok(worker) = Arc::clone(&shared.workers).acquire_owned().await else { return fault() };
    let current = Arc::clone(&shared.current.borrow());
    let (uri, headers) = (request.uri().clone(), request.headers().clone());
    // Waiting for the worker here, and not in the queue of threads, means that a client who goes leaves nothing behind.
    let work = move || {
        let answer = find(&current, &uri, &headers, shared.limits.findings);
        drop(worker);
        answer
    };
    // An error is a panic, of `Site::file` most likely.
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| fault())
}

fn find(current: &Current, uri: &Uri, headers: &HeaderMap, most_findings: usize) -> Response {
    let answering = Answering { current, headers };
    let path = match path::decode(uri.path()) {
        Ok(path) => path,
        Err(Fault::Malformed) => return plain(StatusCode::BAD_REQUEST, "this address is not well formed"),
        Err(Fault::NoFile) => return answering.not_found(),
    };
    if current.mount.is_above(&path) {
        return lead(StatusCode::TEMPORARY_REDIRECT, &current.mount.address());
    }
    let Some(site) = &current.site else {
        let html = own_pages::nothing_yet(&current.findings);
        return answering.own(StatusCode::SERVICE_UNAVAILABLE, html, is_page(&path));
    };
    match current.mount.below(&path).map_or(Found::Nothing, |path| look(&**site, path)) {
        Found::File(file) => answering.file(file),
        Found::Folder => lead(StatusCode::PERMANENT_REDIRECT, &with_slash(uri)),
        Found::Broken(told) => {
            let html = own_pages::broken(&Findings::new(told, most_findings));
            answering.own(StatusCode::INTERNAL_SERVER_ERROR, html, is_page(&path))
        }
        Found::Nothing => answering.not_found(),
    }
}

enum Found {
    File(File),
    /// It is there with a slash at the end.
    Folder,
    Broken(Vec<Told>),
    Nothing,
}

fn look(site: &dyn Site, path: &str) -> Found {
    let is_folder = path.is_empty() || path.ends_with('/');
    let name = if is_folder { format!("{path}index.html") } else { path.to_owned() };
    match site.file(&name) {
        Some(Ok(bytes)) => Found::File(File::new(&name, bytes)),
        Some(Err(told)) => Found::Broken(told),
        None if !is_folder && site.file(&format!("{path}/index.html")).is_some() => Found::Folder,
        None => Found::Nothing,
    }
}

struct Answering<'a> {
    current: &'a Current,
    headers: &'a HeaderMap,
}

impl Answering<'_> {
    fn file(&self, mut file: File) -> Response {
        if file.is_html() {
            let script = live::element(self.current.version, &file.etag, Maker::Site);
            file.bytes = site_html::with_script(&file.bytes, &script);
        }
        files::answer(file, self.headers)
    }

    fn not_found(&self) -> Response {
        let Some(Some(Ok(bytes))) = self.current.site.as_ref().map(|site| site.file("404.html")) else {
            return self.own(StatusCode::NOT_FOUND, own_pages::not_found(&self.current.mount), true);
        };
        self.file(File { status: StatusCode::NOT_FOUND, ..File::new("404.html", bytes) })
    }

    /// A page of the server's own; for what is no page, one line.
    fn own(&self, status: StatusCode, html: String, for_page: bool) -> Response {
        if !for_page {
            return plain(status, "this file could not be made: the pages say why");
        }
        let file = File { status, ..File::new("own.html", Bytes::from(html)) };
        let script = live::element(self.current.version, &file.etag, Maker::Server);
        let bytes = site_html::with_script(&file.bytes, &script);
        files::answer(File { bytes, ..file }, self.headers)
    }
}

fn with_slash(uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("{}/?{query}", uri.path()),
        None => format!("{}/", uri.path()),
    }
}

fn lead(status: StatusCode, to: &str) -> Response {
    let Ok(to) = HeaderValue::from_str(to) else { return fault() };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(LOCATION, to);
    response
}

fn fault() -> Response {
    plain(StatusCode::INTERNAL_SERVER_ERROR, "this page could not be made: a fault of gradus itself")
}

fn plain(status: StatusCode, line: &str) -> Response {
    let mut response = Response::new(Body::from(format!("{line}\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

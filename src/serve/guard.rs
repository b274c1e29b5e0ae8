//! Who may ask at all, and what every answer says to the browser about its use.
//!
//! A site somewhere on the web can make the author's browser send requests to this machine, and by giving its own host
//! name the address 127.0.0.1 ("DNS rebinding") even read the answers. Such a request still names that host, so
//! only requests that name this server are answered.

use super::address;
use super::server::Shared;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};

const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

pub(super) async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    // No request to this server needs a body, so none is read, and what follows it on the connection is not believed.
    let has_body = !request.body().is_end_stream();
    let mut response = match shared.doorkeeper.refusal(request.method(), request.uri(), request.headers()) {
        Some(refusal) => refusal.into_answer(),
        None => next.run(request).await,
    };
    response.headers_mut().extend(ALWAYS);
    if has_body {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// Knows the names of this server.
pub(super) struct Doorkeeper {
    address: SocketAddr,
}

pub(super) struct Refusal {
    status: StatusCode,
    /// One line, for whoever sits at the browser.
    text: String,
}

impl Doorkeeper {
    pub fn new(address: SocketAddr) -> Doorkeeper {
        Doorkeeper { address }
    }

    /// `None` lets the request in.
    pub fn refusal(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Refusal> {
        let refused = |status, text: &str| Some(Refusal { status, text: text.to_owned() });
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return refused(StatusCode::BAD_REQUEST, "a request names one host");
        };
        let named = host.to_str().ok().filter(|host| self.is_own(host));
        // A target may hold a host as well (`GET http://host/ HTTP/1.1`), and it is the one that counts then.
        let targeted = uri.authority().is_none_or(|authority| self.is_own(authority.as_str()));
        let Some(host) = named.filter(|_| targeted) else {
            let text = format!("this server answers only as {}: open that address", address::url(self.address));
            return refused(StatusCode::MISDIRECTED_REQUEST, &text);
        };
        let is_foreign =
            |origin: &HeaderValue| !origin.as_bytes().eq_ignore_ascii_case(format!("http://{host}").as_bytes());
        if headers.get_all(ORIGIN).iter().any(is_foreign) || is_part_of_another_site(headers) {
            return refused(StatusCode::FORBIDDEN, "this server does not answer other sites");
        }
        if !matches!(*method, Method::GET | Method::HEAD) {
            return refused(StatusCode::METHOD_NOT_ALLOWED, "this server only shows pages");
        }
        None
    }

    /// An IP address cannot be given to somebody else by name, so those that can be this machine are let in; of names
    /// there is only `localhost`, which browsers do not look up.
    fn is_own(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port),
            _ => (host, "80"),
        };
        if port != self.address.port().to_string() {
            return false;
        }
        if name.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let ip = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            Some(name) => name.parse().map(IpAddr::V6),
            None => name.parse().map(IpAddr::V4),
        };
        let interface = self.address.ip();
        ip.is_ok_and(|ip| ip.to_canonical().is_loopback() || ip == interface || interface.is_unspecified())
    }
}

/// Whether a page of another origin wants this answer as a part of itself. Following a link from there is fine. Another
/// port of the same machine is "same-site" to a browser, and a stranger to us.
fn is_part_of_another_site(headers: &HeaderMap) -> bool {
    let is = |name: &str, values: &[&str]| {
        headers.get(name).is_some_and(|value| values.iter().any(|it| value.as_bytes() == it.as_bytes()))
    };
    is("sec-fetch-site", &["cross-site", "same-site"]) && !is("sec-fetch-mode", &["navigate"])
}

impl Refusal {
    fn into_answer(self) -> Response {
        let mut response = Response::new(Body::from(self.text + "\n"));
        *response.status_mut() = self.status;
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(address: &str, host: &str) -> bool {
        Doorkeeper::new(address.parse().unwrap()).is_own(host)
    }

    #[test]
    fn its_own_names_are_loopback_localhost_and_the_interface() {
        for host in ["127.0.0.1:1111", "localhost:1111", "LocalHost:1111", "[::1]:1111", "127.0.0.9:1111"] {
            assert!(own("127.0.0.1:1111", host), "{host}");
        }
        assert!(own("192.168.1.5:1111", "192.168.1.5:1111"));
        assert!(own("127.0.0.1:80", "localhost") && own("[::1]:80", "[::1]") && own("[::1]:80", "[::1]:80"));
        assert!(own("0.0.0.0:1111", "192.168.1.5:1111") && own("[::]:1111", "[2001:db8::1]:1111"));
    }

    #[test]
    fn every_other_host_is_somebody_else() {
        for host in [
            "",
            ":1111",
            "localhost",
            "localhost:",
            "localhost:+1111",
            "localhost:01111",
            "localhost:1112",
            "localhost.:1111",
            "localhost.evil.example:1111",
            "evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "127.1:1111",
            "2130706433:1111",
            "0x7f000001:1111",
            "0177.0.0.1:1111",
            "user@localhost:1111",
            "192.168.1.5:1111",
            "0.0.0.0:1111",
            "[::1:1111",
            "[127.0.0.1]:1111",
            "::1:1111",
            "[::1]",
            "localhost:1111:1111",
            "localhost:1111, evil.example",
        ] {
            assert!(!own("127.0.0.1:1111", host), "{host:?}");
        }
        assert!(!own("0.0.0.0:1111", "evil.example:1111"), "a name can be pointed at any machine");
    }
}

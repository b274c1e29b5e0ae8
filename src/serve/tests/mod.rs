//! Over real sockets, with requests typed by hand, so that what no well-behaved client sends can be sent.

#![allow(clippy::disallowed_methods, reason = "these tests are the clients")]

mod changes;
mod limits;
mod refusals;
mod requests;
mod starting;

use super::limits::Limits;
use super::{Server, Showing, Site, Told};
use crate::base::Bytes;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Longer than any answer takes on the slowest machine; a test that reaches it has failed.
const LONG: Duration = Duration::from_secs(60);

const CSP: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;\">";

/// A site of files in memory. `panic.html` panics, and `broken.html` and `broken.css` cannot be made.
struct Files(BTreeMap<String, Bytes>);

impl Site for Files {
    fn file(&self, path: &str) -> Option<Result<Bytes, Vec<Told>>> {
        match path {
            "panic.html" => panic!("a fault of the site"),
            "broken.html" | "broken.css" => Some(Err(vec![told("error", "error: <b>broken</b>")])),
            _ => self.0.get(path).cloned().map(Ok),
        }
    }
}

fn files(files: &[(&str, &str)]) -> Arc<dyn Site> {
    Arc::new(Files(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec().into())).collect()))
}

fn showing(site: Option<Arc<dyn Site>>, findings: Vec<Told>) -> Showing {
    Showing { site, mount: "/".to_owned(), findings }
}

fn told(severity: &str, title: &str) -> Told {
    let text = format!("{title}\n --> a.md:1:2\n & <script>alert(1)</script>");
    Told { severity: severity.to_owned(), title: title.to_owned(), place: Some("a.md:1:2".to_owned()), text }
}

fn small_site() -> Arc<dyn Site> {
    files(&[
        ("index.html", "<head></head><body>home</body>"),
        ("a/index.html", "<body>a</body>"),
        ("a.json", "{}"),
        ("style.css", "p{}"),
        ("caf\u{e9}/index.html", "<body>coffee</body>"),
        ("404.html", "<body>gone astray</body>"),
    ])
}

fn start(first: Showing) -> Server {
    Server::start(LOOPBACK, Some(0), first).expect("starts")
}

fn start_within(limits: Limits, first: Showing) -> Server {
    Server::start_within(limits, LOOPBACK, Some(0), first).expect("starts")
}

fn small() -> Server {
    start(showing(Some(small_site()), vec![]))
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(server.address()).expect("connects");
    stream.set_read_timeout(Some(LONG)).expect("sets");
    stream.set_write_timeout(Some(LONG)).expect("sets");
    stream
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// Sends bytes as they are, with `HOST` in them replaced, and reads until the server closes.
fn raw(server: &Server, request: &str) -> String {
    let mut stream = connect(server);
    let request = request.replace("HOST", &server.address().to_string());
    // The server may close before it has read all of it.
    let _ = stream.write_all(request.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn answer(server: &Server, request: &str) -> Answer {
    let text = raw(server, request);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{request:?} has no answer: {text:?}"));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

fn ask(server: &Server, method: &str, target: &str, headers: &str) -> Answer {
    answer(server, &format!("{method} {target} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n{headers}\r\n"))
}

fn get(server: &Server, target: &str) -> Answer {
    ask(server, "GET", target, "")
}

/// An open event stream.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn new(server: &Server) -> Listener {
        let mut stream = connect(server);
        let request = format!("GET /.gradus/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.address());
        stream.write_all(request.as_bytes()).expect("sends");
        let mut listener = Listener(BufReader::new(stream));
        while !listener.line().is_empty() {}
        listener
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.0.read_line(&mut line).expect("in time") > 0, "the stream has ended");
        line.trim_end().to_owned()
    }

    /// The next event.
    fn news(&mut self) -> serde_json::Value {
        loop {
            if let Some(data) = self.line().strip_prefix("data: ") {
                return serde_json::from_str(data).expect("is JSON");
            }
        }
    }

    fn version(&mut self) -> u64 {
        self.news()["version"].as_u64().expect("a version")
    }
}

//! The preview is for this computer alone. `src/serve/tests/` has every spelling and limit.

use crate::run::Project;
use crate::running::Preview;
use std::io::{Read, Write};
use std::net::TcpStream;

#[test]
fn preview_is_safe_from_other_hosts_origins_paths_and_methods() {
    let project = Project::base();
    project.write("secret.txt", "secret");
    let preview = Preview::start(project.path(), &[]);
    let own = format!("127.0.0.1:{}", preview.port);
    let ask = |line: &str, headers: &str| -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("a connection");
        stream.set_read_timeout(Some(crate::running::LONG)).expect("set");
        write!(stream, "{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").expect("written");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    };
    let good = ask("GET /", &format!("Host: {own}\r\n"));
    assert!(good.starts_with("HTTP/1.1 200"), "{good}");
    assert!(!good.to_lowercase().contains("access-control-"), "{good}");
    assert!(!good.to_lowercase().contains("set-cookie"), "{good}");
    let foreign = ask("GET /", "Host: evil.example\r\n");
    assert!(foreign.starts_with("HTTP/1.1 421"), "{foreign}");
    let origin = ask("GET /.gradus/events", &format!("Host: {own}\r\nOrigin: https://evil.example\r\n"));
    assert!(origin.starts_with("HTTP/1.1 403"), "{origin}");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"] {
        let answer = ask(&format!("{method} /"), &format!("Host: {own}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 4"), "{method}: {answer}");
    }
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt", "/..%5csecret.txt", "/secret.txt"]
    {
        let answer = ask(&format!("GET {path}"), &format!("Host: {own}\r\n"));
        assert!(!answer.starts_with("HTTP/1.1 200") && !answer.contains("\r\n\r\nsecret"), "{path}: {answer}");
    }
}

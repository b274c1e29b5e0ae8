//! What hostile clients get.

use super::*;

#[test]
fn no_spelling_of_a_path_leads_out_of_the_site() {
    let server = small();
    for target in [
        "/..",
        "/../index.html",
        "/a/../index.html",
        "/a/..",
        "/./index.html",
        "/%2e%2e/index.html",
        "/a/%2E%2e/index.html",
        "/.%2e/index.html",
        "/a/..%2findex.html",
        "/a%2findex.html",
        "/%2Fetc/passwd",
        "//index.html",
        "//evil.example/",
        "//evil.example",
        "/a//index.html",
        "/a//",
        "/\\evil.example",
        "/..\\index.html",
        "/a%5c..%5cindex.html",
        "/index.html%00",
        "/index.html%00.css",
        "/a%0d%0aX-Injected:%20yes",
        "/%252e%252e/index.html",
        "/a%252findex.html",
        "/%u002e%u002e/",
        "/C:/index.html",
        "/file:///etc/passwd",
    ] {
        let answer = get(&server, target);
        let refused = if target.contains("%u") { 400 } else { 404 };
        assert!(answer.status == refused || answer.status == 400 && target.contains('\\'), "{target}: {}", answer.head);
        assert!(answer.header("location").is_none() && answer.header("x-injected").is_none(), "{target}");
    }
}

#[test]
fn malformed_encoding_is_answered_with_400() {
    let server = small();
    for target in ["/%", "/%4", "/a%zz", "/%ff", "/%c0%ae%c0%ae/index.html", "/%-1"] {
        assert_eq!(get(&server, target).status, 400, "{target}");
    }
}

#[test]
fn another_host_is_told_where_this_server_is() {
    let server = small();
    let port = server.address().port();
    for host in
        ["evil.example".to_owned(), format!("evil.example:{port}"), "127.0.0.1".to_owned(), "localhost:1".to_owned()]
    {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = answer(&server, &request);
        assert_eq!(answer.status, 421, "{host}");
        assert_eq!(answer.body, format!("this server answers only as {}: open that address\n", server.url()));
    }
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(answer(&server, &request).status, 200, "{host}");
    }
}

#[test]
fn events_and_the_servers_own_files_are_guarded_too() {
    let server = small();
    for target in ["/.gradus/events", "/.gradus/live.js", "/.gradus/live.css", "/style.css"] {
        let wrong_host = format!("GET {target} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assert_eq!(answer(&server, &wrong_host).status, 421, "{target}");
        assert_eq!(ask(&server, "GET", target, "Origin: http://evil.example\r\n").status, 403, "{target}");
    }
}

#[test]
fn a_request_names_one_host() {
    let server = small();
    for request in [
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ] {
        assert_eq!(answer(&server, request).status, 400, "{request}");
    }
}

#[test]
fn a_host_in_the_target_counts_as_well() {
    let server = small();
    assert_eq!(get(&server, "http://evil.example/").status, 421);
    let request = "GET http://HOST/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert_eq!(answer(&server, request).status, 421);
    assert_eq!(get(&server, "http://HOST@evil.example/").status, 421);
}

#[test]
fn other_origins_are_refused() {
    let server = small();
    for origin in
        ["http://evil.example", "null", "https://HOST", "http://localhost:1", "http://HOST.evil.example", "", "file://"]
    {
        let answer = ask(&server, "GET", "/style.css", &format!("Origin: {origin}\r\n"));
        assert_eq!(answer.status, 403, "{origin}");
    }
    assert_eq!(ask(&server, "GET", "/style.css", "Origin: http://HOST\r\n").status, 200);
    let both = "Origin: http://HOST\r\nOrigin: http://evil.example\r\n";
    assert_eq!(ask(&server, "GET", "/style.css", both).status, 403);
}

#[test]
fn another_site_may_link_here_and_not_embed() {
    let server = small();
    for (site, mode, status) in [
        ("cross-site", "no-cors", 403),
        ("cross-site", "cors", 403),
        ("same-site", "no-cors", 403),
        ("cross-site", "navigate", 200),
        ("same-origin", "no-cors", 200),
        ("none", "navigate", 200),
    ] {
        let headers = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\n");
        assert_eq!(ask(&server, "GET", "/", &headers).status, status, "{site} {mode}");
    }
    assert_eq!(ask(&server, "GET", "/", "Sec-Fetch-Site: cross-site\r\n").status, 403, "with no mode told");
}

#[test]
fn only_reading_is_allowed() {
    let server = small();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get"] {
        for target in ["/", "/.gradus/events", "/.gradus/live.js"] {
            let answer = ask(&server, method, target, "");
            assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method} {target}");
        }
    }
    assert_eq!(ask(&server, "OPTIONS", "*", "").status, 405);
    assert!(matches!(ask(&server, "CONNECT", "HOST", "").status, 400 | 405));
}

#[test]
fn a_body_is_never_read_and_ends_the_connection() {
    let server = small();
    for body in ["Content-Length: 4\r\n\r\nbody", "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"] {
        for (method, status) in [("GET", 200), ("POST", 405)] {
            let request = format!("{method} /style.css HTTP/1.1\r\nHost: HOST\r\n{body}");
            let answer = answer(&server, &request);
            assert_eq!((answer.status, answer.header("connection")), (status, Some("close")), "{request}");
        }
    }
    let waiting = "POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 999999999\r\nExpect: 100-continue\r\n\r\n";
    assert_eq!(answer(&server, waiting).status, 405, "the client is not asked to send it");
}

#[test]
fn a_request_hidden_in_a_body_is_not_answered() {
    let server = small();
    let hidden = "GET /a.json HTTP/1.1\r\nHost: HOST\r\n\r\n";
    let length = hidden.replace("HOST", &server.address().to_string()).len();
    let text =
        raw(&server, &format!("GET /style.css HTTP/1.1\r\nHost: HOST\r\nContent-Length: {length}\r\n\r\n{hidden}"));
    assert_eq!(text.matches("HTTP/1.1").count(), 1, "{text}");
    let both =
        "GET /style.css HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(raw(&server, &(both.to_owned() + hidden)).matches("HTTP/1.1").count(), 1);
}

#[test]
fn what_is_no_http_is_dropped_and_the_server_lives() {
    let server = small();
    for garbage in [
        "\r\n\r\n\r\n\r\nx\r\n\r\n",
        "\u{0}\u{1}\u{2}\u{3}\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nHost HOST\r\n\r\n",
        "GET / HTTP/1.1\r\nHo\u{0}st: HOST\r\n\r\n",
        "GET /\u{0} HTTP/1.1\r\nHost: HOST\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}\r\n\r\n",
    ] {
        let text = raw(&server, garbage);
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 400"), "{garbage:?}: {text}");
    }
    assert_eq!(get(&server, "/").status, 200);
}

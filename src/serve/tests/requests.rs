//! What well-behaved clients get.

use super::*;

#[test]
fn a_page_comes_as_built_with_the_script_and_leave_for_it() {
    let html = format!("<head>{CSP}</head><body>x</body>");
    let server = start(showing(Some(files(&[("index.html", &html)])), vec![]));
    let page = get(&server, "/");
    let etag = page.header("etag").expect("a tag").trim_matches('"').to_owned();
    let policy = CSP.replace("default-src", "connect-src &#39;self&#39;; default-src");
    let script = format!(
        "<script src=\"/.gradus/live.js\" data-version=\"1\" data-etag=\"{etag}\" data-maker=\"site\"></script>"
    );
    assert_eq!(page.status, 200);
    assert_eq!(page.body, format!("<head>{policy}</head><body>x{script}</body>"));
    assert_eq!(page.header("content-length"), Some(page.body.len().to_string().as_str()));
}

#[test]
fn every_answer_carries_the_headers_that_keep_it_at_home() {
    let server = small();
    for target in
        ["/", "/style.css", "/nothing", "/..", "/%zz", "/a", "/.gradus/live.js", "/broken.html", "/panic.html"]
    {
        let answer = get(&server, target);
        for (name, value) in [
            ("cache-control", "no-cache"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{target}");
        }
        assert!(!answer.head.to_ascii_lowercase().contains("access-control"), "{target}");
    }
}

#[test]
fn files_come_byte_for_byte_with_their_type() {
    let server = small();
    let style = get(&server, "/style.css");
    assert_eq!((style.status, style.body.as_str()), (200, "p{}"));
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(get(&server, "/a.json").header("content-type"), Some("application/json; charset=utf-8"));
    assert!(get(&server, "/caf%C3%A9/").body.contains("coffee"));
}

#[test]
fn a_folder_without_its_slash_leads_to_the_slash() {
    let server = small();
    for (target, location) in [("/a", "/a/"), ("/a?b=/c&d", "/a/?b=/c&d"), ("/caf%c3%a9", "/caf%c3%a9/")] {
        let answer = get(&server, target);
        assert_eq!((answer.status, answer.header("location")), (308, Some(location)), "{target}");
    }
}

#[test]
fn a_tag_that_is_known_saves_the_body() {
    let server = small();
    let tag = get(&server, "/").header("etag").expect("a tag").to_owned();
    let again = ask(&server, "GET", "/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", Some(tag.as_str())));
    assert_eq!(ask(&server, "GET", "/a/", &format!("If-None-Match: {tag}\r\n")).status, 200);
    let gone = get(&server, "/nothing");
    let gone_tag = gone.header("etag").expect("a tag");
    let gone = ask(&server, "GET", "/nothing", &format!("If-None-Match: {gone_tag}\r\n"));
    assert_eq!(gone.status, 404, "only what is there can be unchanged");
}

#[test]
fn the_tag_is_that_of_the_built_bytes_and_not_of_the_version() {
    let server = small();
    let before = get(&server, "/");
    server.show(showing(Some(small_site()), vec![]));
    let after = get(&server, "/");
    assert_eq!(before.header("etag"), after.header("etag"));
    assert!(before.body.contains("data-version=\"1\"") && after.body.contains("data-version=\"2\""));
}

#[test]
fn head_gives_the_headers_of_get_and_no_body() {
    let server = small();
    for target in ["/", "/style.css", "/nothing", "/a", "/broken.html", "/.gradus/live.js", "/.gradus/events"] {
        let head = ask(&server, "HEAD", target, "");
        assert_eq!(head.body, "", "{target}");
        if target == "/.gradus/events" {
            assert_eq!(head.header("content-type"), Some("text/event-stream"));
            continue;
        }
        let get = get(&server, target);
        assert_eq!(head.status, get.status, "{target}");
        for name in ["etag", "content-length", "content-type", "location"] {
            assert_eq!(head.header(name), get.header(name), "{name} of {target}");
        }
    }
}

#[test]
fn what_is_not_there_gets_the_sites_own_page() {
    let server = small();
    for target in ["/nothing", "/a/nothing/", "/style.css/", "/.gradus/", "/%2egradus/live.js", "/a/.gradus/live.js"] {
        let answer = get(&server, target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(answer.body.contains("gone astray") && answer.body.contains("live.js"), "{target}");
    }
}

#[test]
fn without_a_page_of_the_sites_own_the_server_has_one() {
    let server = start(showing(Some(files(&[])), vec![]));
    let answer = get(&server, "/");
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("Page not found") && answer.body.contains("data-maker=\"server\""));
}

#[test]
fn a_site_below_a_mount_is_served_there_only() {
    let server = start(Showing { mount: "/my site/".to_owned(), ..showing(Some(small_site()), vec![]) });
    for target in ["/", "/my%20site"] {
        let answer = get(&server, target);
        assert_eq!((answer.status, answer.header("location")), (307, Some("/my%20site/")), "{target}");
    }
    assert!(get(&server, "/my%20site/").body.contains("home"));
    assert_eq!(get(&server, "/my%20site/style.css").body, "p{}");
    assert_eq!(get(&server, "/my%20site/a").header("location"), Some("/my%20site/a/"));
    for target in ["/style.css", "/a/", "/index.html"] {
        assert_eq!(get(&server, target).status, 404, "{target}");
    }
}

#[test]
fn before_the_first_site_every_page_says_why() {
    let server = start(showing(None, vec![told("error", "error[G102]: <script>alert(1)</script>")]));
    for target in ["/", "/a/b/", "/index.html", "/a"] {
        let page = get(&server, target);
        assert_eq!(page.status, 503, "{target}");
        assert!(page.body.contains("Nothing to show yet") && page.body.contains("/.gradus/live.js"));
        assert!(page.body.contains("connect-src &#39;self&#39;"));
        assert!(page.body.contains("error[G102]: &lt;script&gt;") && page.body.contains("a.md:1:2"));
        assert!(page.body.contains("&amp; &lt;script&gt;") && !page.body.contains("<script>"));
    }
    let style = get(&server, "/style.css");
    assert_eq!((style.status, style.header("content-type")), (503, Some("text/plain; charset=utf-8")));
    server.show(showing(Some(small_site()), vec![]));
    assert!(get(&server, "/").body.contains("home"));
}

#[test]
fn the_page_without_a_site_has_a_new_tag_with_new_findings() {
    let server = start(showing(None, vec![told("error", "error: a")]));
    let tag = |server: &Server| get(server, "/").header("etag").expect("a tag").to_owned();
    let first = tag(&server);
    server.show(showing(None, vec![told("error", "error: a")]));
    assert_eq!(tag(&server), first);
    server.show(showing(None, vec![told("error", "error: b")]));
    assert_ne!(tag(&server), first);
}

#[test]
fn a_page_that_cannot_be_made_says_why() {
    let server = small();
    let page = get(&server, "/broken.html");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("This page could not be made") && page.body.contains("/.gradus/live.js"));
    assert!(page.body.contains("&lt;b&gt;broken&lt;/b&gt;") && !page.body.contains("<b>"));
    let style = get(&server, "/broken.css");
    assert_eq!((style.status, style.header("content-type")), (500, Some("text/plain; charset=utf-8")));
}

#[test]
fn a_panic_costs_one_answer() {
    let server = small();
    for _ in 0..20 {
        assert_eq!(get(&server, "/panic.html").status, 500);
    }
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn the_servers_own_files_are_there() {
    let server = small();
    let script = get(&server, "/.gradus/live.js");
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(script.body.contains("EventSource"));
    assert_eq!(get(&server, "/.gradus/live.css").header("content-type"), Some("text/css; charset=utf-8"));
}

#[test]
fn requests_in_one_go_are_answered_in_order() {
    let server = small();
    let one = |target: &str| format!("GET {target} HTTP/1.1\r\nHost: HOST\r\n\r\n");
    let last = "GET /nothing HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n";
    let text = raw(&server, &(one("/style.css").repeat(50) + &one("/a.json") + last));
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 51);
    assert!(text.rfind("p{}") < text.rfind("{}HTTP/1.1 404"));
}

#[test]
fn old_http_and_full_targets_are_understood() {
    let server = small();
    let old = answer(&server, "GET /style.css HTTP/1.0\r\nHost: HOST\r\n\r\n");
    assert_eq!((old.status, old.body.as_str()), (200, "p{}"));
    assert_eq!(get(&server, "http://HOST/style.css").body, "p{}");
}

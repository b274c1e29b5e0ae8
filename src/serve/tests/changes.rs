//! Pages hear of what changes; and the end.

use super::*;
use std::net::TcpListener;
use std::thread;

#[test]
fn a_page_hears_the_state_of_now_and_then_each_change() {
    let server = start(showing(None, vec![told("warning", "warning: w"), told("error", "error: e")]));
    let mut listener = Listener::new(&server);
    let news = listener.news();
    assert_eq!(news["version"], 1);
    assert_eq!(news["counts"]["errors"], 1);
    assert_eq!(news["findings"][0]["title"], "error: e");
    assert_eq!(news["findings"][0]["place"], "a.md:1:2");
    server.show(showing(Some(small_site()), vec![]));
    let news = listener.news();
    assert_eq!((news["version"].as_u64(), news["findings"].as_array().map(Vec::len)), (Some(2), Some(0)));
}

#[test]
fn after_a_thousand_changes_every_listener_has_the_newest() {
    let server = small();
    let listeners: Vec<Listener> = (0..3).map(|_| Listener::new(&server)).collect();
    thread::scope(|scope| {
        let readers: Vec<_> = listeners
            .into_iter()
            .map(|mut listener| {
                scope.spawn(move || {
                    let mut last = 0;
                    while last < 1001 {
                        let version = listener.version();
                        assert!(version > last, "versions only go up");
                        last = version;
                    }
                    last
                })
            })
            .collect();
        for _ in 0..1000 {
            server.show(showing(Some(small_site()), vec![]));
        }
        assert!(readers.into_iter().all(|reader| reader.join().expect("reads") == 1001));
    });
}

#[test]
fn a_reader_who_was_away_gets_the_newest_without_the_queue() {
    let server = small();
    let mut away = Listener::new(&server);
    assert_eq!(away.version(), 1);
    // More than the system's buffers hold, so that a queue would show.
    let long = "x".repeat(100_000);
    for n in 0..1000 {
        server.show(showing(None, vec![told("error", &format!("{n} {long}"))]));
    }
    let mut read = 1;
    while away.version() < 1001 {
        read += 1;
    }
    assert!(read < 1000, "{read} events were kept for it");
}

#[test]
fn a_site_that_is_no_longer_shown_is_let_go() {
    let site = small_site();
    let server = start(showing(Some(site.clone()), vec![]));
    let mut listener = Listener::new(&server);
    assert_eq!(get(&server, "/").status, 200);
    server.show(showing(None, vec![]));
    assert_eq!(get(&server, "/").status, 503);
    while listener.version() < 2 {}
    assert_eq!(Arc::strong_count(&site), 1);
}

#[test]
fn many_findings_are_counted_and_not_all_sent() {
    let server = start(showing(None, (0..5000).map(|n| told("error", &format!("error: {n}"))).collect()));
    let news = Listener::new(&server).news();
    assert_eq!(news["counts"]["errors"], 5000);
    assert_eq!(news["findings"].as_array().map(Vec::len), Some(Limits::USUAL.findings));
    assert!(get(&server, "/").body.contains("And 4900 more."));
}

#[test]
fn it_stops_with_open_streams_and_frees_its_port() {
    let server = small();
    let address = server.address();
    let mut listeners: Vec<Listener> = (0..20).map(|_| Listener::new(&server)).collect();
    assert!(listeners.iter_mut().all(|listener| listener.version() == 1));
    let idle = connect(&server);
    let mut halfway = connect(&server);
    halfway.write_all(b"GET / HT").expect("sends");
    // That it returns at all is what is tested: none of these clients ever goes by itself.
    server.stop();
    for listener in &mut listeners {
        let mut rest = Vec::new();
        assert!(listener.0.read_to_end(&mut rest).is_ok_and(|_| !rest.ends_with(b"data")), "each stream ends");
    }
    drop((idle, halfway));
    assert!(TcpListener::bind(address).is_ok(), "the port is free again");
}

#[test]
fn a_server_that_is_dropped_stops() {
    let server = small();
    let address = server.address();
    drop(server);
    assert!(TcpStream::connect(address).is_err());
}

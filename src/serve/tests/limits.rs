//! How little a greedy client gets.

use super::*;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

fn hasty() -> Limits {
    Limits { header_time: Duration::from_secs(1), stall_time: Duration::from_secs(1), ..Limits::USUAL }
}

#[test]
fn headers_are_bounded_in_number() {
    let server = small();
    // `Host` and `Connection` are two of them.
    for (more, status) in [(62, 200), (63, 431), (1000, 431)] {
        let headers: String = (0..more).map(|n| format!("X-{n}: y\r\n")).collect();
        assert_eq!(ask(&server, "GET", "/", &headers).status, status, "{more}");
    }
}

#[test]
fn headers_are_bounded_in_size() {
    let server = small();
    let with = |length: usize| format!("X-Long: {}\r\n", "x".repeat(length));
    assert_eq!(ask(&server, "GET", "/", &with(12_000)).status, 200);
    assert_eq!(ask(&server, "GET", "/", &with(17_000)).status, 431);
    let target = format!("/{}", "x".repeat(17_000));
    assert!(raw(&server, &format!("GET {target} HTTP/1.1\r\nHost: HOST\r\n\r\n")).starts_with("HTTP/1.1 4"));
    // Without an end of line, too, and however long it goes on.
    let mut stream = connect(&server);
    let endless = thread::spawn(move || while stream.write_all(&[b'x'; 4096]).is_ok() {});
    endless.join().expect("is dropped");
}

#[test]
fn who_does_not_send_headers_in_time_is_dropped() {
    let server = start_within(hasty(), showing(Some(small_site()), vec![]));
    let mut silent = connect(&server);
    let end = silent.read(&mut [0; 1]);
    assert!(end.as_ref().map_or_else(|error| error.kind() == ErrorKind::ConnectionReset, |read| *read == 0), "{end:?}");
    // A byte now and then does not help.
    let mut dripping = connect(&server);
    let mut drops = "GET / HTTP/1.1\r\nX: ".bytes().chain(std::iter::repeat(b'x'));
    while dripping.write_all(&[drops.next().expect("endless")]).is_ok() {
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn who_does_not_read_is_dropped() {
    let large = "x".repeat(32 << 20);
    let server = start_within(
        Limits { connections: 1, ..hasty() },
        showing(Some(files(&[("large.txt", &large), ("small.txt", "s")])), vec![]),
    );
    let mut stalled = connect(&server);
    let request = format!("GET /large.txt HTTP/1.1\r\nHost: {}\r\n\r\n", server.address());
    stalled.write_all(request.as_bytes()).expect("sends");
    // There is one place, so this is answered only when the other client has lost it.
    assert_eq!(get(&server, "/small.txt").body, "s");
}

#[test]
fn who_reads_gets_all_of_a_large_file() {
    let large = "x".repeat(32 << 20);
    let server = start(showing(Some(files(&[("large.txt", &large)])), vec![]));
    assert_eq!(get(&server, "/large.txt").body.len(), large.len());
}

#[test]
fn more_connections_than_places_wait() {
    let server = start_within(Limits { connections: 8, ..hasty() }, showing(Some(small_site()), vec![]));
    let idle: Vec<TcpStream> = (0..16).map(|_| connect(&server)).collect();
    assert_eq!(get(&server, "/").status, 200);
    drop(idle);
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn event_streams_leave_places_for_pages() {
    let limits = Limits { connections: 8, ..Limits::USUAL };
    let server = start_within(limits, showing(Some(small_site()), vec![]));
    let mut listeners: Vec<Listener> = (0..limits.streams()).map(|_| Listener::new(&server)).collect();
    assert!(listeners.iter_mut().all(|listener| listener.version() == 1));
    assert_eq!(get(&server, "/.gradus/events").status, 503);
    assert_eq!(get(&server, "/").status, 200);
    drop(listeners);
    // The places come back when the server sees that the clients have gone.
    while ask(&server, "HEAD", "/.gradus/events", "").status != 200 {
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn an_event_stream_shows_signs_of_life() {
    let limits = Limits { heartbeat: Duration::from_millis(50), ..Limits::USUAL };
    let server = start_within(limits, showing(None, vec![]));
    let mut listener = Listener::new(&server);
    assert_eq!(listener.version(), 1);
    while !listener.line().starts_with(':') {}
}

/// Counts how many of its files are being made at once; each waits until it is told to go on.
#[derive(Default)]
struct Slow {
    now: AtomicUsize,
    most: AtomicUsize,
    may_end: Mutex<bool>,
    told: Condvar,
}

impl Slow {
    fn go_on(&self) {
        *self.may_end.lock().expect("whole") = true;
        self.told.notify_all();
    }
}

impl Site for Slow {
    fn file(&self, _: &str) -> Option<Result<Bytes, Vec<Told>>> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        let held = self.may_end.lock().expect("whole");
        drop(self.told.wait_timeout_while(held, LONG, |may_end| !*may_end));
        self.now.fetch_sub(1, Ordering::SeqCst);
        Some(Ok(Bytes::from_static(b"slow")))
    }
}

#[test]
fn few_files_are_made_at_once() {
    let slow = Arc::new(Slow::default());
    let server = start(showing(Some(slow.clone()), vec![]));
    thread::scope(|scope| {
        let clients: Vec<_> = (0..30).map(|_| scope.spawn(|| get(&server, "/a.txt").body)).collect();
        while slow.now.load(Ordering::SeqCst) < Limits::USUAL.workers {
            thread::sleep(Duration::from_millis(5));
        }
        // Events and own files do not stand in that queue.
        assert_eq!(Listener::new(&server).version(), 1);
        assert_eq!(get(&server, "/.gradus/live.css").status, 200);
        slow.go_on();
        assert!(clients.into_iter().all(|client| client.join().expect("answered") == "slow"));
    });
    assert_eq!(slow.most.load(Ordering::SeqCst), Limits::USUAL.workers);
}

#[test]
fn a_file_that_is_being_made_does_not_hold_up_the_end() {
    let slow = Arc::new(Slow::default());
    let server = start(showing(Some(slow.clone()), vec![]));
    let mut client = connect(&server);
    client.write_all(format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", server.address()).as_bytes()).expect("sends");
    while slow.now.load(Ordering::SeqCst) == 0 {
        thread::sleep(Duration::from_millis(5));
    }
    // It would wait as long as `LONG` allows; that it is still waiting afterwards is the proof.
    server.stop();
    assert_eq!(slow.now.load(Ordering::SeqCst), 1);
    slow.go_on();
}

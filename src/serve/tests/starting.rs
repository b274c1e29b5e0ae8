//! Ports, addresses, and why there was no start.

use super::*;
use crate::serve::StartError;
use std::net::{Ipv6Addr, TcpListener};

fn fault(interface: IpAddr, port: Option<u16>) -> StartError {
    Server::start(interface, port, showing(None, vec![])).err().expect("does not start")
}

#[test]
fn a_port_that_is_taken_is_an_error_only_if_it_was_asked_for() {
    let first = small();
    let port = first.address().port();
    let error = fault(LOOPBACK, Some(port));
    assert!(matches!(error, StartError::PortTaken { port: taken } if taken == port));
    assert_eq!(error.to_string(), format!("port {port} is in use by another program"));
    assert!(error.help().is_some_and(|help| help.contains("`--port`")));
}

#[test]
fn the_next_free_port_is_used() {
    // Whoever else has 1111 on this machine, one of these holds it, and no two servers share a port.
    let held = TcpListener::bind((LOOPBACK, 1111));
    let servers: Vec<Server> =
        (0..25).map(|_| Server::start(LOOPBACK, None, showing(None, vec![])).expect("starts")).collect();
    let mut ports: Vec<u16> = servers.iter().map(|server| server.address().port()).collect();
    assert!(!ports.contains(&1111));
    assert!(ports[0] > 1111);
    assert!(ports.iter().any(|port| *port > 1131), "with all of them taken, any");
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), 25);
    drop(held);
}

#[test]
fn an_address_of_another_machine_is_named() {
    let interface: IpAddr = "192.0.2.1".parse().expect("an address");
    for port in [None, Some(0)] {
        let error = fault(interface, port);
        assert!(matches!(error, StartError::NoSuchInterface { .. }), "{error:?}");
        assert_eq!(error.to_string(), "this machine does not have the address 192.0.2.1");
        assert!(error.help().is_some_and(|help| help.contains("127.0.0.1")));
    }
}

#[test]
fn every_interface_is_opened_as_loopback() {
    let server = Server::start("0.0.0.0".parse().expect("an address"), Some(0), showing(None, vec![])).expect("starts");
    let port = server.address().port();
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}/"));
    let ask = |host: &str| {
        let mut stream = TcpStream::connect((LOOPBACK, port)).expect("connects");
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sends");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("text");
        text
    };
    assert!(ask(&format!("192.0.2.1:{port}")).starts_with("HTTP/1.1 503"));
    assert!(ask(&format!("evil.example:{port}")).starts_with("HTTP/1.1 421"));
}

#[test]
fn the_newer_protocol_works_where_the_machine_has_it() {
    let interface = IpAddr::V6(Ipv6Addr::LOCALHOST);
    let server = match Server::start(interface, Some(0), showing(Some(small_site()), vec![])) {
        Ok(server) => server,
        Err(error) => {
            assert!(TcpListener::bind((interface, 0)).is_err(), "{error}");
            return;
        }
    };
    assert_eq!(server.url(), format!("http://[::1]:{}/", server.address().port()));
    assert_eq!(get(&server, "/").status, 200);
}

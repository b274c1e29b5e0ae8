//! Where the server listens: finding a free port, and its address as people open it.

use super::StartError;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// As other generators of this kind have it.
const FIRST_PORT: u16 = 1111;
const LAST_PORT: u16 = FIRST_PORT + 20;

/// Listens on exactly this port, or, where none is asked for, on the first free one from 1111 on; with all of those
/// taken, on any.
pub(super) fn bind(interface: IpAddr, port: Option<u16>) -> Result<TcpListener, StartError> {
    if let Some(port) = port {
        return bind_at(SocketAddr::new(interface, port));
    }
    for port in FIRST_PORT..=LAST_PORT {
        match bind_at(SocketAddr::new(interface, port)) {
            Err(StartError::PortTaken { .. } | StartError::PortForbidden { .. }) => {}
            bound => return bound,
        }
    }
    bind_at(SocketAddr::new(interface, 0))
}

fn bind_at(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).map_err(|error| StartError::new(error, address))
}

/// With a slash at the end. `0.0.0.0` is every interface and no address to open, so loopback stands for it.
pub(super) fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}

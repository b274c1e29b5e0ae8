//! Why the server did not start, in one line for people.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};

#[derive(Debug)]
pub enum StartError {
    PortTaken {
        port: u16,
    },
    /// The system keeps this port for others, as most do with those below 1024.
    PortForbidden {
        port: u16,
    },
    /// The machine does not have this address.
    NoSuchInterface {
        interface: IpAddr,
    },
    Other(io::Error),
}

impl StartError {
    pub(super) fn new(error: io::Error, address: SocketAddr) -> StartError {
        match error.kind() {
            ErrorKind::AddrInUse => StartError::PortTaken { port: address.port() },
            ErrorKind::PermissionDenied => StartError::PortForbidden { port: address.port() },
            ErrorKind::AddrNotAvailable => StartError::NoSuchInterface { interface: address.ip() },
            _ => StartError::Other(error),
        }
    }

    /// What can be done about it.
    pub fn help(&self) -> Option<String> {
        match self {
            StartError::PortTaken { .. } => {
                Some("give another port, or leave out `--port` and the next free one is used".to_owned())
            }
            StartError::PortForbidden { .. } => Some("give a port from 1024 up".to_owned()),
            StartError::NoSuchInterface { .. } => {
                Some("`--interface 127.0.0.1` is this machine alone, `0.0.0.0` the whole network".to_owned())
            }
            StartError::Other(_) => None,
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::PortTaken { port } => write!(f, "port {port} is in use by another program"),
            StartError::PortForbidden { port } => write!(f, "this user may not open port {port}"),
            StartError::NoSuchInterface { interface } => {
                write!(f, "this machine does not have the address {interface}")
            }
            StartError::Other(error) => write!(f, "the preview server could not start: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StartError::Other(error) => Some(error),
            _ => None,
        }
    }
}

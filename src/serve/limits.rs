//! How much one client may take. Every wait and every queue of the server has its bound here.

use std::time::Duration;

#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Request line and headers together, in bytes; hyper takes no less than 8 KiB.
    pub header_bytes: usize,
    pub headers: usize,
    /// From the opening of a connection, or from the last answer, to the end of the next request's headers.
    pub header_time: Duration,
    /// How long a client may leave an answer unread.
    pub stall_time: Duration,
    /// At once; the system lets others wait.
    pub connections: usize,
    /// Files that are made at once, each on a thread of its own.
    pub workers: usize,
    /// Between two signs of life on an event stream.
    pub heartbeat: Duration,
    /// Findings that are sent to pages; the rest is only counted.
    pub findings: usize,
}

impl Limits {
    pub const USUAL: Limits = Limits {
        header_bytes: 16 * 1024,
        headers: 64,
        header_time: Duration::from_secs(5),
        stall_time: Duration::from_secs(20),
        connections: 256,
        workers: 4,
        heartbeat: Duration::from_secs(15),
        findings: 100,
    };

    /// An event stream stays open, so with no bound of their own they could take every connection.
    pub fn streams(&self) -> usize {
        self.connections / 2
    }
}

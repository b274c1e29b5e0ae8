//! Start, show, stop: the server as its caller sees it, on a thread of its own.

use super::address;
use super::current::Current;
use super::guard::{self, Doorkeeper};
use super::limits::Limits;
use super::{Showing, StartError, events, listen, live, page};
use axum::Router;
use axum::middleware;
use axum::routing::get;
use std::mem;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};
use tokio::sync::{Semaphore, oneshot, watch};

/// Files that are being made when the server stops are waited for this long.
const LAST_WAIT: Duration = Duration::from_millis(50);

/// A running preview server. Dropping it stops it.
pub struct Server {
    address: SocketAddr,
    current: watch::Sender<Arc<Current>>,
    limits: Limits,
    running: Option<(oneshot::Sender<()>, JoinHandle<()>)>,
}

/// What every request may use.
#[derive(Clone)]
pub(super) struct Shared {
    pub current: watch::Receiver<Arc<Current>>,
    pub doorkeeper: Arc<Doorkeeper>,
    pub workers: Arc<Semaphore>,
    pub streams: Arc<Semaphore>,
    pub limits: Limits,
}

impl Server {
    /// Listens when it returns, so that whatever is wrong comes before anything else; serves from threads of its own.
    /// `port`: exactly this one; with `None` 1111, or the next free one.
    pub fn start(interface: IpAddr, port: Option<u16>, first: Showing) -> Result<Server, StartError> {
        Server::start_within(Limits::USUAL, interface, port, first)
    }

    pub(super) fn start_within(
        limits: Limits,
        interface: IpAddr,
        port: Option<u16>,
        first: Showing,
    ) -> Result<Server, StartError> {
        let listener = address::bind(interface, port)?;
        let address = listener.local_addr().map_err(StartError::Other)?;
        listener.set_nonblocking(true).map_err(StartError::Other)?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .max_blocking_threads(limits.workers)
            .thread_name("gradus-serve-worker")
            .build()
            .map_err(StartError::Other)?;
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener).map_err(StartError::Other)?
        };
        let (current, receiver) = watch::channel(Arc::new(Current::new(1, first, limits.findings)));
        let shared = Shared {
            current: receiver,
            doorkeeper: Arc::new(Doorkeeper::new(address)),
            workers: Arc::new(Semaphore::new(limits.workers)),
            streams: Arc::new(Semaphore::new(limits.streams())),
            limits,
        };
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name("gradus-serve".to_owned())
            .spawn(move || run(runtime, listener, shared, stopped))
            .map_err(StartError::Other)?;
        Ok(Server { address, current, limits, running: Some((stop, thread)) })
    }

    /// Where it listens, with the port that it found.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to open in a browser: `http://127.0.0.1:1111/`.
    pub fn url(&self) -> String {
        address::url(self.address)
    }

    /// Shows this from now on, and tells all open pages.
    pub fn show(&self, showing: Showing) {
        let mut next = Current::new(0, showing, self.limits.findings);
        let mut before = None;
        self.current.send_modify(|current| {
            next.version = current.version + 1;
            before = Some(mem::replace(current, Arc::new(next)));
        });
        // Only here, with the lock released: freeing a large site takes a while.
        drop(before);
    }

    /// Ends all connections and releases the port, within some 100 ms, whatever clients do.
    pub fn stop(self) {}
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            // An error from either means that the thread has ended already, which is what is wanted.
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

/// One thread carries all connections, as there is little to do for each; the workers make the files.
fn run(runtime: Runtime, listener: TcpListener, shared: Shared, stopped: oneshot::Receiver<()>) {
    let limits = shared.limits;
    runtime.spawn(listen::accept(listener, router(shared), limits));
    let _ = runtime.block_on(stopped);
    // Not gracefully: an event stream never ends by itself. This drops every task, and with it every socket.
    runtime.shutdown_timeout(LAST_WAIT);
}

fn router(shared: Shared) -> Router {
    Router::new()
        .route(live::EVENTS, get(events::events))
        .route(live::SCRIPT, get(live::script))
        .route(live::STYLE, get(live::style))
        .fallback(page::page)
        .layer(middleware::from_fn_with_state(shared.clone(), guard::guard))
        .with_state(shared)
}

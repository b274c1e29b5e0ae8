//! Takes connections, as many as there are places, and lets hyper talk HTTP on each within the limits.

use super::limits::Limits;
use super::patient::Patient;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// Never ends; the runtime drops it.
pub(super) async fn accept(listener: TcpListener, router: Router, limits: Limits) {
    let places = Arc::new(Semaphore::new(limits.connections));
    loop {
        let place = Arc::clone(&places).acquire_owned().await.expect("the places are never closed");
        match listener.accept().await {
            Ok((stream, _)) => {
                let talk = converse(stream, router.clone(), limits);
                tokio::spawn(async move {
                    talk.await;
                    drop(place);
                });
            }
            // A client that has gone again, or the process has no more files. Trying at once would only burn the
            // processor until one is closed.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn converse(stream: TcpStream, router: Router, limits: Limits) {
    // Without it an event would wait for the client to confirm the last one. It fails only on a dead connection.
    let _ = stream.set_nodelay(true);
    // An error is the client's: it went away, sent what is no HTTP, or ran out of time. There is nobody to tell.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_headers(limits.headers)
        .max_buf_size(limits.header_bytes)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.stall_time)), TowerToHyperService::new(router))
        .await;
}

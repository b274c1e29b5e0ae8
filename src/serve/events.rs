//! The stream on which pages hear of changes: the state of now, then each newer one.

use super::server::Shared;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// What a browser waits before it connects again, when the server comes back.
const RETRY: Duration = Duration::from_millis(500);

/// A reader who is slow misses what is out of date: the channel holds one state and not a queue.
pub(super) async fn events(State(shared): State<Shared>) -> Response {
    let Ok(place) = Arc::clone(&shared.streams).try_acquire_owned() else {
        return (StatusCode::SERVICE_UNAVAILABLE, "too many pages are open\n").into_response();
    };
    let mut current = shared.current;
    current.mark_changed();
    let news = stream::unfold((current, place), async |(mut current, place)| {
        current.changed().await.ok()?;
        let event = Event::default().retry(RETRY).data(current.borrow_and_update().news());
        Some((Ok::<_, Infallible>(event), (current, place)))
    });
    Sse::new(news).keep_alive(KeepAlive::new().interval(shared.limits.heartbeat)).into_response()
}

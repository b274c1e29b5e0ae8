//! pulldown-cmark can panic on rare input; such a panic must not end the build, nor be printed as if it were ours.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread, now, would be caught and told as a finding: a panic hook asks, and stays silent.
pub fn is_contained_panic() -> bool {
    CONTAINED.try_with(Cell::get).unwrap_or(false)
}

/// What `work` returns, or `None` if it panicked. The work must not leave anything half-changed behind.
pub(super) fn contain<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CONTAINED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_inside_is_caught_and_known_to_be_contained() {
        assert_eq!(contain(is_contained_panic), Some(true));
        let caught = contain(|| -> () { panic!("expected, in a test") });
        assert_eq!(caught, None);
        assert!(!is_contained_panic());
    }
}

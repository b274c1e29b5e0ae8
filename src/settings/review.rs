//! `review`: how long before a review is due it is told.

use crate::base::{Diagnostic, codes};
use crate::parse::fields::Fields;

pub(super) fn read(top: &mut Fields) -> i64 {
    let usual = 60;
    let Some(mut review) = top.child("review", "`review`") else { return usual };
    let days = review.number("warn_days");
    if let Some(days) = days.as_ref().filter(|days| days.value < 0) {
        let message = format!("`{}` is no number of days", days.value);
        review.push(Diagnostic::new(&codes::BAD_VALUE, days.place, message).help("write `warn_days: 60`"));
    }
    review.finish();
    days.map_or(usual, |days| days.value)
}

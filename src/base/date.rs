//! Dates as people read them.

use jiff::civil::Date;

/// "22 November 2026".
pub fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

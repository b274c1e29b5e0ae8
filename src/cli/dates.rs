//! The day on which a command runs: `SOURCE_DATE_EPOCH` where it is set, so that a run can be repeated, else the clock's.

use crate::look::Wrong;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub fn today(variables: &[(String, String)]) -> Result<Date, Wrong> {
    let set = variables.iter().find(|(name, _)| name == "SOURCE_DATE_EPOCH");
    let now = match set {
        Some((_, seconds)) => {
            let second = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            second.ok_or_else(|| {
                Wrong::new(format!("`SOURCE_DATE_EPOCH` is `{seconds}`, which is no time"))
                    .help("set it to seconds since 1970, or take it out of the environment")
            })?
        }
        None => Timestamp::now(),
    };
    Ok(now.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_can_be_repeated_on_another_day() {
        let at = |seconds: &str| today(&[("SOURCE_DATE_EPOCH".to_owned(), seconds.to_owned())]);
        assert_eq!(at("1795305600").unwrap().to_string(), "2026-11-22");
        assert!(at("soon").is_err());
    }
}

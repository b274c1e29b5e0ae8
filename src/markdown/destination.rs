//! Which addresses an author may write: the one list of kinds, and every trick that would smuggle another in.

use crate::base::is_hidden;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Destination {
    /// `http://` or `https://`.
    Web,
    Mail,
    /// Relative to the page, from the top of the server (`/…`), or a place on the page (`#…`).
    Relative,
}

/// The kind of an address, or `None` if it may not be written.
///
/// Stricter than browsers are, as they differ: whatever stands before a first `:` is a scheme, however odd, and a
/// relative address must also be harmless when something on the way decodes its percent signs.
pub(super) fn destination(address: &str) -> Option<Destination> {
    let address = address.trim();
    if address.chars().any(|c| is_hidden(c) || matches!(c, '\n' | '\t')) {
        return None;
    }
    match scheme(address) {
        Some((scheme, rest)) if is_one_of(scheme, &["http", "https"]) => {
            let host = rest.strip_prefix("//")?.chars().next()?;
            (!r"/\?#@:".contains(host)).then_some(Destination::Web)
        }
        Some((scheme, rest)) if is_one_of(scheme, &["mailto"]) => (!rest.is_empty()).then_some(Destination::Mail),
        Some(_) => None,
        None => stays_relative(address).then_some(Destination::Relative),
    }
}

fn is_one_of(scheme: &str, names: &[&str]) -> bool {
    names.iter().any(|name| scheme.eq_ignore_ascii_case(name))
}

fn scheme(address: &str) -> Option<(&str, &str)> {
    let end = address.find([':', '/', '?', '#'])?;
    let rest = address[end..].strip_prefix(':')?;
    Some((&address[..end], rest))
}

/// Whether the address has no scheme and no host, as it is and after any number of percent decodings.
fn stays_relative(address: &str) -> bool {
    let mut now = address.to_owned();
    // Nobody writes an address that is encoded five times over.
    for _ in 0..5 {
        if scheme(&now).is_some() || names_a_host(&now) {
            return false;
        }
        // Browsers drop control characters before they look for a scheme.
        let mut next = percent_decoded(&now);
        next.retain(|c| !c.is_control());
        if next == now {
            return true;
        }
        now = next;
    }
    false
}

/// Whether browsers read the first two characters as the `//` before a host.
fn names_a_host(address: &str) -> bool {
    let mut start = address.trim_start().chars();
    let both = [start.next(), start.next()];
    both.iter().all(|c| matches!(c, Some('/' | '\\')))
}

fn percent_decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_that_authors_may_write() {
        for (address, kind) in [
            ("https://nhs.uk/", Destination::Web),
            ("HTTP://nhs.uk", Destination::Web),
            ("https://[::1]/?a=b%0Ac", Destination::Web),
            ("mailto:a@b.example?body=x%0Ay", Destination::Mail),
            ("", Destination::Relative),
            ("../other/page.md#a:b", Destination::Relative),
            ("/top", Destination::Relative),
            ("#place", Destination::Relative),
            ("?a=b:c", Destination::Relative),
            ("./a:b", Destination::Relative),
            ("a%20b/c%3Ad.md", Destination::Relative),
            ("100%", Destination::Relative),
            ("größe.md", Destination::Relative),
        ] {
            assert_eq!(destination(address), Some(kind), "{address}");
        }
    }

    #[test]
    fn every_other_kind_is_refused_in_every_disguise() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "  javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "javascript\u{a0}:alert(1)",
            "\u{202e}javascript:alert(1)",
            "javascript%3Aalert(1)",
            "javascript%253Aalert(1)",
            "java%0Ascript%3aalert(1)",
            "%6Aavascript:alert(1)",
            "%25252525252525253a",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "tel:123",
            "blob:x",
            "view-source:x",
            "//host/x",
            "\\\\host",
            "/\\host",
            "\\/host",
            " //host",
            "%2F%2Fhost",
            "%2f/host",
            "%20//host",
            "/%09/host",
            "http:x",
            "http:/x",
            "http://",
            "https:///host",
            "https://\\host",
            "https://@host",
            "mailto:",
            "C:\\x",
            ":x",
        ] {
            assert_eq!(destination(address), None, "{address:?}");
        }
    }
}

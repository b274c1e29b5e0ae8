//! What a page gets on its way out: the script, and leave for the script to ask this server. Nothing else of its bytes
//! changes, and nothing of it is kept, so that a preview is what a build would write.

use crate::base::Bytes;
use std::ops::Range;

/// `script` goes to the end of the body, where it delays nothing.
pub(super) fn with_script(html: &[u8], script: &str) -> Bytes {
    let end = last_end_of_body(html).unwrap_or(html.len());
    let mut sent = Vec::with_capacity(html.len() + script.len() + 32);
    let mut from = 0;
    if let Some((range, leave)) = leave_to_connect(html).filter(|(range, _)| range.end <= end) {
        sent.extend_from_slice(&html[..range.start]);
        sent.extend_from_slice(leave.as_bytes());
        from = range.end;
    }
    sent.extend_from_slice(&html[from..end]);
    sent.extend_from_slice(script.as_bytes());
    sent.extend_from_slice(&html[end..]);
    sent.into()
}

/// The last one: an earlier `</body` can only be text in a script or a comment.
fn last_end_of_body(html: &[u8]) -> Option<usize> {
    (0..html.len()).rev().find(|at| starts(&html[*at..], b"</body"))
}

/// What to write in which place of the page's policy so that the script may connect. Quotes are written as references,
/// which is right in an attribute with quotes of either kind.
fn leave_to_connect(html: &[u8]) -> Option<(Range<usize>, &'static str)> {
    let policy = policy(html)?;
    let mut at = policy.start;
    while at < policy.end {
        let directive = at..directive_end(html, at, policy.end);
        let text = String::from_utf8_lossy(&html[directive.clone()]).replace("&#39;", "'").replace("&apos;", "'");
        let mut words = text.split_ascii_whitespace();
        if words.next().is_some_and(|name| name.eq_ignore_ascii_case("connect-src")) {
            let sources: Vec<&str> = words.collect();
            return match sources.as_slice() {
                [] | ["'none'"] => Some((directive, " connect-src &#39;self&#39;")),
                _ if sources.contains(&"'self'") => None,
                _ => Some((directive.end..directive.end, " &#39;self&#39;")),
            };
        }
        at = directive.end + 1;
    }
    Some((policy.start..policy.start, "connect-src &#39;self&#39;; "))
}

/// The next `;` that is not the end of a character reference such as `&#39;`.
fn directive_end(html: &[u8], from: usize, to: usize) -> usize {
    let mut in_reference = false;
    for (at, byte) in html[..to].iter().enumerate().skip(from) {
        match byte {
            b';' if !in_reference => return at,
            b';' => in_reference = false,
            b'&' => in_reference = true,
            b'#' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => in_reference = false,
        }
    }
    to
}

/// The value of `content` in the first element of the head that sets a policy.
fn policy(html: &[u8]) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        at += html.get(at..)?.iter().position(|byte| *byte == b'<')?;
        let rest = &html[at..];
        if starts(rest, b"<!--") {
            at += rest.windows(3).position(|window| window == b"-->")?;
        } else if starts(rest, b"<body") {
            return None;
        } else if starts(rest, b"<meta") && rest.get(5).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        {
            let attributes = attributes(html, at + 5);
            let value = |name: &[u8]| attributes.iter().find(|it| html[it.name.clone()].eq_ignore_ascii_case(name));
            let is_policy = |it: &&Attribute| html[it.value.clone()].eq_ignore_ascii_case(b"content-security-policy");
            if value(b"http-equiv").filter(is_policy).is_some() {
                return value(b"content").filter(|it| it.is_quoted).map(|it| it.value.clone());
            }
        }
        at += 1;
    }
}

struct Attribute {
    name: Range<usize>,
    value: Range<usize>,
    is_quoted: bool,
}

/// The attributes of a tag, from behind its name on, as a browser splits them.
fn attributes(html: &[u8], mut at: usize) -> Vec<Attribute> {
    let until = |from: usize, ends: &dyn Fn(u8) -> bool| {
        html[from..].iter().position(|byte| ends(*byte)).map_or(html.len(), |length| from + length)
    };
    let mut found = Vec::new();
    loop {
        at = until(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
        if at == html.len() || html[at] == b'>' {
            return found;
        }
        let start = at;
        // A name may begin with `=`, odd as it is; without this the loop would stand still on it.
        at = until(at + 1, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let name = start..at;
        let after = until(at, &|byte| !byte.is_ascii_whitespace());
        if html.get(after) != Some(&b'=') {
            found.push(Attribute { name, value: at..at, is_quoted: false });
            continue;
        }
        at = until(after + 1, &|byte| !byte.is_ascii_whitespace());
        let quote = html.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let value = match quote {
            Some(quote) => at + 1..until(at + 1, &|byte| byte == quote),
            None => at..until(at, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        at = (value.end + usize::from(quote.is_some())).min(html.len());
        found.push(Attribute { name, value, is_quoted: quote.is_some() });
    }
}

fn starts(bytes: &[u8], with: &[u8]) -> bool {
    bytes.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(html: &str) -> String {
        String::from_utf8(with_script(html.as_bytes(), "<S>").to_vec()).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body_or_of_the_page() {
        assert_eq!(sent("<body>a</body></html>"), "<body>a<S></body></html>");
        assert_eq!(sent("<BODY>a</BODY >"), "<BODY>a<S></BODY >");
        assert_eq!(sent("<script>'</body>'</script>b</body>"), "<script>'</body>'</script>b<S></body>");
        assert_eq!(sent("<p>a"), "<p>a<S>");
        assert_eq!(sent(""), "<S>");
    }

    #[test]
    fn bytes_that_are_no_text_pass_through() {
        assert_eq!(&with_script(b"\xff</body>\xfe", "<S>")[..], b"\xff<S></body>\xfe");
    }

    #[test]
    fn the_policy_lets_the_script_connect() {
        let self_ = "&#39;self&#39;";
        for (before, after) in [
            ("default-src 'none'", format!("connect-src {self_}; default-src 'none'")),
            ("default-src &#39;none&#39;; a", format!("connect-src {self_}; default-src &#39;none&#39;; a")),
            ("a 'b'; connect-src 'none'; c", format!("a 'b'; connect-src {self_}; c")),
            ("connect-src &#39;none&#39;;c", format!(" connect-src {self_};c")),
            ("a; Connect-Src https://b.example", format!("a; Connect-Src https://b.example {self_}")),
            ("a &#39;b&#39;;connect-src &#39;self&#39;", "a &#39;b&#39;;connect-src &#39;self&#39;".to_owned()),
            ("", format!("connect-src {self_}; ")),
            ("x-connect-src 'a'", format!("connect-src {self_}; x-connect-src 'a'")),
        ] {
            let page =
                |policy: &str| format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"><body>");
            assert_eq!(sent(&page(before)), format!("{}<S>", page(&after)));
        }
    }

    #[test]
    fn the_policy_is_found_however_the_element_is_written() {
        let leave = "connect-src &#39;self&#39;; ";
        for (start, rest) in [
            ("<META\n content='", "a' HTTP-EQUIV=content-security-policy >"),
            ("<meta data-x content = \"", "a\" http-equiv = 'Content-Security-Policy'/>"),
            (
                "<!-- <meta http-equiv=Content-Security-Policy content=\"b\"> --><meta http-equiv=\"Content-Security-Policy\" content=\"",
                "a\">",
            ),
            ("<meta name=\"x\" content=\"b\"><meta http-equiv=\"Content-Security-Policy\" content=\"", "a\">"),
            ("<meta/http-equiv=\"Content-Security-Policy\"/content=\"", "a\">"),
        ] {
            assert_eq!(sent(&format!("{start}{rest}")), format!("{start}{leave}{rest}<S>"));
        }
    }

    #[test]
    fn what_only_looks_like_a_policy_stays() {
        for html in [
            "<body><meta http-equiv=\"Content-Security-Policy\" content=\"a\">",
            "<p>http-equiv=\"Content-Security-Policy\" content=\"a\"",
            "<metadata http-equiv=\"Content-Security-Policy\" content=\"a\">",
            "<meta http-equiv=\"refresh\" content=\"0\">",
            "<meta http-equiv=\"Content-Security-Policy\">",
            "<!-- <meta http-equiv=\"Content-Security-Policy\" content=\"a\">",
        ] {
            assert_eq!(sent(html), format!("{html}<S>"));
        }
    }

    #[test]
    fn no_start_of_a_page_is_too_odd() {
        let page =
            b"<!-- a --><meta =b c='d\" / http-equiv=\"Content-Security-Policy\" content=\"a &#39;b; c\" ></body>";
        for end in 0..=page.len() {
            for start in 0..=end {
                let _ = with_script(&page[start..end], "<S>");
            }
        }
    }
}

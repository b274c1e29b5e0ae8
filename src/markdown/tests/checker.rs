//! A tiny reader of HTML that knows what ours may hold, and nothing of how it is written.

use std::collections::HashSet;

/// What is wrong with a piece of HTML: a tag, attribute, class or address that is not allowed, a tag out of balance or
/// out of place, an id given twice.
pub(super) fn fault(html: &str) -> Option<String> {
    check(html).err()
}

fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = HashSet::new();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        text_fits(text, open.last().copied())?;
        if tag.is_empty() {
            break;
        }
        let (tag, after) = tag[1..].split_once('>').ok_or("a tag without end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        tag_fits(name, &open)?;
        for (attribute, value) in attribute_list(attributes)? {
            attribute_fits(name, attribute, value)?;
            if attribute == "id" && !ids.insert(value) {
                return Err(format!("the id {value} twice"));
            }
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    open.last().map_or(Ok(()), |name| Err(format!("<{name}> is left open")))
}

const VOID: [&str; 3] = ["br", "hr", "img"];
const INLINE: [&str; 9] = ["em", "strong", "del", "code", "a", "span", "sup", "img", "br"];
const FLOW: [&str; 14] =
    ["p", "blockquote", "aside", "ul", "ol", "dl", "div", "pre", "hr", "h2", "h3", "h4", "h5", "h6"];

fn tag_fits(name: &str, open: &[&str]) -> Result<(), String> {
    let fits = match open.last().copied() {
        None => FLOW.contains(&name) || name == "section",
        Some("ul" | "ol") => name == "li",
        Some("dl") => matches!(name, "dt" | "dd"),
        Some("table") => matches!(name, "thead" | "tbody"),
        Some("thead" | "tbody") => name == "tr",
        Some("tr") => matches!(name, "th" | "td"),
        Some("pre") => name == "code",
        Some("div") => name == "table",
        Some("section") => name == "ol",
        Some("blockquote" | "aside") => FLOW.contains(&name),
        Some("li" | "dd") => FLOW.contains(&name) || INLINE.contains(&name),
        Some("code" | "span") => false,
        // Paragraphs, headings, terms, cells and all that is inline.
        Some(_) => INLINE.contains(&name),
    };
    if !fits || (name == "a" && open.contains(&"a")) {
        return Err(format!("<{name}> in {open:?}"));
    }
    Ok(())
}

fn text_fits(text: &str, parent: Option<&str>) -> Result<(), String> {
    let only_blocks = matches!(
        parent,
        None | Some("ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tr" | "pre" | "div" | "section")
            | Some("blockquote" | "aside")
    );
    if only_blocks && !text.trim().is_empty() {
        return Err(format!("text in {parent:?}: {text}"));
    }
    is_escaped(text)
}

fn is_escaped(text: &str) -> Result<(), String> {
    if text.contains(['<', '>', '"']) || text.chars().any(is_unsafe) {
        return Err(format!("not escaped: {text:?}"));
    }
    for after in text.split('&').skip(1) {
        if !["amp;", "lt;", "gt;", "quot;"].iter().any(|name| after.starts_with(name)) {
            return Err(format!("a bare ampersand before {after:?}"));
        }
    }
    Ok(())
}

fn is_unsafe(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// ` name="value" name="value"`, and nothing but that.
fn attribute_list(mut rest: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut list = Vec::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").ok_or(format!("no attribute: {rest}"))?;
        let (value, after) = after.split_once('"').ok_or(format!("no end: {after}"))?;
        list.push((name, value));
        rest = match after.strip_prefix(' ') {
            Some(next) => next,
            None if after.is_empty() => after,
            None => return Err(format!("no space before {after}")),
        };
    }
    Ok(list)
}

fn attribute_fits(tag: &str, name: &str, value: &str) -> Result<(), String> {
    is_escaped(value)?;
    let fits = match (tag, name) {
        ("a", "href") => is_address(value) || value.to_ascii_lowercase().starts_with("mailto:"),
        ("img", "src") => is_address(value) && !value.to_ascii_lowercase().starts_with("http"),
        ("img", "alt") | ("a" | "img", "title") => true,
        ("img", "loading") => value == "lazy",
        ("a", "rel") => value == "external noopener noreferrer",
        ("h2" | "h3" | "h4" | "h5" | "h6", "id") => is_heading_id(value),
        ("li", "id") => value.starts_with("fn-") && is_id(value),
        ("a" | "sup", "id") => value.starts_with("fnref-") && is_id(value),
        ("ol", "start") => value.parse::<u64>().is_ok(),
        ("pre" | "div", "tabindex") => value == "0",
        ("div", "role") => value == "group",
        ("div", "aria-label") => value == "Table",
        ("aside", "role") => value == "note",
        ("th", "scope") => value == "col",
        ("span", "aria-hidden") => value == "true",
        ("code", "class") => {
            let word = value.strip_prefix("language-").unwrap_or_default();
            let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            !word.is_empty() && word.chars().all(fine)
        }
        ("th" | "td", "class") => value.starts_with("align-"),
        ("aside", "class") => value.starts_with("alert alert-"),
        (_, "class") => {
            ["alert-title", "scroll", "task", "tick", "visually-hidden", "footnotes", "footnote-back"].contains(&value)
        }
        _ => false,
    };
    if !fits {
        return Err(format!("{name}=\"{value}\" on <{tag}>"));
    }
    Ok(())
}

/// Http, https or relative, in characters that addresses may have.
fn is_address(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let first_segment = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    let is_relative = !first_segment.contains(':') && !lower.starts_with("//");
    let plain = lower.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\`{}|^[]".contains(&byte));
    plain && (is_web || is_relative)
}

fn is_id(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c))
}

fn is_heading_id(value: &str) -> bool {
    let kept = ["main", "top", "search", "content"].contains(&value)
        || ["level-", "fn-", "fnref-", "g-"].iter().any(|start| value.starts_with(start));
    is_id(value) && !kept
}

#[test]
fn the_checker_sees_what_must_not_be() {
    for html in [
        "<script>",
        "<p>a",
        "<p>a</em>",
        "<p>a & b</p>",
        "<p>a > b</p>",
        "<p>\u{202e}</p>",
        "<p onclick=\"x\">a</p>",
        "<p style=\"x\">a</p>",
        "<p><p>a</p></p>",
        "<p><a href=\"a\">b<em><a href=\"c\">d</a></em></a></p>",
        "<p><a href=\"javascript:a\">b</a></p>",
        "<p><a href=\"//a\">b</a></p>",
        "<p><a href=\"a\"title=\"b\">b</a></p>",
        "<p><img src=\"https://a\" alt=\"\"></p>",
        "<ul>a</ul>",
        "<ul><p>a</p></ul>",
        "<h2 id=\"main\">a</h2>",
        "<h2 id=\"a\">a</h2><h2 id=\"a\">a</h2>",
        "<h1 id=\"a\">a</h1>",
        "a",
    ] {
        assert!(fault(html).is_some(), "{html}");
    }
    assert_eq!(fault("<p>a <a href=\"b\">c</a><br>&amp;</p>"), None);
}

//! A difference for a comment on a pull request. Content must not be obeyed there: it must name nobody, link nothing,
//! and be no markup. Escaping is not enough for that, because names of people and numbers of issues are looked for
//! after the escapes are gone. So all content stands in `<code>`, where they are not looked for, and each sign in it is
//! written by its number, so that nothing in it can end the element or begin another.

use super::super::Diff;
use super::super::telling::{Item, telling};
use super::style::{Style, around, one_line};
use crate::base::visible;

/// What a comment may hold, counted in UTF-16 units, which is never less than in characters.
const MOST: usize = 65_536;
/// For the line that says what was left out.
const RESERVED: usize = 400;
/// A longer section of harmless changes is folded.
const FOLDED: usize = 5;

pub fn write(diff: &Diff) -> String {
    let (telling, style) = (telling(diff), style());
    let mut out = format!("### {}\n\n", style.line(&telling.title));
    for lead in &telling.lead {
        out.push_str(&format!("{}\n\n", style.line(lead)));
    }
    for remark in &telling.remarks {
        out.push_str(&format!("**Note:** {remark}\n\n"));
    }
    let mut room = MOST.saturating_sub(RESERVED + units(&out));
    let mut left_out = 0;
    // The most serious come first, so what does not fit is what matters least; a change is there whole or not at all.
    for section in &telling.sections {
        let folded = section.harmless && section.items.len() > FOLDED;
        let (before, after) = if folded {
            (format!("<details><summary>{}</summary>\n\n", section.heading), "\n</details>\n\n")
        } else {
            (format!("#### {}\n\n", section.heading), "\n")
        };
        let around = units(&before) + units(after);
        let mut held = String::new();
        for text in section.items.iter().map(|it| item(&style, it)) {
            let length = units(&text) + if held.is_empty() { around } else { 0 };
            if length <= room {
                room -= length;
                held.push_str(&text);
            } else {
                left_out += 1;
            }
        }
        if !held.is_empty() {
            out.push_str(&format!("{before}{held}{after}"));
        }
    }
    if left_out > 0 {
        let what = if left_out == 1 { "1 change is" } else { &format!("{left_out} changes are") };
        out.push_str(&format!("{what} left out here, because a comment can be no longer. `gradus diff` shows all.\n"));
    }
    out
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn item(style: &Style, item: &Item) -> String {
    let mut out = format!("- {}\n", style.line(&item.head));
    for detail in &item.lines {
        out.push_str(&format!("  - {}\n", style.line(detail)));
    }
    out
}

fn style() -> Style {
    Style {
        plain: str::to_owned,
        content: inert,
        name: around("<code>", "</code>"),
        said: around("<code>", "</code>"),
        removed: around("<del>", "</del>"),
        added: around("<ins>", "</ins>"),
    }
}

/// Each ASCII sign by its number; a comma alone is harmless.
fn inert(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(&one_line(text)).chars() {
        if c.is_ascii_punctuation() && c != ',' {
            out.push_str(&format!("&#{};", c as u32));
        } else {
            out.push(c);
        }
    }
    out
}

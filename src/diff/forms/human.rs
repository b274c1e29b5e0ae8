//! A difference for a terminal or a log.

use super::super::Diff;
use super::super::telling::telling;
use super::style::{Style, around, one_line};
use crate::base::visible;

pub fn write(diff: &Diff) -> String {
    let (telling, style) = (telling(diff), style());
    let mut out = format!("{}\n\n", style.line(&telling.title));
    for lead in &telling.lead {
        out.push_str(&format!("{}\n", style.line(lead)));
    }
    for remark in &telling.remarks {
        out.push_str(&format!("note: {remark}\n"));
    }
    for section in &telling.sections {
        out.push_str(&format!("\n{}\n", section.heading));
        for item in &section.items {
            // The hyphen also keeps a line from beginning with content, which a log could take for a command.
            out.push_str(&format!("\n- {}\n", style.line(&item.head)));
            for detail in &item.lines {
                out.push_str(&format!("  - {}\n", style.line(detail)));
            }
        }
    }
    out
}

fn style() -> Style {
    Style {
        plain: str::to_owned,
        content: shown,
        name: around("", ""),
        said: around("\"", "\""),
        removed: around("[-", "-]"),
        added: around("{+", "+}"),
    }
}

/// Some logs obey `##[error]` and `##vso[…]` wherever they stand, and our own brackets may follow.
fn shown(text: &str) -> String {
    visible(&one_line(text)).replace("##", "#\\u{23}")
}

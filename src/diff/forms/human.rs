//! A difference for a terminal or a log.

use super::super::telling::{Line, Piece, telling};
use super::super::{Diff, Word};
use super::visible::visible;

pub fn write(diff: &Diff) -> String {
    let telling = telling(diff);
    let mut out = format!("{}\n\n", line(&telling.title));
    for lead in &telling.lead {
        out.push_str(&format!("{}\n", line(lead)));
    }
    for remark in &telling.remarks {
        out.push_str(&format!("note: {remark}\n"));
    }
    for section in &telling.sections {
        out.push_str(&format!("\n{}\n", section.heading));
        for item in &section.items {
            // The hyphen also keeps a line from beginning with content, which a log could take for a command.
            out.push_str(&format!("\n- {}\n", line(&item.head)));
            for detail in &item.lines {
                out.push_str(&format!("  - {}\n", line(detail)));
            }
        }
    }
    out
}

fn line(pieces: &Line) -> String {
    pieces.iter().map(piece).collect()
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Plain(text) => text.clone(),
        Piece::Name(text) => shown(text),
        Piece::Said(text) => format!("\"{}\"", shown(text)),
        Piece::Words(words) => format!("\"{}\"", words.iter().map(word).collect::<String>()),
    }
}

fn word(word: &Word) -> String {
    match word {
        Word::Same(text) => shown(text),
        Word::Removed(text) => format!("[-{}-]", shown(text)),
        Word::Added(text) => format!("{{+{}+}}", shown(text)),
    }
}

/// Some logs obey `##[error]` and `##vso[…]` wherever they stand.
fn shown(text: &str) -> String {
    let text = visible(text);
    if text.contains("##") { text.replace("##", "#\\u{23}") } else { text }
}

//! The least that any generator has to do: read every Markdown file below a folder and turn it to HTML in memory, one
//! after the other. For comparison; see benches/README.md.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a measure of the disk and of one package")]

use pulldown_cmark::{Parser, html};
use walkdir::WalkDir;

fn main() {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: markdown_floor FOLDER");
        std::process::exit(2);
    };
    let (mut files, mut bytes) = (0, 0);
    for entry in WalkDir::new(folder).into_iter().flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            let body = text.splitn(3, "---\n").last().unwrap_or_default();
            let mut out = String::with_capacity(body.len() * 2);
            html::push_html(&mut out, Parser::new(body));
            (files, bytes) = (files + 1, bytes + out.len());
        }
    }
    println!("{files} files, {bytes} bytes of HTML");
}

//! The examples of the CommonMark specification, through our door. Where we mean to differ, the example's number and
//! the reason stand in `commonmark-differences.txt`.

use std::collections::BTreeMap;
use std::path::Path;

use gradus::markdown::{Link, Prose, Resolved, read};

#[test]
#[ignore = "reads an npm package; tests/run installs it"]
fn the_examples_of_commonmark_come_out_as_its_authors_say() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let spec = tests.join("node_modules/commonmark-spec/spec.txt");
    let spec = std::fs::read_to_string(&spec).expect("the commonmark-spec package is installed");
    let examples = examples(&spec);
    assert!(!examples.is_empty(), "the specification has examples");
    let mut differences = differences(include_str!("commonmark-differences.txt"));
    let mut faults = String::new();
    for Example { number, markdown, html } in &examples {
        let (got, want) = (normal(&ours(markdown)), normal(&ranks_without_gaps(html)));
        match (got == want, differences.remove(number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => {
                faults += &format!("\n{number} is listed ({reason}) but does not differ\n");
            }
            (false, None) => {
                faults += &format!("\n{number}\n{markdown}\n-- got\n{got}\n-- want\n{want}\n");
            }
        }
    }
    for (number, reason) in differences {
        faults += &format!("\n{number} is listed ({reason}) but is no example\n");
    }
    assert!(faults.is_empty(), "{faults}");
}

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// An example stands between two fences of 32 backticks, its two sides parted by a line with a full stop.
fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line != format!("{fence} example") {
            continue;
        }
        let mut side = |end: &str| -> String {
            let side = lines.by_ref().take_while(|line| *line != end);
            side.map(|line| line.replace('→', "\t") + "\n").collect()
        };
        let (markdown, html) = (side("."), side(&fence));
        let number = examples.len() + 1;
        examples.push(Example { number, markdown, html });
    }
    examples
}

/// `NUMBER REASON` a line; `NUMBER-NUMBER` is a range; `#` begins a comment.
fn differences(list: &str) -> BTreeMap<usize, &str> {
    let mut differences = BTreeMap::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (numbers, reason) = line.split_once(' ').expect("a number and a reason");
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        let [first, last] = [first, last].map(|n| n.parse::<usize>().expect("a number"));
        for number in first..=last {
            let before = differences.insert(number, reason);
            assert_eq!(before, None, "{number} is listed twice");
        }
    }
    differences
}

fn ours(markdown: &str) -> String {
    let reading = read(markdown, 0);
    let lead = reading.lead.map(|lead| lead.prose).unwrap_or_default();
    let as_typed = |link: &Link| Some(Resolved { href: link.target.clone(), ..Resolved::default() });
    Prose::join(&lead, &reading.rest).html(1, &as_typed)
}

/// The specification's HTML with the ranks that we give to its headings: from 1, without gaps.
fn ranks_without_gaps(html: &str) -> String {
    let mut above: Vec<u32> = Vec::new();
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<h") {
        let (before, tag) = rest.split_at(at);
        out += before;
        rest = &tag[2..];
        match rest.chars().next().and_then(|c| c.to_digit(10)) {
            Some(rank) => {
                above.retain(|other| *other < rank);
                above.push(rank);
                let close = format!("</h{rank}>");
                let end = rest.find(&close).expect("a heading ends");
                out += &format!("<h{0}>{1}</h{0}>", above.len(), &rest[2..end]);
                rest = &rest[end + close.len()..];
            }
            None => out += "<h",
        }
    }
    out + rest
}

/// HTML without what is ours (ids of headings, `tabindex`, `loading`), without the slash in `<hr />`, and without white
/// space beside the tags of blocks.
fn normal(html: &str) -> String {
    let html = html.replace(" />", ">").replace("<pre tabindex=\"0\">", "<pre>").replace(" loading=\"lazy\"", "");
    let mut out = String::new();
    let mut in_pre = false;
    for piece in pieces(&html) {
        let name = piece.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_tag = piece.starts_with('<');
        let is_block = is_tag && BLOCKS.contains(&name);
        if is_block && !in_pre {
            out.truncate(out.trim_end().len());
        }
        if is_tag && name == "pre" {
            in_pre = !piece.starts_with("</");
        }
        if !is_tag && !in_pre && ends_with_block(&out) {
            out += piece.trim_start();
        } else if let Some((start, _)) = piece.split_once(" id=\"").filter(|_| is_tag && name.starts_with('h')) {
            out += start;
            out.push('>');
        } else {
            out += piece;
        }
    }
    out.trim().to_owned()
}

const BLOCKS: [&str; 13] = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr"];

fn ends_with_block(out: &str) -> bool {
    let Some(at) = out.rfind('<').filter(|_| out.ends_with('>')) else {
        return out.is_empty();
    };
    let name = out[at..].trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    BLOCKS.contains(&name)
}

/// Tags and the text between them.
fn pieces(html: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let end = match rest.strip_prefix('<') {
            Some(tag) => tag.find('>').map_or(rest.len(), |at| at + 2),
            None => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

//! What becomes of texts that are right; and what the other tests look with.

mod archived;
mod hostile;
mod mistakes;

use super::*;
use crate::base::{Position, codes};

/// The tree in one line: each value, and in angle brackets the characters that its span covers.
fn show(node: &Node, text: &str) -> String {
    let at = &text[node.span.range()];
    match &node.value {
        Value::Null => format!("null<{at}>"),
        Value::Scalar { text, plain: true } => format!("{text}<{at}>"),
        Value::Scalar { text, plain: false } => format!("{text:?}<{at}>"),
        Value::List(nodes) => {
            let nodes: Vec<_> = nodes.iter().map(|node| show(node, text)).collect();
            format!("[{}]<{at}>", nodes.join(", "))
        }
        Value::Map(entries) => {
            let show = |e: &Entry| {
                let key = &text[e.key_span.range()];
                format!("{}<{key}>: {}", e.key, show(&e.value, text))
            };
            let entries: Vec<_> = entries.iter().map(show).collect();
            format!("{{{}}}<{at}>", entries.join(", "))
        }
    }
}

/// The problems, one a line or with its help two: line:column, the marked text, the message.
fn told(text: &str) -> String {
    let mut told = String::new();
    for problem in read(text, 0).1 {
        let Position { line, column } = Position::of(text, problem.span.start as usize);
        let marked = &text[problem.span.range()];
        let message = &problem.message;
        told += &format!("{line}:{column} <{marked}> {message}\n");
        if let Some(help) = &problem.help {
            told += &format!("= {help}\n");
        }
    }
    told
}

/// All spans lie in the file and on characters.
fn check_spans(text: &str) {
    let file = format!("---é\n{text}");
    let offset = file.len() - text.len();
    let (tree, problems) = read(text, offset);
    let inside = |span: Span| {
        let range = span.range();
        assert!(range.start >= offset, "{text:?}");
        assert!(file.get(range).is_some(), "{span:?} in {text:?}");
    };
    fn walk(node: &Node, inside: &dyn Fn(Span)) {
        inside(node.span);
        match &node.value {
            Value::Null | Value::Scalar { .. } => {}
            Value::List(nodes) => nodes.iter().for_each(|node| walk(node, inside)),
            Value::Map(entries) => entries.iter().for_each(|entry| {
                inside(entry.key_span);
                walk(&entry.value, inside);
            }),
        }
    }
    if let Some(tree) = &tree {
        walk(tree, &inside);
    }
    for problem in &problems {
        inside(problem.span);
        let said = [&problem.message, &problem.label];
        for jargon in ["mapping", "scalar", "sequence", "token", "block", "anchor", "tag "] {
            assert!(said.iter().all(|s| !s.contains(jargon)) || text.contains(jargon));
        }
        if let Some((span, _)) = problem.related {
            inside(span);
        }
    }
    assert!(tree.is_some() || !problems.is_empty() || says_nothing(text));
}

fn says_nothing(text: &str) -> bool {
    text.lines().all(|line| {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        line.is_empty() || line.starts_with(['#', '-', '.'])
    })
}

#[test]
fn a_tree_keeps_what_was_typed_and_where() {
    for (text, tree) in GOOD {
        let (node, problems) = read(text, 0);
        assert_eq!(problems, [], "{text}");
        assert_eq!(show(&node.expect(text), text), *tree, "{text}");
    }
}

const GOOD: &[(&str, &str)] = &[
    ("title: Ethics\nlevel: 2\n", "{title<title>: Ethics<Ethics>, level<level>: 2<2>}<title: Ethics\nlevel: 2>"),
    ("a: 1.10\nb: 08\n2: NO\n", "{a<a>: 1.10<1.10>, b<b>: 08<08>, 2<2>: NO<NO>}<a: 1.10\nb: 08\n2: NO>"),
    (
        "q: 'it''s'\nd: \"a\\tb \\u00e9\"\n",
        "{q<q>: \"it's\"<'it''s'>, d<d>: \"a\\tb é\"<\"a\\tb \\u00e9\">}<q: 'it''s'\nd: \"a\\tb \\u00e9\">",
    ),
    ("é: “ü”  # naïve: comment\nb: x\n", "{é<é>: “ü”<“ü”>, b<b>: x<x>}<é: “ü”  # naïve: comment\nb: x>"),
    (
        "a:\nb: ~\nc: \"\"\nd:   # nothing\n",
        "{a<a>: null<>, b<b>: null<~>, c<c>: \"\"<\"\">, d<d>: null<>}<a:\nb: ~\nc: \"\"\nd:>",
    ),
    (
        "a:\n  - x\n  - y z\nb:\n- u\n-\n- [v, \"w\"]\nc: end\n",
        "{a<a>: [x<x>, y z<y z>]<- x\n  - y z>, b<b>: [u<u>, null<>, [v<v>, \"w\"<\"w\">]<[v, \"w\"]>]<- u\n-\n- [v, \"w\"]>, c<c>: end<end>}<a:\n  - x\n  - y z\nb:\n- u\n-\n- [v, \"w\"]\nc: end>",
    ),
    (
        "a: |\n  one\n\n  two\nb: >-\n  three\n  four\n\nc: d",
        "{a<a>: \"one\\n\\ntwo\\n\"<|\n  one\n\n  two>, b<b>: \"three four\"<>-\n  three\n  four>, c<c>: d<d>}<a: |\n  one\n\n  two\nb: >-\n  three\n  four\n\nc: d>",
    ),
    ("a: |\nb: |2\n   x\n", "{a<a>: \"\"<|>, b<b>: \" x\\n\"<|2\n   x>}<a: |\nb: |2\n   x>"),
    (
        "- |\n  x\n-   # note | not this\n  >-\n    y\n",
        "[\"x\\n\"<|\n  x>, \"y\"<>-\n    y>]<- |\n  x\n-   # note | not this\n  >-\n    y>",
    ),
    (
        "a: one\n  two\n\n  three  \nb: \"four\n  five\"\n",
        "{a<a>: one two\nthree<one\n  two\n\n  three>, b<b>: \"four five\"<\"four\n  five\">}<a: one\n  two\n\n  three  \nb: \"four\n  five\">",
    ),
    (
        "a: {b: c, d: , e}\nf: []\ng: {}\nh: [i: j]\n",
        "{a<a>: {b<b>: c<c>, d<d>: null<>, e<e>: null<>}<{b: c, d: , e}>, f<f>: []<[]>, g<g>: {}<{}>, h<h>: [{i<i>: j<j>}<i: j>]<[i: j]>}<a: {b: c, d: , e}\nf: []\ng: {}\nh: [i: j]>",
    ),
    (
        "a: [\n  x,  # first\n  y,\n]\nb: 1\n",
        "{a<a>: [x<x>, y<y>]<[\n  x,  # first\n  y,\n]>, b<b>: 1<1>}<a: [\n  x,  # first\n  y,\n]\nb: 1>",
    ),
    (
        "- a: 1\n  b:\n    - 2\n- - x\n  - - y\n",
        "[{a<a>: 1<1>, b<b>: [2<2>]<- 2>}<a: 1\n  b:\n    - 2>, [x<x>, [y<y>]<- y>]<- x\n  - - y>]<- a: 1\n  b:\n    - 2\n- - x\n  - - y>",
    ),
    (
        "\"a b\": 1\n'c': 2\nd e: 3\nf : 4\n",
        "{a b<\"a b\">: 1<1>, c<'c'>: 2<2>, d e<d e>: 3<3>, f<f>: 4<4>}<\"a b\": 1\n'c': 2\nd e: 3\nf : 4>",
    ),
    ("---\na: b\n", "{a<a>: b<b>}<a: b>"),
    ("just text", "just text<just text>"),
    (
        "a: http://x.y/z#w\nb: x:y\nc: a - b\n",
        "{a<a>: http://x.y/z#w<http://x.y/z#w>, b<b>: x:y<x:y>, c<c>: a - b<a - b>}<a: http://x.y/z#w\nb: x:y\nc: a - b>",
    ),
    (
        "a:\n  - - u\n    - v\n  -\n    w: x\n",
        "{a<a>: [[u<u>, v<v>]<- u\n    - v>, {w<w>: x<x>}<w: x>]<- - u\n    - v\n  -\n    w: x>}<a:\n  - - u\n    - v\n  -\n    w: x>",
    ),
];

#[test]
fn texts_that_yaml_would_convert_stay_texts() {
    let texts = [
        "NO",
        "yes",
        "true",
        "1.10",
        "08",
        "2.0",
        "1_000",
        "0x1F",
        "0o17",
        "1e3",
        ".5",
        "+1",
        "-5",
        ".inf",
        "2026-11-22",
        "12:30:00",
        "nUll",
        "=",
        "a#b",
        "C#",
        "“quoted”",
        "http://a.b/c?d=e&f#g",
        "it's",
        "say \"x\"",
        "a, b [c] {d}",
        "100 %",
        "a & b",
        "5 * 3",
        "?x",
        ":x",
        "-x",
    ];
    for text in texts {
        let yaml = format!("é: {text}  # ü\nlist:\n  - {text}\n");
        let (tree, problems) = read(&yaml, 7);
        assert_eq!(problems, [], "{yaml}");
        let Some(Value::Map(entries)) = tree.map(|tree| tree.value) else {
            panic!("{yaml}");
        };
        let wanted = Value::Scalar { text: text.to_owned(), plain: true };
        assert_eq!(entries[0].value.value, wanted);
        assert_eq!(entries[0].value.span, Span::new(4, 4 + text.len()).shifted(7));
        let Value::List(items) = &entries[1].value.value else {
            panic!("{yaml}");
        };
        assert_eq!(items[0].value, wanted);
    }
}

#[test]
fn nothing_is_null() {
    for null in ["", "~", "null", "Null", "NULL", "# comment"] {
        let yaml = format!("a: {null}\nb: x");
        let (tree, _) = read(&yaml, 0);
        let Some(Value::Map(entries)) = tree.map(|tree| tree.value) else {
            panic!("{yaml}");
        };
        assert_eq!(entries[0].value.value, Value::Null, "{yaml}");
    }
}

#[test]
fn a_text_that_says_nothing_is_no_tree_and_no_problem() {
    for text in ["", "\n\n", "# only a comment\n", "---\n", "   "] {
        assert_eq!(read(text, 3), (None, vec![]), "{text:?}");
    }
}

#[test]
fn spans_are_of_the_file() {
    let (tree, problems) = read("a: b\na: c", 100);
    assert_eq!(tree.map(|tree| tree.span), Some(Span::new(100, 109)));
    assert_eq!(problems[0].span, Span::new(105, 106));
    let related = problems[0].related.as_ref();
    assert_eq!(related.map(|r| r.0), Some(Span::new(100, 101)));
}

#[test]
fn the_first_of_repeated_keys_is_kept() {
    let text = "a: 1\n\"b\": 2\nb: 3\n1: x\n'1': y\nc: {d: 1, e: 2, d: 3}\n";
    let (tree, problems) = read(text, 0);
    let shown = show(&tree.expect("readable"), text);
    assert!(shown.contains("b<\"b\">: 2<2>, 1<1>: x<x>, c<c>: {d<d>: 1<1>, e<e>: 2<2>}"), "{shown}");
    assert!(problems.iter().all(|p| p.code == &codes::DUPLICATE_KEY));
    assert_eq!(
        told(text),
        "3:1 <b> `b` is given twice\n= keep one of the two\n\
         5:1 <'1'> `1` is given twice\n= keep one of the two\n\
         6:17 <d> `d` is given twice\n= keep one of the two\n"
    );
}

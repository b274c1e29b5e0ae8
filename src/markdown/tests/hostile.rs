//! Texts that mean harm, or mean nothing at all.

use proptest::prelude::*;

use super::checker::fault;
use super::*;

/// The HTML in every form, with everything that an author typed handed back by a careless resolver.
fn every_html(markdown: &str) -> Vec<String> {
    let reading = read(markdown, 7);
    let mut all = vec![whole(markdown).html(2, &|_| None)];
    let reference_text = |link: &Link| Some(Resolved { text: Some(link.target.clone()), ..as_typed(link).unwrap() });
    all.push(whole(markdown).html(6, &reference_text));
    if let Some(lead) = reading.lead {
        all.push(lead.prose.html(2, &as_typed));
        all.push(format!("<p>{}</p>", lead.phrase.html));
    }
    all.push(reading.rest.html(2, &as_typed));
    all.push(html(markdown));
    all.push(format!("<p>{}</p>", whole(markdown).phrase().html));
    all
}

fn assert_harmless(markdown: &str) {
    for html in every_html(markdown) {
        if let Some(fault) = fault(&html) {
            panic!("{fault}\nfrom {markdown:?}\nin {html}");
        }
    }
    let phrase = whole(markdown).phrase();
    assert!(!phrase.plain.contains(['\n', '\t']), "{markdown:?}");
    let mut bare = phrase.html.clone();
    for tag in ["em", "strong", "code", "del"] {
        bare = bare.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
    }
    assert!(!bare.contains('<'), "{}", phrase.html);
}

#[test]
fn nothing_that_an_author_writes_runs() {
    let payloads = [
        // Headings.
        "# A {#x onclick=alert(1)}",
        "# A {onclick=alert(1)}",
        "# A {.a style=x}",
        "# A {#x\"onmouseover=\"alert(1)}",
        "# A {#<script>}",
        "# A {#main}\n# A {#fn-a}\n# A {#level-1}\n# A {#g-x}",
        "# Main\n# Top\n# Level 1\n# Fn a\n# Fnref a\n# Search\n# Content",
        "# <script>alert(1)</script>",
        "# \"><img src=x onerror=alert(1)>",
        "# A {#a}\n# B {#a}\n# A\n# a-2",
        "# [a](javascript:alert(1))",
        "# [[A]] [b [[C]]](d)",
        "\"><script>\n===",
        // Links.
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](&#x6A;avascript&colon;alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](java&NewLine;script:alert(1))",
        "[a](<java\tscript:alert(1)>)",
        "[a](< javascript:alert(1)>)",
        "[a](&#1;javascript:alert(1))",
        "[a](&#x202e;javascript:alert(1))",
        "[a](javascript%3Aalert(1))",
        "[a](java%0ascript%253aalert(1))",
        "[a](\\javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "[a](file:///etc/passwd)",
        "[a](//evil.example)",
        "[a](/\\evil.example)",
        "[a](\\\\\\\\evil.example)",
        "[a](%2F%2Fevil.example)",
        "[a](/%09/evil.example)",
        "[a](https:evil)",
        "[a](b \"\\\"onmouseover=alert(1) x=\\\"\")",
        "[a](b\"onmouseover=alert(1))",
        "[a](<b\" onclick=\"x>)",
        "[a](<b'c`d{e}|f^g[h]>)",
        "[a](b '<script>')",
        "[a](b '&#0;&#x202e;\u{1}')",
        "[a]: javascript:alert(1)\n\n[a] [b][a] ![c][a]",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "<https://a.example/\"onclick=alert(1)>",
        "<a+b:c>",
        "<a\"b@c.example>",
        "<a@b.example>",
        "[<https://a.example>](b)",
        "[![a](b)](javascript:x)",
        "[a [b](c) d](e)",
        "[a [[B]] d](e)",
        "[a [[B|<https://c.example>]] d](e)",
        "[a[^1]](b)\n\n[^1]: c",
        // References.
        "[[javascript:alert(1)]]",
        "[[javascript:alert(1)|text]]",
        "[[<script>|<script>]]",
        "[[\"onclick=x]] ![[b\" onerror=x]]",
        "[[//evil.example]]",
        "[[a\u{202e}\u{1}b]]",
        "[[A|[b](c)]]",
        "[[A| ]] [[A|]] [[|b]] [[ ]]",
        // Images.
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,<svg onload=alert(1)>)",
        "![a](https://evil.example/pixel.png)",
        "![a](//evil.example/pixel.png)",
        "![\" onerror=\"alert(1)](b)",
        "![a](b\"onerror=alert(1))",
        "![a](b 'c\" onerror=\"x')",
        "![<b> `c` *d* [e](f) ![g](h) [[i]] [^1] \u{202e}](j)\n\n[^1]: k",
        "![a<!-- b -->](c) ![<script>](javascript:x)",
        // Footnotes.
        "a[^\"onclick=x]\n\n[^\"onclick=x]: b",
        "a[^<script>]\n\n[^<script>]: <script>",
        "a[^!] b[^?] c[^a] d[^a-2] e[^a] f[^A]\n\n[^!]: a\n[^?]: b\n[^a]: c\n[^a-2]: d",
        "a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]\n[^2]: d",
        "a[^1]\n\n[^1]: # Heading\n\n    - list\n\n      > [^1]: inner[^1]",
        "a[^1]\n\n> [^1]: b\n> [!NOTE]\n> [^1]: c",
        "[^1]: a\n\nb[^1]",
        "a[^\u{202e}]\n\n[^\u{202e}]: b",
        // Alerts.
        "> [!NOTE] <script>\n> a",
        "> [!NOTE]<script>",
        "> [!note\"onclick=x]\n> a",
        "> [!WARNING]\n> # A {#top}\n> > [!TIP]\n> > b",
        // Code.
        "```\"onclick=x\n<script>\n```",
        "```x\" onclick=\"alert(1)\n</code></pre><script>alert(1)</script>\n```",
        "``` <script>\na\n```",
        "    <script>\u{0}\u{202e}",
        "`<script>` ``a`b`` `\u{1b}[31m`",
        // Tables and lists.
        "|<script>|[a](javascript:x)|\n|:-:|-:|\n|![a](b\"c)|`<b>\\|`|\n|a|b|c|d|",
        "|a|\n|-|",
        "|[[A\\|b]]|[[A|b]]|\n|-|-|\n",
        "a | b\n-|-\n> c | d",
        "99999999999999999999. a",
        "0. a\n1. b\n\n999999999) c",
        "- [ ] <script>\n- [x] [a](javascript:x)\n  1. [ ]\n  2. [x]\n\n     b",
        "a\n: b\n: > c\n\n    : d\n\n: # e",
        "a\n: |b|\n  |-|\n\nc\n: d\n    - e\n\nf\n\n  : g",
        // Raw HTML.
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<svg/onload=alert(1)>",
        "<!-- a --><script>alert(1)</script>",
        "<!-- <script> --> -->",
        "<!--><script>-->",
        "a <!--> <script>alert(1)</script> -->",
        "<!-- no end\n\n<script>alert(1)</script>",
        "<style>*{}</style>\n<iframe src=x>\n<base href=x>\n<form><input>",
        "<?php x ?>\n\n<![CDATA[<script>]]>\n\n<!DOCTYPE x>",
        "<details open ontoggle=alert(1)>\n\n# a\n\n</details>",
        "</p></main></body><script>",
        "&lt;script&gt;&amp;lt;script&amp;gt;&quot;&#60;script&#62;",
        "\u{0}\u{7f}\u{85}\u{202a}\u{2066}\u{fffe}&#0;&#x85;&#x2067;",
    ];
    for payload in payloads {
        assert_harmless(payload);
        assert_harmless(&format!("Text.\n\n> - {}", payload.replace('\n', "\n>   ")));
    }
    assert!(payloads.len() >= 60);
}

#[test]
fn a_text_that_nests_without_end_is_refused_and_a_long_one_is_read_in_time() {
    let refused = [
        ">".repeat(50_000),
        "> ".repeat(50_000),
        "- ".repeat(25_000) + "a\n" + &"b\n".repeat(100_000),
        ">".repeat(25_000) + "a\n" + &"b\n".repeat(100_000),
        "*a **a ".repeat(10_000) + &"b** b*".repeat(10_000),
        "![".repeat(20_000) + &"](b)".repeat(20_000),
        (0..500).map(|depth| "  ".repeat(depth) + "- a\n").collect(),
        (1..500).map(|depth| ">".repeat(depth) + "[!NOTE]\n").collect(),
    ];
    let read_through = [
        "[".repeat(50_000),
        "[[".repeat(25_000) + &"]]".repeat(25_000),
        "](".repeat(25_000),
        "- [ ] ".repeat(10_000),
        "# a\n".repeat(100_000),
        "# a {#a}\n".repeat(20_000),
        "a[^1] ".repeat(10_000) + "\n\n[^1]: b",
        "[a]: &#98;".to_owned() + &"x".repeat(50_000) + "\n\n" + &"[a] ".repeat(10_000),
        "|a|\n|-|\n".to_owned() + &"|b|\n".repeat(20_000),
        "a <!-- ".repeat(10_000),
        "\u{202e}".repeat(20_000),
        "[a](".to_owned() + &"%25".repeat(20_000) + ")",
    ];
    for (texts, is_refused) in [(&refused[..], true), (&read_through[..], false)] {
        for text in texts {
            let reading = read(text, 0);
            let html = reading.rest.html(2, &as_typed);
            let found = reading.findings.iter().any(|f| f.code.id == "G407");
            let begins: String = text.chars().take(12).collect();
            assert_eq!(found, is_refused, "{begins}");
            assert!(!is_refused || (html.is_empty() && reading.lead.is_none()), "{begins}");
        }
    }
}

/// Pieces that mean something to Markdown, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "b",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n    ",
        "\n  ",
        "\t",
        "# ",
        "## ",
        "=\n",
        "---\n",
        "- ",
        "1. ",
        "* ",
        "+ ",
        ": ",
        "\n: ",
        "> ",
        "> [!NOTE]\n",
        "[!TIP]",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "~",
        "`",
        "```",
        "```rs\n",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "|",
        "![",
        "[a](b)",
        "![a](b.png)",
        "<",
        ">",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<div>",
        "<a@b.c>",
        "<https://a>",
        "[^1]",
        "[^1]: ",
        "[^2]",
        "[^2]: ",
        "[a]: b\n",
        "[a]",
        "{#a}",
        "{#main}",
        "{",
        "}",
        "\\",
        "&amp;",
        "&#0;",
        "&#x202e;",
        "\"",
        "'",
        "javascript:",
        "//",
        "- [ ] ",
        "- [x] ",
        "|-|\n",
        "|a|b|\n",
        "\u{202e}",
        "é",
        "ß",
        "\r\n",
        "\0",
        "***\n",
        "a\n: b\n",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(markdown: &str) {
    assert_harmless(markdown);
    let reading = read(markdown, 0);
    let spans = (reading.findings.iter().map(|f| f.span))
        .chain(reading.rest.links().iter().map(|l| l.span))
        .chain(reading.rest.headings().iter().map(|h| h.span))
        .chain(reading.lead.iter().map(|l| l.span));
    for span in spans {
        assert!(markdown.get(span.range()).is_some(), "{span:?} of {markdown:?}");
    }
    // The parts make the whole, and the place in the file changes nothing but spans.
    let lead = reading.lead.map(|l| l.prose.plain()).unwrap_or_default();
    let parts = [lead, reading.rest.plain()].join("\n");
    assert_eq!(parts.trim_matches('\n'), whole(markdown).plain());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_soup_of_markdown_comes_out_well_formed(markdown in soup()) {
        holds(&markdown);
    }

    #[test]
    fn any_text_comes_out_well_formed(markdown in any::<String>()) {
        holds(&markdown);
    }
}

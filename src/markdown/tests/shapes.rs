//! What each thing that an author can write becomes.

use super::checker::fault;
use super::*;

#[track_caller]
fn becomes(markdown: &str, want: &str) {
    let got = html(markdown);
    assert_eq!(got.trim_end(), want, "{markdown}");
    assert_eq!(fault(&got), None, "{got}");
}

#[test]
fn inline_text() {
    becomes(
        "*a* **b** `c<d` ~~e~~ \"f\" &copy; \\* g\\\nh\n***",
        "<p><em>a</em> <strong>b</strong> <code>c&lt;d</code> <del>e</del> &quot;f&quot; © * g<br>\nh</p>\n<hr>",
    );
}

#[test]
fn headings_keep_their_order_and_skip_no_rank() {
    becomes("# A\n### B\n# C", "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h2 id=\"c\">C</h2>");
    becomes("### A\n## B\n###### C", "<h2 id=\"a\">A</h2>\n<h2 id=\"b\">B</h2>\n<h3 id=\"c\">C</h3>");
    let deep = whole("# a\n## b\n### c\n#### d\n##### e\n###### f");
    let html = deep.html(4, &as_typed);
    let tags: Vec<&str> = html.lines().map(|line| &line[1..3]).collect();
    assert_eq!(tags, ["h4", "h5", "h6", "h6", "h6", "h6"]);
    let ranks: Vec<u8> = deep.headings().iter().map(|h| h.rank).collect();
    assert_eq!(ranks, [1, 2, 3, 4, 5, 6]);
    assert!(deep.html(0, &as_typed).starts_with("<h1"));
}

#[test]
fn a_heading_has_an_id_given_or_made() {
    for (heading, id, text) in [
        ("# Wer's *wagt*", "wers-wagt", "Wer's wagt"),
        ("# A {#b_c.d:e-f}", "b_c.d:e-f", "A"),
        ("# A {#b} #", "b", "A"),
        ("A {#b}\n===", "b", "A"),
        ("# A{#größe}", "größe", "A"),
        ("# A {#main}", "section-main", "A"),
        ("# A \\{#b}", "a-b", "A {#b}"),
        ("# A {#b c}", "a-b-c", "A {#b c}"),
        ("# A {#}", "a", "A {#}"),
        ("# A {.b}", "a-b", "A {.b}"),
        ("# A `{#b}`", "a-b", "A {#b}"),
        ("# A {#b} c", "a-b-c", "A {#b} c"),
        ("# See [[AI-1]]", "see-ai-1", "See AI-1"),
        ("# 1. Begin", "section-1-begin", "1. Begin"),
        ("# ???", "section", "???"),
    ] {
        let heading = whole(heading).headings()[0].clone();
        assert_eq!((heading.id.as_str(), heading.text.as_str()), (id, text));
    }
}

#[test]
fn given_ids_come_before_made_ones_and_none_is_used_twice() {
    let ids: Vec<String> = whole("# A\n# A\n# B {#a}\n# C {#a}").headings().iter().map(|h| h.id.clone()).collect();
    assert_eq!(ids, ["a-3", "a-4", "a", "a-2"]);
    assert_eq!(findings("# B {#a}\n# C {#a}\n# D {#d}"), [("G203", "a".to_owned())]);
    assert_eq!(findings("# A\n# A"), []);
}

#[test]
fn a_heading_of_nothing_is_left_out() {
    becomes("#\n# {#a}\nb", "<p>b</p>");
    assert_eq!(whole("# ").headings(), []);
}

#[test]
fn links_are_written_by_whoever_knows_the_page() {
    becomes(
        "[a *b*](c.md \"d & e\") <https://f.example> <g@h.example>",
        "<p><a href=\"c.md\" title=\"d &amp; e\">a <em>b</em></a> \
         <a href=\"https://f.example\" rel=\"external noopener noreferrer\">https://f.example</a> \
         <a href=\"mailto:g@h.example\">g@h.example</a></p>",
    );
    becomes("[](c.md)", "<p><a href=\"c.md\">c.md</a></p>");
    becomes("[a](<b c&d\">)", "<p><a href=\"b%20c&amp;d%22\">a</a></p>");
    let prose = whole("[a](b) ![c](d) [[e]] [[f|g]]");
    assert_eq!(prose.html(2, &|_| None), "<p>a c e g</p>\n");
}

#[test]
fn references_show_what_they_lead_to_or_the_authors_words() {
    let resolve = |link: &Link| {
        (link.kind == LinkKind::Reference).then(|| Resolved {
            href: format!("../{}/", link.target.to_lowercase()),
            text: Some("Name & more".to_owned()),
            external: false,
        })
    };
    let html = |markdown| whole(markdown).html(2, &resolve);
    assert_eq!(html("[[AI-041]]"), "<p><a href=\"../ai-041/\">Name &amp; more</a></p>\n");
    assert_eq!(html("[[AI-041|]]"), "<p><a href=\"../ai-041/\">Name &amp; more</a></p>\n");
    assert_eq!(html("[[ AI-041 |*my* words]]"), "<p><a href=\"../ai-041/\"><em>my</em> words</a></p>\n");
    assert_eq!(html("![[AI-041]]"), "<p>!<a href=\"../ai-041/\">Name &amp; more</a></p>\n");
    assert!(html("|[[A\\|b]]|\n|-|").contains("<a href=\"../a/\">b</a>"));
    let linked = "[x](y) # [[A]]";
    assert_eq!(html(linked), "<p>x # <a href=\"../a/\">Name &amp; more</a></p>\n");
    // An address that no author may write is not written for a resolver either.
    let careless = |_: &Link| Some(Resolved { href: "javascript:x".to_owned(), ..Resolved::default() });
    assert_eq!(whole("[[A]] [b](c)").html(2, &careless), "<p>A b</p>\n");
}

#[test]
fn images() {
    becomes("![a & *b*](c.png \"d\")", "<p><img src=\"c.png\" alt=\"a &amp; b\" title=\"d\" loading=\"lazy\"></p>");
    becomes("![](c.png \"d\")", "<p><img src=\"c.png\" alt=\"\" loading=\"lazy\"></p>");
    becomes("[![a](b.png)](c)", "<p><a href=\"c\"><img src=\"b.png\" alt=\"a\" loading=\"lazy\"></a></p>");
    becomes("![a](https://b.example/c.png)", "<p>a</p>");
    becomes("![a](//b.example/c.png)", "<p>a</p>");
    becomes("![a\u{202e}b\u{1}](c)", "<p><img src=\"c\" alt=\"ab\" loading=\"lazy\"></p>");
}

#[test]
fn lists_and_tasks() {
    becomes("- a\n- b\n  1. c", "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>");
    becomes("3) a", "<ol start=\"3\">\n<li>a</li>\n</ol>");
    becomes(
        "- [ ] a\n- [x] b\n- c",
        "<ul>\n\
         <li class=\"task\"><span class=\"tick\" aria-hidden=\"true\">☐</span><span class=\"visually-hidden\">To do: </span>a</li>\n\
         <li class=\"task\"><span class=\"tick\" aria-hidden=\"true\">☑</span><span class=\"visually-hidden\">Done: </span>b</li>\n\
         <li>c</li>\n</ul>",
    );
    becomes("a\n: b\n: c", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>");
}

#[test]
fn quotes_and_alerts() {
    becomes("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
    for (mark, class, title) in [
        ("NOTE", "note", "Note"),
        ("tip", "tip", "Tip"),
        ("IMPORTANT", "important", "Important"),
        ("WARNING", "warning", "Warning"),
        ("CAUTION", "caution", "Caution"),
    ] {
        becomes(
            &format!("> [!{mark}]\n> a"),
            &format!(
                "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>\n<p>a</p>\n</aside>"
            ),
        );
    }
}

#[test]
fn tables() {
    becomes(
        "|a|b|c|\n|-|:-:|-:|\n|1|`2\\|`|",
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead>\n<tr>\n\
         <th scope=\"col\">a</th>\n<th scope=\"col\" class=\"align-center\">b</th>\n<th scope=\"col\" class=\"align-right\">c</th>\n\
         </tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class=\"align-center\"><code>2|</code></td>\n<td class=\"align-right\"></td>\n\
         </tr>\n</tbody>\n</table></div>",
    );
    assert!(!html("|a|\n|-|").contains("tbody"));
}

#[test]
fn code_blocks() {
    becomes("```Rust,ignore x\n<a>\n```", "<pre tabindex=\"0\"><code class=\"language-rust\">&lt;a&gt;\n</code></pre>");
    becomes("    a\n\n    b", "<pre tabindex=\"0\"><code>a\n\nb</code></pre>");
    becomes("```\"'\n```", "<pre tabindex=\"0\"><code></code></pre>");
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_their_calls() {
    becomes(
        "[^b]: B.\n\na[^A b] c[^b] d[^a B] e[^none]\n\n[^a b]:\n    > A[^b]\n\n[^unused]: x",
        "<p>a<sup><a id=\"fnref-a-b\" href=\"#fn-a-b\">1</a></sup> c<sup><a id=\"fnref-b\" href=\"#fn-b\">2</a></sup> \
         d<sup><a id=\"fnref-a-b-2\" href=\"#fn-a-b\">1</a></sup> e[^none]</p>\n\
         <section class=\"footnotes\">\n<ol>\n\
         <li id=\"fn-a-b\">\n<blockquote>\n<p>A<sup><a id=\"fnref-b-2\" href=\"#fn-b\">2</a></sup></p>\n</blockquote>\n\
         <p><a class=\"footnote-back\" href=\"#fnref-a-b\">Back to the text</a> \
         <a class=\"footnote-back\" href=\"#fnref-a-b-2\">Back to the text (2)</a></p>\n</li>\n\
         <li id=\"fn-b\">\n<p>B. <a class=\"footnote-back\" href=\"#fnref-b\">Back to the text</a> \
         <a class=\"footnote-back\" href=\"#fnref-b-2\">Back to the text (2)</a></p>\n</li>\n\
         </ol>\n</section>",
    );
    assert_eq!(whole("a[^1]\n\n[^1]: # B\n[^2]: # C").headings().len(), 1);
    assert_eq!(findings("a[^1]\n\n[^1]: b\n[^1]: c\n"), [("G203", "[^1]: c".to_owned())]);
}

#[test]
fn html_is_text_and_comments_are_nothing() {
    becomes("a <b>c</b> <!-- d -->e", "<p>a &lt;b&gt;c&lt;/b&gt; e</p>");
    becomes("<div>\n*a*\n</div>\n\n*b*", "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>\n<p><em>b</em></p>");
    becomes("<!-- a\n\nb -->\n\nc", "<p>c</p>");
    becomes("<!-- a", "<p>&lt;!-- a</p>");
    becomes("- <!-- a -->\n- b", "<ul>\n<li></li>\n<li>b</li>\n</ul>");
    assert_eq!(findings("<!-- a -->\n\nb <!-- c -->"), []);
    assert_eq!(findings("a <b>c</b>\n\n<i>\n\n![<b>](c)"), [("G408", "<b>".to_owned())]);
}

#[test]
fn hidden_characters_are_seen_in_text() {
    becomes("a\u{202e}b&#x2066;c\u{7}d `\u{0}`", "<p>a\u{fffd}b\u{fffd}c\u{fffd}d <code>\u{fffd}</code></p>");
    // Directions that are only marked, and the flags of England, Scotland and Wales, stay.
    let kept = "<p>\u{200f}א \u{1f3f4}\u{e0067}\u{e0062}\u{e007f}</p>";
    becomes(&kept[3..kept.len() - 4], kept);
}

#[test]
fn findings_mark_the_address() {
    for (markdown, code, marked) in [
        ("[a](javascript:x 'y')", "G403", "javascript:x"),
        ("[x][a]\n\n[a]: tel:12 'y'", "G403", "tel:12"),
        ("[a](&#106;avascript:x)", "G403", "[a](&#106;avascript:x)"),
        ("<tel:12>", "G403", "tel:12"),
        ("[a](//b.example)", "G403", "//b.example"),
        ("![a](//b.example)", "G403", "//b.example"),
        ("![a](mailto:b@c)", "G403", "mailto:b@c"),
        ("é ![a](https://b.example/c)", "G404", "https://b.example/c"),
        ("é ![](b.png)", "G406", "![](b.png)"),
    ] {
        assert_eq!(findings(markdown), [(code, marked.to_owned())], "{markdown}");
    }
    let finding = &read("[a](javascript:x\u{1})", 0).findings;
    assert_eq!(finding, &[]);
    let finding = &read("[a](<javascript:x\u{1b}[31m>)", 0).findings[0];
    assert_eq!(finding.message, "a link cannot have the address `javascript:x\u{fffd}[31m`");
}

#[test]
fn spans_are_places_in_the_file() {
    let markdown =
        "é *I can* [a](b.md).\n\n## Heading [[AI-1|b]] {#c}\n\n[d][e] <https://f.example>\n\n[e]: <g.md> 'h'\n";
    let file = format!("---\nk: v\n---\n{markdown}");
    let offset = file.len() - markdown.len();
    let reading = read(markdown, offset);
    let lead = reading.lead.unwrap();
    assert_eq!(&file[lead.span.range()], "é *I can* [a](b.md).");
    assert_eq!(&file[lead.prose.links()[0].span.range()], "b.md");
    assert_eq!(&file[reading.rest.headings()[0].span.range()], "## Heading [[AI-1|b]] {#c}");
    let marked: Vec<&str> = reading.rest.links().iter().map(|link| &file[link.span.range()]).collect();
    assert_eq!(marked, ["AI-1", "g.md", "https://f.example"]);
}

#[test]
fn the_lead_is_the_first_block_if_that_is_a_paragraph() {
    let reading = read("I can\n*read*.\n\n# More\n", 0);
    let lead = reading.lead.unwrap();
    assert_eq!(lead.phrase.plain, "I can read.");
    assert_eq!(lead.phrase.html, "I can <em>read</em>.");
    assert_eq!(lead.prose.html(2, &as_typed), "<p>I can\n<em>read</em>.</p>\n");
    assert_eq!(reading.rest.html(2, &as_typed), "<h2 id=\"more\">More</h2>\n");
    for markdown in ["# a\n\nb", "- a\n\nb", "> a\n\nb", "a\n: b", "|a|\n|-|\n\nb", "<div>\n\nb", "    a\n\nb", ""] {
        assert_eq!(read(markdown, 0).lead, None, "{markdown}");
    }
    // What is not shown comes before nothing.
    for markdown in ["<!-- a -->\n\nb", "[a]: c\n\nb", "[^1]: c\n\nb", "#\n\nb"] {
        assert_eq!(read(markdown, 0).lead.map(|lead| lead.phrase.plain.clone()), Some("b".to_owned()));
    }
    assert!(read("a", 0).rest.is_empty());
    assert!(whole("<!-- a -->").is_empty());
}

#[test]
fn plain_text_is_for_searching() {
    let markdown = "a *b*  \nc `d`[^1] [e](f) ![g](h) [[I]]\n\n- [ ] j\n- k\n  - l\n\n|m|n|\n|-|-|\n|o|p|\n\n***\n\n\
                    ```x\nq\n  r\n```\n\n> [!TIP]\n> s <t>\n\n[^1]: u\n";
    assert_eq!(whole(markdown).plain(), "a b c d e g I\nj\nk\nl\nm n\no p\nq r\ns <t>\nu");
}

#[test]
fn a_phrase_is_one_line() {
    let phrase = whole("a **b\nc** ~~d~~\n\n- <e> & `f\"`\n- [g *h*](i)[^1]\n\n[^1]: j").phrase();
    assert_eq!(phrase.plain, "a b c d <e> & f\" g h");
    assert_eq!(phrase.html, "a <strong>b c</strong> <del>d</del> &lt;e&gt; &amp; <code>f&quot;</code> g <em>h</em>");
}

#[test]
fn lead_and_rest_join_to_the_whole() {
    let reading = read("[a](b)[^1]\n\n# C [d](e)\n\n[^1]: [f](g)\n", 0);
    let lead = reading.lead.unwrap().prose;
    let joined = Prose::join(&lead, &reading.rest);
    let targets: Vec<&str> = joined.links().iter().map(|link| link.target.as_str()).collect();
    assert_eq!(targets, ["b", "e", "g"]);
    assert_eq!(joined.html(2, &as_typed), lead.html(2, &as_typed) + &reading.rest.html(2, &as_typed));
    assert_eq!(Prose::join(&Prose::default(), &joined), joined);
    // Any two can be joined, not only those of one text.
    let twice = Prose::join(&joined, &whole("# H [i](j)"));
    assert!(twice.html(2, &as_typed).contains("<h2 id=\"h-i\">H <a href=\"j\">i</a></h2>"));
}

//! What is told of texts that are wrong: these words are what authors read, so they are spelled out here.

use super::*;

#[test]
fn a_mistake_is_told_at_its_place_in_plain_words() {
    let mut wrong = String::new();
    for (text, expected) in BROKEN {
        let (tree, problems) = read(text, 0);
        assert_eq!(tree, None, "{text}");
        assert!(problems.iter().all(|p| p.code == &codes::YAML), "{text}");
        let told = told(text);
        if told != *expected {
            wrong += &format!("--- {text}\n{told}");
        }
        check_spans(text);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A broken text, and what is told: line:column, the marked characters, the message, the help.
const BROKEN: &[(&str, &str)] = &[
    (
        "title: Ethics: an introduction\n",
        "1:14 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `title: \"Ethics: an introduction\"`\n",
    ),
    (
        "title: \"Ethics\": an introduction\n",
        "1:16 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `title: '\"Ethics\": an introduction'`\n",
    ),
    (
        "a: b\nquestion: What now:\n",
        "2:19 <:> a colon at the end of a text begins a new value; put the text in quotes\n= write `question: \"What now:\"`\n",
    ),
    ("a:\n\tb: 1\n", "2:1 <\t> a tab stands in the indentation, which takes only spaces\n= write `  b: 1`\n"),
    ("a:\n  - x\n\t- y\n", "3:1 <\t> a tab stands in the indentation, which takes only spaces\n= write `  - y`\n"),
    ("level:2\ntitle: x\n", "1:6 <:> a space is missing after this colon\n= write `level: 2`\n"),
    ("title: x\nlevel:2\n", "2:6 <:> a space is missing after this colon\n= write `level: 2`\n"),
    ("level:2\n", "1:6 <:> a space is missing after this colon\n= write `level: 2`\n"),
    ("a: \"x\nb: 2\nc: 3\n", "1:4 <\"> this quote is opened and never closed\n= write `a: \"x\"`\n"),
    ("a: \"x\nb: \"y\"\nc: 1\n", "1:4 <\"> this quote is opened and never closed\n= write `a: \"x\"`\n"),
    ("a: \"x\nb: \"\nc: 1\n", "1:4 <\"> this quote is opened and never closed\n= write `a: \"x\"`\n"),
    ("a: 'it's\nb: 2\n", "1:7 <'> the text ends at this quote, but more follows it\n= write `a: \"it's\"`\n"),
    (
        "title: \"Ethics\" an introduction\n",
        "1:15 <\"> the text ends at this quote, but more follows it\n= write `title: '\"Ethics\" an introduction'`\n",
    ),
    (
        "a: \"x\n  y\" z\n",
        "2:4 <\"> the text ends at this quote, but more follows it\n= take out this quote, or what follows it\n",
    ),
    (
        "a: @anna\n",
        "1:4 <@> a value cannot begin with `@` unless it is in quotes\n= if it is part of the text, write `a: \"@anna\"`\n",
    ),
    (
        "a: `code`\n",
        "1:4 <`> a value cannot begin with a backtick unless it is in quotes\n= if it is part of the text, write `a: \"`code`\"`\n",
    ),
    (
        "a: % of staff\n",
        "1:4 <%> a value cannot begin with `%` unless it is in quotes\n= if it is part of the text, write `a: \"% of staff\"`\n",
    ),
    (
        "a: &b c d\n",
        "1:4 <&b> `&b` gives a value a name for use elsewhere, which is not possible here\n= leave out `&b`, and write the value again wherever it is needed; if it is part of the text, write `a: \"&b c d\"`\n",
    ),
    (
        "a: &list\n  - x\n",
        "1:4 <&list> `&list` gives a value a name for use elsewhere, which is not possible here\n= leave out `&list`, and write the value again wherever it is needed\n",
    ),
    (
        "a: *Important* text\n",
        "1:4 <*Important*> `*Important*` asks for a value that is named elsewhere, which is not possible here\n= write the value itself in place of `*Important*`; if it is part of the text, write `a: \"*Important* text\"`\n",
    ),
    (
        "a: *name\n",
        "1:4 <*name> `*name` asks for a value that is named elsewhere, which is not possible here\n= write the value itself in place of `*name`\n",
    ),
    (
        "a: !important x\n",
        "1:4 <!important> `!important` names a type for a value, which is not possible here\n= leave out `!important`; if it is part of the text, write `a: \"!important x\"`\n",
    ),
    (
        "a: !!str 5\n",
        "1:4 <!!str> `!!str` names a type for a value, which is not possible here\n= leave out `!!str`; if it is part of the text, write `a: \"!!str 5\"`\n",
    ),
    (
        "a: | x\n",
        "1:4 <|> `|` announces a text on the lines below, so nothing may follow it on its own line\n= if it is part of the text, write `a: \"| x\"`\n",
    ),
    (
        "a: > 5 years\n",
        "1:4 <>> `>` announces a text on the lines below, so nothing may follow it on its own line\n= if it is part of the text, write `a: \"> 5 years\"`\n",
    ),
    (
        "a: >5\n",
        "1:4 <>> `>` announces a text on the lines below, so nothing may follow it on its own line\n= if it is part of the text, write `a: \">5\"`\n",
    ),
    (
        "title: [Draft] Ethics\n",
        "1:8 <[> `[` begins a list, and text follows after the list's end\n= if it is part of the text, write `title: \"[Draft] Ethics\"`\n",
    ),
    (
        "title: {x} y\n",
        "1:8 <{> `{` begins a group of keys, and text follows after its end\n= if it is part of the text, write `title: \"{x} y\"`\n",
    ),
    (
        "a: ] x\n",
        "1:4 <]> a value cannot begin with `]` unless it is in quotes\n= if it is part of the text, write `a: \"] x\"`\n",
    ),
    (
        "a: , x\n",
        "1:4 <,> a value cannot begin with `,` unless it is in quotes\n= if it is part of the text, write `a: \", x\"`\n",
    ),
    (
        "a: ? x\n",
        "1:4 <?> a value cannot begin with `?` unless it is in quotes\n= if it is part of the text, write `a: \"? x\"`\n",
    ),
    ("a: [x, y\nb: 2\n", "1:4 <[> this `[` is opened and never closed\n= write `a: [x, y]`\n"),
    ("a: [x,\n  y\nb: 2\n", "1:4 <[> this `[` is opened and never closed\n= close it with `]`\n"),
    ("a: {x: y\nb: 2\n", "1:4 <{> this `{` is opened and never closed\n= write `a: {x: y}`\n"),
    (
        "a: [x, y}\nb: 1\n",
        "1:4 <[> this `[` is closed by `}`\n= lists stand in `[` and `]`, groups of keys in `{` and `}`\n",
    ),
    ("a: [x]]\n", "1:7 <]> this `]` closes nothing that was opened\n= delete it: `a: [x]`\n"),
    (
        "a: [x,,y]\n",
        "1:7 <,> nothing stands before this comma\n= delete the comma, or write what is missing before it\n",
    ),
    ("a: [@x, y]\n", "1:5 <@> a value cannot begin with `@` unless it is in quotes\n= write `\"@x\"`\n"),
    (
        "a: [\"x\" \"y\"]\n",
        "1:7 <\"> the text ends at this quote, but more follows it\n= put a comma between two values; a text with quotes in it needs the other quotes around it\n",
    ),
    (
        "a: [- x]\n",
        "1:5 <-> between brackets a list has commas, not dashes\n= write `[one, two]`, or leave out the brackets and begin each line with `- `\n",
    ),
    (
        "a: {b: c: d}\n",
        "1:9 <:> a colon followed by a space begins a new value here; put the text in quotes\n= put the text that holds the colon in quotes\n",
    ),
    (
        "a: 1\n  b: 2\n",
        "2:3 <b: 2> this line is indented further than the one above, which already has a value\n= do not indent it; if it goes on with the text above, put the whole text in quotes\n",
    ),
    (
        "a: \"\"\n  b: 2\n",
        "2:3 <b: 2> this line is indented further than the one above, which already has a value\n= do not indent it; if it goes on with the text above, put the whole text in quotes\n",
    ),
    (
        "a:\n   b: 1\n  c: 2\n",
        "3:3 <c: 2> this line is indented by 2 spaces, which fits no line above\n= indent it by 0 or 3 spaces\n",
    ),
    (
        "a:\n  - b: 1\n   c: 2\n",
        "3:4 <c: 2> this line is indented by 3 spaces, which fits no line above\n= indent it by 0 or 4 spaces\n",
    ),
    (
        "  a: 1\nb: 2\n",
        "2:1 <b: 2> this line is not indented, but those above are\n= indent it by 2 spaces: keys that belong together begin in the same column\n",
    ),
    (
        "a:\n  - x\n - y\n",
        "3:2 <- y> this line is indented by 1 space, which fits no line above\n= indent it by 2 spaces\n",
    ),
    (
        "a:\n  - x\n   - y\n",
        "3:4 <-> this list item is indented so that it becomes part of the text above\n= indent it as the other items are, or give the key above no value; if it is part of the text, put the whole text in quotes\n",
    ),
    (
        "a: x\n  - y\n",
        "2:3 <-> this list item is indented so that it becomes part of the text above\n= indent it as the other items are, or give the key above no value; if it is part of the text, put the whole text in quotes\n",
    ),
    (
        "a: 1\n- b\n",
        "2:1 <- b> a list item stands where a key is expected\n= a list stands below a key that has no value of its own, as in `tags:` and, on the next line, `  - first`\n",
    ),
    (
        "- a\nb: 1\n",
        "2:1 <b: 1> a key stands where a list item is expected\n= begin it with `- ` if it is an item, or indent it if it belongs to the item above\n",
    ),
    (
        "a: |\n    x\n   y\n",
        "3:4 <y> this line is indented less than the first line of the text that it belongs to\n= indent it by 4 spaces, or more\n",
    ),
    ("a:\n  -x\n  -y\n", "2:3 <-> a space is missing after the dash of a list item\n= write `- x`\n"),
    ("a:\n  - x\n  -y\n", "3:3 <-> a space is missing after the dash of a list item\n= write `- y`\n"),
    (
        "a: - x\n",
        "1:4 <-> a list begins on the line after its key\n= write `a:` and, on the next line, `  - x`; if it is meant as text, write `a: \"- x\"`\n",
    ),
    (
        "a: 1\nno colon here\nb: 2\n",
        "2:1 <no colon here> `no colon here` has no colon, so it is neither a key nor a value\n= a key ends with a colon, as in `no colon here:`; a text that goes on from the line above is indented\n",
    ),
    (
        "a: 1\nlevel = 2\n",
        "2:1 <level = 2> `level = 2` has no colon, so it is neither a key nor a value\n= write `level: 2`\n",
    ),
    (
        "- a\n- b\nc\n",
        "3:1 <c> `c` has no colon, so it is neither a key nor a value\n= begin it with `- ` if it is an item; a text that goes on from the line above is indented\n",
    ),
    (
        "a: 1\n\"b\" 2\n",
        "2:1 <\"b\" 2> `\"b\" 2` has no colon, so it is neither a key nor a value\n= a key ends with a colon, as in `\"b\" 2:`; a text that goes on from the line above is indented\n",
    ),
    (
        "a: \"\\d+\"\n",
        "1:5 <\\d> `\\d` means nothing in a text in double quotes\n= in single quotes a backslash is a backslash: write `a: '\\d+'`\n",
    ),
    (
        "a: \"it's \\d\"\n",
        "1:10 <\\d> `\\d` means nothing in a text in double quotes\n= in single quotes a backslash is a backslash: write `a: 'it''s \\d'`\n",
    ),
    ("a: \"x\"# y\n", "1:7 <#> a comment needs a space before its `#`\n= write `a: \"x\" # y`\n"),
    (
        "a: x # y\n  z\n",
        "1:6 <#> a comment ends the text here, but the next line goes on with it\n= move the comment to a line of its own above; if it is part of the text, put the whole text in quotes\n",
    ),
    (
        "a: 1\n---\nb: 2\n",
        "2:1 <---> a second document begins here, where only one is read\n= take out this line, or the rest of the file; a text of dashes alone needs quotes\n",
    ),
    (
        "%YAML 1.2\n---\na: b\n",
        "1:1 <%YAML 1.2> a line cannot begin with `%`\n= delete the line; if it goes on with the text above, put that text in quotes\n",
    ),
    (
        "? [a]\n: b\n",
        "1:3 <[> a key must be a simple text on one line\n= write a word and a colon, as in `title:`; if this is meant as text, put it in quotes\n",
    ),
    (
        "[a, b]: c\n",
        "1:1 <[> a key must be a simple text on one line\n= write a word and a colon, as in `title:`; if this is meant as text, put it in quotes\n",
    ),
    (
        "? a\n: b\n",
        "1:1 <? > a key must be a simple text on one line\n= write a word and a colon, as in `title:`; if this is meant as text, put it in quotes\n",
    ),
    (": x\n", "1:1 <:> no key stands before this colon\n= write a word before the colon, as in `title: …`\n"),
    (
        "a:\n  <<: {b: c}\n",
        "2:3 <<<> `<<` brings in keys from elsewhere, which is not possible here\n= write those keys out here\n",
    ),
    (
        "@a: b\n",
        "1:1 <@> a key cannot begin with `@` unless it is in quotes\n= if it is part of the text, write `\"@a\": b`\n",
    ),
    (
        "é: x\u{7}y\n",
        "1:5 <\u{7}> an invisible character (U+0007) stands here\n= delete it; it may have come with a text pasted from elsewhere\n",
    ),
    (
        "ü: “x”: y\n",
        "1:7 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `ü: \"“x”: y\"`\n",
    ),
    (
        "title: word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word : x\n",
        "1:158 <:> a colon followed by a space begins a new value here; put the text in quotes\n= write `title: \"word word word word word word word word word word wo… word word word word word : x\"`\n",
    ),
];

#[test]
fn all_mistakes_within_values_are_told_in_one_run() {
    let text = "title: Ethics: an introduction\nowner: @anna\nnote: *Important* text\nlevel:2\nok: yes\nok: no\n";
    let places: Vec<_> = read(text, 0).1.iter().map(|p| Position::of(text, p.span.start as usize).line).collect();
    assert_eq!(places, [1, 2, 3, 4, 6]);
}

#[test]
fn a_file_of_mistakes_ends_in_a_few_findings() {
    let (tree, problems) = read(&"a: @x\n".repeat(1000), 0);
    assert_eq!(tree, None);
    assert!(problems.len() <= 2 * MOST_PROBLEMS);
}

#[test]
fn a_mended_line_can_be_read() {
    for (text, _) in BROKEN {
        let problems = read(text, 0).1;
        let [problem] = problems.as_slice() else {
            continue;
        };
        let help = problem.help.as_deref().unwrap_or_default();
        let Some(mended) =
            help.rsplit_once("write `").and_then(|(_, m)| m.strip_suffix('`').filter(|m| !m.contains("`,")))
        else {
            continue;
        };
        let (tree, problems) = read(mended, 0);
        assert!(tree.is_some() && problems.is_empty(), "{text}: {mended}");
    }
}

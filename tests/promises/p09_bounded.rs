//! Whatever is handed in is named and refused, or read in time and memory that grow as it does. Time is that of the
//! processor, and only ever compared with that of a smaller text, so that a slow or busy machine makes no difference.

use super::bench::{clean, said};
use crate::run::Project;
use crate::run::is_long;
use std::process::Output;

/// Runs the program with limits of the shell; gives what came of it, and its seconds of processor time.
fn limited(project: &Project, limits: &str, args: &str) -> (Output, f64) {
    let line = format!("{limits}\n\"$0\" -C \"$1\" {args}\nstatus=$?\ntimes >&2\nexit $status");
    let mut shell = clean("sh");
    shell.arg("-c").arg(line).arg(env!("CARGO_BIN_EXE_gradus")).arg(project.path());
    let output = shell.output().expect("a shell");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = text.lines().last().expect("the times of children");
    let seconds = last.split_whitespace().map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').expect("minutes and seconds");
        60.0 * minutes.parse::<f64>().expect("a number") + seconds.parse::<f64>().expect("a number")
    });
    (output, seconds.sum())
}

fn answered(output: &Output, what: &str) -> String {
    let said = said(output);
    // 2 is what settings that cannot be read come to.
    assert!(matches!(output.status.code(), Some(0..=2)), "{what} ended it with {:?}: {said}", output.status);
    said
}

/// A text of about `n` pieces.
type Maker = fn(usize) -> String;

/// Shapes that make readers of Markdown slow.
static MARKDOWN: &[(&str, Maker)] = &[
    ("emphasis that opens", |n| "*a ".repeat(n) + "\n"),
    ("emphasis of two lengths", |n| "**a *b ".repeat(n) + &"c* d**".repeat(n)),
    ("emphasis that closes", |n| "a* ".repeat(n) + "a_ "),
    ("alternating emphasis", |n| "*a_ ".repeat(n)),
    ("strikethrough", |n| "~~a ~b ".repeat(n)),
    ("brackets that open", |n| "[".repeat(n) + "a"),
    ("brackets that close", |n| "a".to_owned() + &"]".repeat(n)),
    ("brackets in each other", |n| "[".repeat(n) + "a" + &"]".repeat(n)),
    ("images that open", |n| "![".repeat(n)),
    ("links that open", |n| "[a](".repeat(n)),
    ("links to half a place", |n| "[a](<b".repeat(n)),
    ("links with half a title", |n| "[a](b \"".repeat(n)),
    ("references that open", |n| "[[".repeat(n)),
    ("references of one name", |n| "[a]: b\n\n".to_owned() + &"[a] ".repeat(n)),
    ("definitions of one name", |n| "[a]: b\n".repeat(n)),
    ("definitions of many names", |n| (0..n).map(|at| format!("[a{at}]: b\n[a{at}]\n\n")).collect()),
    ("ticks of growing length", |n| {
        let most = (n as f64).sqrt() as usize * 2;
        (1..most).map(|length| "`".repeat(length) + "a ").collect()
    }),
    ("backslashes", |n| "\\".repeat(n)),
    ("character references", |n| "&#".repeat(n) + &"&amp".repeat(n)),
    ("half a tag", |n| "<a ".repeat(n)),
    ("half an attribute", |n| "<a b=\"".repeat(n)),
    ("half a comment", |n| "<!-- a -".repeat(n)),
    ("processing instructions", |n| "<?".repeat(n)),
    ("declarations", |n| "<!A ".repeat(n)),
    ("sections of data", |n| "<![CDATA[".repeat(n)),
    ("addresses in brackets", |n| "<a@b.c".repeat(n)),
    ("headings", |n| "# a\n".repeat(n)),
    ("headings with an id", |n| "# a {#a}\n".repeat(n)),
    ("headings of braces", |n| "# {".to_owned() + &"{".repeat(n) + "\n# " + &"}".repeat(n)),
    ("lines under headings", |n| "a\n=\n".repeat(n)),
    ("lists", |n| "- a\n".repeat(n)),
    ("lists that begin anew", |n| "- a\n+ b\n".repeat(n)),
    ("empty quotes", |n| ">\n".repeat(n)),
    ("notes", |n| "> [!NOTE]\n> a\n\n".repeat(n)),
    ("rows of a table", |n| "|a|b|\n|-|-|\n".to_owned() + &"|c|d|\n".repeat(n)),
    ("cells of a table", |n| format!("{}\n{}\n{}", "|a".repeat(n), "|-".repeat(n), "|b".repeat(n))),
    ("tables of one row", |n| "|a|\n|-|\n\n".repeat(n)),
    ("wide and short tables", |n| format!("{}\n{}\n{}", "|a".repeat(n / 8), "|-".repeat(n / 8), "|\n".repeat(n / 8))),
    ("footnotes called", |n| "a[^1] ".repeat(n) + "\n\n[^1]: b\n"),
    ("footnotes", |n| (0..n).map(|at| format!("a[^{at}]\n\n[^{at}]: b\n\n")).collect()),
    ("footnotes that call each other", |n| {
        "a[^0]\n\n".to_owned() + &(0..n).map(|at| format!("[^{at}]: b[^{}]\n\n", at + 1)).collect::<String>()
    }),
    ("fences", |n| "```\n".repeat(n)),
    ("fences of growing length", |n| {
        let most = (n as f64).sqrt() as usize * 2;
        (3..most).map(|length| "`".repeat(length) + "\n").collect()
    }),
    ("definition lists", |n| "a\n: b\n".repeat(n)),
    ("tabs", |n| "\t".repeat(n) + "a\n" + &" \t- a\n".repeat(n / 4)),
    ("characters that are not seen", |n| "\u{202e}\u{200b}".repeat(n)),
    ("accents on one letter", |n| "a".to_owned() + &"\u{301}".repeat(n)),
    ("one long word", |n| "a".repeat(n)),
    ("colons and slashes", |n| "http://".repeat(n)),
    ("task lists", |n| "- [ ] a\n".repeat(n)),
];

#[test]
fn bounded_time_for_shapes_that_make_readers_of_markdown_slow() {
    for (name, make) in MARKDOWN {
        let seconds = |n: usize| -> (f64, usize) {
            let text = make(n);
            // The frame of a statement is where most is done with a text: lead, lists, search, sheets, lint.
            let project = Project::base();
            project.write("content/pages/long.md", format!("---\ntitle: Long\n---\n{text}\n"));
            project.write(
                "content/domains/ai/AI-002.md",
                format!("---\nid: AI-002\nlevel: 1\narchetypes: [creator]\n---\nI can.\n\n{text}\n"),
            );
            let (output, seconds) = limited(&project, "", "-q build");
            answered(&output, name);
            (seconds, text.len())
        };
        let (few, many) = if is_long() { (25_000, 100_000) } else { (2_500, 10_000) };
        let small = seconds(few);
        let mut large = seconds(many);
        // Sixteen times would be a square. What a run costs without any text is in both.
        let is_fine = |large: f64| large < 8.0 * small.0 + 0.5;
        if !is_fine(large.0) {
            large = seconds(many);
        }
        assert!(is_fine(large.0), "{name}: {:.2} s for {} bytes, {:.2} s for {}", small.0, small.1, large.0, large.1);
    }
}

/// Front matter that makes readers of YAML slow, large, or worse.
static YAML: &[(&str, Maker)] = &[
    ("aliases of aliases", |n| {
        let most = n.min(40);
        (1..most).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
            let before = format!("*a{}, ", at - 1).repeat(9);
            text + &format!("a{at}: &a{at} [{}]\n", before.trim_end_matches(", "))
        })
    }),
    ("an alias in itself", |_| "a: &a [*a]\n".to_owned()),
    ("merged keys", |n| "a: &a { b: c }\n".to_owned() + &"d:\n  <<: *a\n".repeat(n.min(5000))),
    ("lists in lists", |n| "a: ".to_owned() + &"[".repeat(n)),
    ("keys in keys", |n| "a: ".to_owned() + &"{a: ".repeat(n)),
    ("keys below keys", |n| (0..n.min(500)).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
    ("entries in entries", |n| "- ".repeat(n)),
    ("questions", |n| "? ".repeat(n)),
    ("a long key", |n| "a".repeat(n) + ": b\n"),
    ("many keys", |n| (0..n).map(|at| format!("a{at}: b\n")).collect()),
    ("one key many times", |n| "a: b\n".repeat(n)),
    ("a long text", |n| format!("title: \"{}\"\n", "a".repeat(n))),
    ("a text of lines", |n| "title: |\n".to_owned() + &"  a\n".repeat(n)),
    ("escapes", |n| format!("title: \"{}\"\n", "\\u00e9".repeat(n))),
    ("a quote that does not end", |n| "title: \"".to_owned() + &"a\n ".repeat(n)),
    ("comments", |n| "# a\n".repeat(n) + "title: a\n"),
    ("documents", |n| "--- a\n".repeat(n)),
    ("tags", |n| "a: ".to_owned() + &"!a ".repeat(n)),
    ("anchors", |n| (0..n).map(|at| format!("a{at}: &b{at} c\n")).collect()),
    ("directives", |n| "%YAML 1.2\n".repeat(n)),
    ("a list of texts", |n| "aliases: [".to_owned() + &"a, ".repeat(n) + "a]\n"),
    ("digits", |n| format!("weight: {}\n", "9".repeat(n))),
    ("colons", |n| "a: ".repeat(n)),
    ("commas", |n| "a: [".to_owned() + &",".repeat(n)),
    ("tabs", |n| "a:\n".to_owned() + &"\t".repeat(n)),
];

#[test]
fn bounded_time_and_memory_for_front_matter_and_settings_that_mean_harm() {
    for (name, make) in YAML {
        for is_settings in [false, true] {
            let seconds = |n: usize| -> f64 {
                let project = Project::base();
                if is_settings {
                    let text = project.read("gradus.yml") + &make(n);
                    project.write("gradus.yml", text);
                } else {
                    project.write("content/pages/long.md", format!("---\n{}---\nText.\n", make(n) + "\n"));
                }
                // Half a gigabyte of addresses is all that it may take.
                let (output, seconds) = limited(&project, "ulimit -v 524288", "check -q");
                let said = answered(&output, name);
                // A finding shows its line, and a mark below each character.
                let most = 60_000 + 8 * make(n).len();
                assert!(said.len() < most, "{name} is answered with {} bytes", said.len());
                seconds
            };
            // The most that front matter may have is 256 KiB; four times as much is refused at once.
            let (small, large) = (seconds(10_000), seconds(40_000));
            assert!(large < 8.0 * small + 0.5, "{name}: {small:.2} s, and {large:.2} s for four times as much");
            if is_long() {
                assert!(seconds(400_000) < 8.0 * large + 0.5, "{name}, ten times as much");
            }
        }
    }
}

#[test]
fn bounded_files_are_named_with_the_most_that_they_may_have() {
    let project = Project::base();
    let mut long = "---\ntitle: Long\n---\n".to_owned();
    long += &"Words and words.\n\n".repeat(10 << 20 >> 4);
    project.write("content/pages/long.md", &long);
    project
        .write("content/pages/front.md", format!("---\ntitle: A\nextra: \"{}\"\n---\nText.\n", "a".repeat(300 << 10)));
    let picture = std::fs::File::create(project.path().join("content/pages/large.png")).expect("made");
    picture.set_len(30 << 20).expect("a hole");
    let (output, _) = limited(&project, "ulimit -v 524288", "check");
    let said = answered(&output, "files of ten megabytes");
    for wanted in ["long.md", "2048 KiB", "large.png", "20480 KiB", "front.md"] {
        assert!(said.contains(wanted), "{wanted} is not in {said}");
    }
}

#[test]
fn bounded_by_sixty_four_open_files_and_half_a_gigabyte() {
    let project = Project::base();
    let many = if is_long() { 5_000 } else { 600 };
    for at in 0..many {
        let text = format!("---\nid: X-{at}\nlevel: 1\narchetypes: [creator]\n---\nI can do thing {at}.\n");
        project.write(&format!("content/domains/ai/X-{at}.md"), text);
    }
    for at in 0..150 {
        project.write(
            &format!("content/pages/{}/page.md", (0..at % 12).map(|n| format!("f{at}-{n}/")).collect::<String>() + "x"),
            format!("---\ntitle: P {at}\naliases: [/old-{at}/]\n---\nText.\n"),
        );
    }
    for limits in [
        "ulimit -n 64",
        "ulimit -v 524288",
        "ulimit -n 64 -v 524288 2>/dev/null || { ulimit -n 64; ulimit -v 524288; }",
    ] {
        let (output, _) = limited(&project, limits, "build");
        let said = said(&output);
        // Some of these pages have one address, which is told; what counts is that the limits are no matter.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{limits}: {said}");
        assert!(!said.contains("Too many open files") && !said.contains("memory"), "{limits}: {said}");
    }
}

#[test]
fn bounded_names_of_two_hundred_and_fifty_five_bytes_are_built_or_named() {
    for name in ["a".repeat(255 - 3), "a".repeat(200), "é".repeat(126), "ab-".repeat(83) + "a"] {
        for folder in ["pages", "archetypes", "glossary", "resources", "profiles", "domains/ai"] {
            let project = Project::base();
            let front = if folder == "domains/ai" { "id: X-1\nlevel: 1\narchetypes: [creator]" } else { "title: A" };
            project.write(&format!("content/{folder}/{name}.md"), format!("---\n{front}\n---\nI can.\n"));
            let (output, _) = limited(&project, "", "build");
            let said = said(&output);
            let code = output.status.code();
            let shown = &name[..name.len().min(60)];
            assert!(matches!(code, Some(0 | 1)), "{folder}/{shown}… ended it with {code:?}: {said}");
            assert!(code == Some(0) || said.contains("error[G"), "{said}");
        }
        let project = Project::base();
        project
            .write(&format!("content/domains/{}/_index.md", &name[..name.len() & !1]), "---\ntitle: A\n---\nText.\n");
        project.write(
            "content/pages/deep.md",
            format!("---\ntitle: A\naliases: [/{0}/{0}/{0}/, /{0}{0}/]\n---\nText.\n", name),
        );
        let (output, _) = limited(&project, "", "build");
        let said = said(&output);
        assert!(matches!(output.status.code(), Some(0 | 1)), "long folders and aliases: {said}");
    }
}

#[test]
fn bounded_depth_of_folders() {
    let project = Project::base();
    let mut path = "content/domains".to_owned();
    for depth in 0..60 {
        path += &format!("/g{depth}");
        project.write(&format!("{path}/_index.md"), format!("---\ntitle: G {depth}\n---\nText.\n"));
    }
    project.write(&format!("{path}/X-1.md"), "---\nid: X-1\nlevel: 1\narchetypes: [creator]\n---\nI can.\n");
    let (output, _) = limited(&project, "ulimit -v 524288", "build");
    answered(&output, "sixty folders in each other");
}

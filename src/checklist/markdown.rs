//! A sheet as a Markdown task list, for notes, wikis and trackers. A character is escaped only where it would mean
//! something, so that the file reads well as it is.

use super::line::line;
use super::{Blank, Row, Sheet};

pub fn markdown(sheet: &Sheet) -> Vec<u8> {
    let mut blocks = vec![format!("# {}", heading(&sheet.title())), begun(&escaped(&line(&sheet.identity())))];
    let layout = sheet.form.layout;
    blocks.push(layout.lines.iter().map(|label| format!("- {label}:")).collect::<Vec<_>>().join("\n"));
    let key = sheet.rating_key().map(|key| format!(" {key}")).unwrap_or_default();
    blocks.push(escaped(&line(&format!("{}{key}", sheet.how()))));
    if !layout.columns.is_empty() {
        for group in &sheet.groups {
            blocks.push(format!("## {}", heading(&format!("{} {}", group.number, group.title))));
            blocks.push(group.rows.iter().map(task).collect::<Vec<_>>().join("\n"));
        }
    }
    blocks.extend(layout.plan().map(|plan| table(&plan)));
    blocks.extend(sheet.where_it_stands().map(|text| escaped(&line(&text))));
    let mut out = blocks.join("\n\n");
    out.push('\n');
    out.into_bytes()
}

fn task(row: &Row) -> String {
    let lead = line(&row.lead());
    let lead = if lead.is_empty() { lead } else { format!("**{}** ", escaped(&lead)) };
    format!("- [ ] **{}** {lead}{}", escaped(&row.id), escaped(&line(&row.text)))
}

fn table(blank: &Blank) -> String {
    let titles: Vec<&str> = blank.columns.iter().map(|column| column.title).collect();
    let line = |cell: &str| format!("|{}", format!(" {cell} |").repeat(titles.len()));
    let empty = vec![line(""); blank.rows].join("\n");
    format!("## {}\n\n| {} |\n{}\n{empty}", blank.title, titles.join(" | "), line("---"))
}

/// Number signs at the end of a heading would belong to its mark.
pub(super) fn heading(text: &str) -> String {
    let text = escaped(&line(text));
    match text.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => text,
    }
}

/// A paragraph's text, which might begin like a list, a quotation or a heading.
fn begun(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = if text[digits..].starts_with(['.', ')']) && digits > 0 { digits } else { 0 };
    if mark > 0 || text.starts_with(['#', '>', '-', '+', '=']) {
        format!("{}\\{}", &text[..mark], &text[mark..])
    } else {
        text.to_owned()
    }
}

/// A line with a backslash before each character that would be read as Markdown or HTML within a paragraph.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if means_something(c, before, &text[at..]) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether a character is markup between the one before it and those behind it (`from` begins with the character).
fn means_something(c: char, before: char, from: &str) -> bool {
    let mut behind = from[c.len_utf8()..].chars();
    let after = behind.next().unwrap_or(' ');
    let apart = before.is_whitespace() && after.is_whitespace();
    match c {
        // At the end of a line it would break the line or take away what we write behind it.
        '\\' => after.is_ascii_punctuation() || from.len() == 1,
        '`' => true,
        '*' | '~' => !apart,
        // Within a word it is an underscore.
        '_' => !(apart || before.is_alphanumeric() && after.is_alphanumeric()),
        // Brackets alone are a link only where something defines it, which nothing here does.
        ']' => after == '(',
        '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
        '&' => is_entity(from),
        _ => false,
    }
}

fn is_entity(from: &str) -> bool {
    let name = from[1..].split_once(';').map_or("", |(name, _)| name);
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::sample;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// Each task as a Markdown reader sees it, without the mark of the task.
    fn tasks(text: &str) -> Vec<String> {
        let mut tasks = Vec::new();
        let mut open = false;
        for event in
            Parser::new_ext(text, Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
        {
            match event {
                Event::TaskListMarker(ticked) => {
                    assert!(!ticked);
                    tasks.push(String::new());
                    open = true;
                }
                Event::End(TagEnd::Item) => open = false,
                Event::Text(text) if open => tasks.last_mut().expect("begun").push_str(&text),
                Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => {}
                other => assert!(!open, "{other:?} in a task of\n{text}"),
            }
        }
        tasks
    }

    #[test]
    fn a_sheet_reads_as_its_author_meant_it() {
        let text = String::from_utf8(markdown(&sample::sheet("learner"))).expect("UTF-8");
        assert!(
            text.starts_with("# Learner's checklist: Level 2: Independent\n\nOur framework, version 1.0. "),
            "{text}"
        );
        assert!(
            text.contains("\n## 6.4 Robotics\n\n- [ ] **AI-001** **Do first. Robots.** I can't see \"it\", yet.\n")
        );
        assert!(text.contains("\n- Name:\n- Role:\n"));
        // Only what an author wrote, and then as text.
        let entities = text.replace("\\&", "");
        assert!(!entities.contains("&amp;") && !entities.contains("&#") && !entities.contains("&lt;"), "{text}");
    }

    #[test]
    fn whatever_a_statement_says_comes_back_as_its_words() {
        let sheet = sample::sheet("assessor");
        let text = String::from_utf8(markdown(&sheet)).expect("UTF-8");
        let rows = sheet.groups.iter().flat_map(|group| &group.rows);
        let expected: Vec<String> = rows.map(|row| line(&format!("{} {}{}", row.id, row.lead(), row.text))).collect();
        assert_eq!(tasks(&text), expected);
        assert!(text.contains("Rating: 1 not yet, 2 with support, 3 on my own, 4 I can teach it."));
    }

    #[test]
    fn only_what_would_mean_something_is_escaped() {
        for plain in ["a < b & c", "snake_case", "2 * 3", "[see] this", "C# and it's", "AT&T, no", "a - b", "1. x"] {
            assert_eq!(escaped(plain), plain);
        }
        assert_eq!(
            escaped("*a* <b> &lt; [x](y) `c` __d__ ~~e~~ \\* \\"),
            "\\*a\\* \\<b> \\&lt; [x\\](y) \\`c\\` \\_\\_d\\_\\_ \\~\\~e\\~\\~ \\\\\\* \\\\"
        );
        assert_eq!(heading("C #"), "C \\#");
        assert_eq!(begun("2. Of it"), "2\\. Of it");
        assert_eq!(begun("# x"), "\\# x");
        assert_eq!(begun("2 of it"), "2 of it");
    }

    #[test]
    fn random_marks_come_back_as_they_were() {
        // A small generator of our own: the same texts on every run.
        let mut seed = 7u32;
        let marks: Vec<char> = "*_~`[]()<>&;#!\\-+=.|:$^{}'\" aé1".chars().collect();
        for _ in 0..5000 {
            let mut sheet = sample::sheet("learner");
            let text: String = (0..16)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    marks[(seed >> 16) as usize % marks.len()]
                })
                .collect();
            sheet.groups.truncate(1);
            sheet.groups[0].rows.truncate(1);
            sheet.groups[0].rows[0].text = format!("x{text}x");
            sheet.groups[0].rows[0].title = Some(format!("x{text}x"));
            let out = String::from_utf8(markdown(&sheet)).expect("UTF-8");
            let row = &sheet.groups[0].rows[0];
            let expected = line(&format!("{} {}{}", row.id, row.lead(), row.text));
            assert_eq!(tasks(&out), [expected], "{out}");
        }
    }
}

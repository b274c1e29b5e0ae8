//! The keys of a file's front matter, put into one order for all files: `git diff` then shows what an author changed, and
//! two branches meet less often. It is done when asked for, as no order is a mistake.

use super::Edit;
use crate::base::Span;
use crate::parse::front_matter;
use crate::parse::yaml::{self, Entry, Value};

/// What a thing is and is called comes first, then what it says, then what it refers to, then how it is kept. Keys that are
/// not listed stand before those that end a file, as they stood.
const USUAL: &str = "id title plural abbreviation forms number code order weight description scheme version date summary \
    url provider type duration cost levels capabilities checked verbs examples level process archetypes targets \
    statements rows tags resources requires related mappings aliases";
const LAST: &str = "owner reviewed next_review draft retired extra";

/// What puts the keys of a content file into their order; `None` where they are, or where the front matter cannot be read.
/// Each key takes its comments along: those on its lines, and those directly above it.
pub fn ordered(text: &str) -> Option<Edit> {
    let front = front_matter(text)?;
    let entries = entries(text, front)?;
    let starts: Vec<usize> = (0..entries.len()).map(|at| start(text, front, &entries, at)).collect();
    let ends = starts.iter().skip(1).copied().chain([end(text, front, entries.last()?)]);
    let pieces: Vec<&str> = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect();
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| rank(&entries[*at].key));
    let span = Span::new(*starts.first()?, end(text, front, entries.last()?));
    let moved: String = order.iter().map(|at| pieces[*at]).collect();
    if moved == text[span.range()] {
        return None;
    }
    // The same keys with the same values, or nothing: a form that was not foreseen is left to its author.
    let after = format!("{}{moved}{}", &text[..span.start as usize], &text[span.end as usize..]);
    let same = {
        let mut before: Vec<_> = entries.iter().map(|entry| (&entry.key, plain(&entry.value.value))).collect();
        let after = self::entries(&after, front)?;
        let mut after: Vec<_> = after.iter().map(|entry| (&entry.key, plain(&entry.value.value))).collect();
        before.sort();
        after.sort();
        before == after
    };
    same.then_some(Edit { span, text: moved })
}

/// Keys and values, each on lines of their own.
fn entries(text: &str, front: Span) -> Option<Vec<Entry>> {
    let (node, problems) = yaml::read(&text[front.range()], front.start as usize);
    let Value::Map(entries) = node.filter(|_| problems.is_empty())?.value else { return None };
    let on_its_line = |entry: &Entry| text[..entry.key_span.start as usize].ends_with('\n');
    entries.iter().all(on_its_line).then_some(entries)
}

/// Where a key's lines begin: with the comments directly above it, down from the value before.
fn start(text: &str, front: Span, entries: &[Entry], at: usize) -> usize {
    let mut start = entries[at].key_span.start as usize;
    let least = match at.checked_sub(1) {
        Some(before) => entries[before].value.span.end.max(entries[before].key_span.end) as usize,
        None => front.start as usize,
    };
    while let Some(line) = text[least..start].strip_suffix('\n').map(|above| above.rfind('\n').map_or(0, |at| at + 1)) {
        let line = least + line;
        let is_whole = line == front.start as usize || text[..line].ends_with('\n');
        if !is_whole || !text[line..].starts_with('#') {
            break;
        }
        start = line;
    }
    start
}

/// Where the last key's lines end.
fn end(text: &str, front: Span, last: &Entry) -> usize {
    let end = last.value.span.end.max(last.key_span.end) as usize;
    text[end..front.end as usize].find('\n').map_or(front.end as usize, |at| end + at + 1)
}

fn rank(key: &str) -> usize {
    let place = |keys: &str| keys.split(' ').position(|it| it == key);
    // A hundred leaves room for the keys between.
    place(USUAL).or(place(LAST).map(|at| 101 + at)).unwrap_or(100)
}

/// A value without its places.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "~".to_owned(),
        Value::Scalar { text, plain } => format!("{plain}{text:?}"),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| plain(&item.value)).collect::<Vec<_>>().join(","))
        }
        Value::Map(entries) => {
            let entry = |entry: &Entry| format!("{:?}:{}", entry.key, plain(&entry.value.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static KEYS: &[&str] = &[
        "id: X # a\n",
        "# over\ntitle: t\n",
        "level: 2\n",
        "archetypes:\n  - a\n  # in\n  - b\n",
        "own: |\n  # text\n\n  more\n",
        "draft: true\n",
        "\nweight: 1\n",
        "description: >\n  # no comment\n",
    ];

    fn after(text: &str) -> Option<String> {
        let edit = ordered(text)?;
        let mut text = text.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        Some(text)
    }

    #[test]
    fn keys_move_with_their_comments_and_lines() {
        let text = "---\nlevel: 1 # begins\n# who\n# it is for\narchetypes:\n  - a # first\n  # second\n  - b\nid: X\nowner: me\nprocess: >-\n  apply\n# the end\n---\nlevel: body\n";
        let want = "---\nid: X\nlevel: 1 # begins\nprocess: >-\n  apply\n# who\n# it is for\narchetypes:\n  - a # first\n  # second\n  - b\nowner: me\n# the end\n---\nlevel: body\n";
        assert_eq!(after(text).unwrap(), want);
        assert_eq!(after(want), None);
    }

    #[test]
    fn what_is_not_one_key_a_line_stays_as_it_is() {
        for text in ["---\n{level: 1, id: X}\n---\n", "---\nlevel: [\nid: X\n---\n", "Text", "---\n---\n"] {
            assert_eq!(after(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_lost_and_a_second_time_changes_nothing(
            keys in prop::sample::subsequence(KEYS, 0..=KEYS.len()).prop_shuffle()
        ) {
            let text = format!("---\n{}---\nBody\n", keys.concat());
            if let Some(after) = after(&text) {
                let sorted = |text: &str| {
                    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                    lines.sort();
                    lines
                };
                prop_assert_eq!(sorted(&after), sorted(&text));
                prop_assert_eq!(ordered(&after), None);
            }
        }
    }
}

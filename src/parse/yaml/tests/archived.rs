//! The archived `serde_yaml`, which the project was asked to use, against ours: both must read alike.

use proptest::prelude::*;

use super::hostile::PIECES;
use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// The archived parser that the project was asked to use: what both read, both read alike.
    #[test]
    fn it_agrees_with_the_archived_parser(pieces in prop::collection::vec((0..4u8, prop::collection::vec(prop::sample::select(PIECES), 0..6)), 1..6)) {
        let mut yaml = String::new();
        for (index, (kind, pieces)) in pieces.iter().enumerate() {
            let value = pieces.concat().replace(['\u{85}', '\u{2028}', '\r'], "x");
            yaml += &match kind {
                0 => format!("k{index}: {}\n", value.replace('\n', " ")),
                1 => format!("k{index}: '{}'\n", value.replace('\'', "''")),
                2 => format!("k{index}: |\n  x{}\n", value.replace('\n', "\n  ")),
                _ => format!("k{index}: >-\n  x{}\n", value.replace('\n', "\n  ")),
            };
        }
        let (ours, _) = read(&yaml, 0);
        let theirs = serde_yaml_0_9::from_str::<serde_yaml_0_9::Value>(&yaml);
        if let (Some(ours), Ok(theirs)) = (ours, theirs) {
            prop_assert_eq!(as_archived(&ours), theirs, "{}", yaml);
        }
    }

    /// Whatever the archived writer writes comes back.
    #[test]
    fn it_reads_what_the_archived_writer_writes(map in prop::collection::btree_map("[a-z0-9é:#'~ -]{0,8}", ".{0,20}|[a-c: \n#'\"-]{0,12}", 1..5)) {
        let yaml = serde_yaml_0_9::to_string(&map).expect("strings can be written");
        let (tree, problems) = read(&yaml, 0);
        prop_assert_eq!(problems, vec![], "{}", yaml);
        let Some(Value::Map(entries)) = tree.map(|tree| tree.value) else {
            return Err(TestCaseError::fail(yaml));
        };
        for (entry, (key, text)) in entries.iter().zip(&map) {
            prop_assert_eq!(&entry.key, key, "{}", &yaml);
            match &entry.value.value {
                Value::Scalar { text: ours, .. } => prop_assert_eq!(ours, text, "{}", &yaml),
                other => prop_assert!(false, "{:?} in {}", other, &yaml),
            }
        }
        prop_assert_eq!(entries.len(), map.len());
    }
}

/// Our tree as the archived parser would give it: plain texts converted by that parser.
fn as_archived(node: &Node) -> serde_yaml_0_9::Value {
    use serde_yaml_0_9::Value as Theirs;
    match &node.value {
        Value::Null => Theirs::Null,
        // One line and no more than a word can be a number or a truth value.
        Value::Scalar { text, plain: true } if !text.contains([' ', '\n', '\t']) => {
            let item = serde_yaml_0_9::from_str::<Theirs>(&format!("- {text}"));
            item.ok().and_then(|list| list.get(0).cloned()).unwrap_or(Theirs::String(text.clone()))
        }
        Value::Scalar { text, .. } => Theirs::String(text.clone()),
        Value::List(nodes) => Theirs::Sequence(nodes.iter().map(as_archived).collect()),
        Value::Map(entries) => {
            Theirs::Mapping(entries.iter().map(|e| (Theirs::String(e.key.clone()), as_archived(&e.value))).collect())
        }
    }
}

//! Random frameworks that are sound: any shape, any depth, any text.

use proptest::prelude::*;
use std::fmt::Write;

type Files = Vec<(String, String)>;

/// A framework of a few groups and capabilities, as files.
pub fn small() -> impl Strategy<Value = Files> {
    let capability = (0..6usize, 1..4u32, any::<bool>(), proptest::collection::vec(any::<bool>(), 3), words());
    let capabilities = proptest::collection::vec(capability, 1..25);
    (capabilities, 1..6usize, any::<bool>(), any::<bool>()).prop_map(|(capabilities, groups, archetypes, taxonomy)| {
        let mut files: Files = vec![("gradus.yml".into(), "framework: { id: x, title: X, version: \"1.10\" }\n".into())];
        for level in 1..5 {
            files.push((format!("content/levels/{level}.md"), format!("---\ntitle: \"L {level}\"\n---\n")));
        }
        for archetype in ["a", "b", "c"].iter().filter(|_| archetypes) {
            files.push((format!("content/archetypes/{archetype}.md"), format!("---\ntitle: \"Arch {archetype}\"\n---\n")));
        }
        if taxonomy {
            files.push(("content/taxonomy/apply.md".into(), "---\ntitle: Apply\norder: 1\n---\n".into()));
        }
        let mut path = String::from("content/domains");
        let mut paths = Vec::new();
        for group in 0..groups {
            // Every second group stands in the one before it.
            path = if group % 2 == 0 { format!("content/domains/g{group}") } else { format!("{path}/h{group}") };
            files.push((format!("{path}/_index.md"), format!("---\ntitle: \"Group {group}\"\n---\nIntroduction.\n")));
            paths.push(path.clone());
        }
        for (at, (group, level, several, chosen, words)) in capabilities.into_iter().enumerate() {
            let mut text = format!("---\nid: C-{at}\n");
            let names: Vec<&str> = ["a", "b", "c"].into_iter().zip(chosen).filter(|(_, yes)| *yes).map(|(name, _)| name).collect();
            let names = if names.is_empty() { vec!["a"] } else { names };
            if archetypes {
                let _ = writeln!(text, "archetypes: [{}]", names.join(", "));
            }
            if taxonomy {
                text.push_str("process: apply\n");
            }
            if several {
                let _ = write!(text, "title: \"Title {at}\"\nstatements:\n  {level}: {{ text: \"I can {words} word{at}x\" }}\n  4: {{ text: \"I can do word{at}y\" }}\n---\nGuidance.\n");
            } else {
                let _ = write!(text, "level: {level}\n---\nI can {words} word{at}z\n\nGuidance.\n");
            }
            files.push((format!("{}/C-{at}.md", paths[group % paths.len()]), text));
        }
        files
    })
}

/// Words of any script that mean nothing to YAML or Markdown.
fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec("[\\p{L}\\p{N}]{1,8}", 1..6).prop_map(|words| words.join(" "))
}

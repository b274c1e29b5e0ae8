//! What a comparison promises, as laws over random versions and as cases that have gone wrong elsewhere.

use super::change::{Affects, Kind, Subject};
use super::*;
use proptest::prelude::*;
use std::sync::Arc;

fn statement(level: u32, text: &str) -> Statement {
    Statement { level, text: text.into(), archetypes: vec!["user".into()], process: Some("apply".into()) }
}

fn capability(id: &str, text: &str) -> Arc<Capability> {
    let statements = vec![statement(1, text)];
    Arc::new(Capability { id: id.into(), group: "a".into(), statements, ..Default::default() })
}

trait Edit {
    fn at(&mut self, at: usize) -> &mut Capability;
}

impl Edit for Snapshot {
    fn at(&mut self, at: usize) -> &mut Capability {
        Arc::make_mut(&mut self.capabilities[at])
    }
}

/// Five statements in one group of a framework at 1.0.0.
fn version() -> Snapshot {
    let archetype = |id: &str, title: &str, plural: &str| Archetype {
        id: id.into(),
        title: title.into(),
        plural: Some(plural.into()),
    };
    Snapshot {
        id: "t".into(),
        title: "Test".into(),
        version: "1.0.0".into(),
        levels: vec![Level { number: 1, title: "Basic".into() }, Level { number: 2, title: "Further".into() }],
        archetypes: vec![archetype("user", "User", "Users"), archetype("maker", "Maker", "Makers")],
        processes: ["apply", "create"].map(|id| Process { id: id.into(), title: id.to_uppercase() }).into(),
        groups: vec![
            Group { id: "a".into(), number: "1".into(), title: "First".into(), parent: None },
            Group { id: "b".into(), number: "2".into(), title: "Second".into(), parent: None },
        ],
        capabilities: vec![
            capability("A-1", "I can find the emergency stop of each robot in my area."),
            capability("A-2", "I can write a letter to a patient in plain words."),
            capability("A-3", "I can read a chart of blood pressure and say what is normal."),
            capability("A-4", "I can plan a visit at home with the nurse in charge."),
            capability("A-5", "I can check the battery of an infusion pump before it is used."),
        ],
        ..Default::default()
    }
}

/// What a change of the version leads to.
fn after(change: impl FnOnce(&mut Snapshot)) -> Diff {
    let mut new = version();
    change(&mut new);
    compare(&version(), &new)
}

/// The classes of all changes, by id.
fn classes(diff: &Diff) -> Vec<(&str, &str)> {
    diff.changes.iter().map(|change| (change.id.as_str(), change.class.id)).collect()
}

fn only(diff: &Diff) -> &Change {
    assert_eq!(diff.changes.len(), 1, "{:#?}", diff.changes);
    &diff.changes[0]
}

#[test]
fn one_word_is_told_with_what_stood_there() {
    let diff = after(|new| new.at(1).statements[0].text = "I can write a letter to a relative in plain words.".into());
    let change = only(&diff);
    assert_eq!((change.class.id, change.affects, diff.next.size), ("wording", Affects::Maybe, Size::Patch));
    assert_eq!(diff.next.version.as_deref(), Some("1.0.1"));
    let Kind::Wording { words, share, .. } = &change.kinds[0] else { panic!("{change:?}") };
    let expected = [
        Word::Same("I can write a letter to a ".into()),
        Word::Removed("patient".into()),
        Word::Added("relative".into()),
        Word::Same(" in plain words.".into()),
    ];
    assert_eq!((words.as_slice(), *share), (&expected[..], 10));
    assert_eq!(change.shows[0].level.title, "Basic");
    assert_eq!(change.shows[0].archetypes[0].title, "Users");
}

#[test]
fn a_small_word_that_turns_the_meaning_is_named() {
    let diff =
        after(|new| new.at(3).statements[0].text = "I can plan a visit at home without the nurse in charge.".into());
    assert!(only(&diff).because.contains("`without`"), "{}", only(&diff).because);
}

#[test]
fn a_comma_affects_nobody_and_a_new_sentence_everybody() {
    let diff = after(|new| new.at(1).statements[0].text = "I can write a letter, to a patient, in plain words".into());
    assert_eq!((only(&diff).class.id, only(&diff).affects), ("marks", Affects::No));
    let diff =
        after(|new| new.at(1).statements[0].text = "Prescribing: knows who may do it, and what is never done".into());
    assert_eq!((only(&diff).class.id, only(&diff).affects, diff.next.size), ("rewritten", Affects::Yes, Size::Major));
}

#[test]
fn a_change_can_be_of_several_kinds_and_the_most_serious_leads() {
    let diff = after(|new| {
        let it = new.at(0);
        it.group = "b".into();
        it.statements[0] = Statement {
            level: 2,
            process: Some("create".into()),
            archetypes: vec!["maker".into()],
            ..it.statements[0].clone()
        };
    });
    let change = only(&diff);
    let told: Vec<&str> = change.kinds.iter().map(|kind| judge::class(Subject::Capability, kind).id).collect();
    assert_eq!(told, ["level", "process", "archetypes", "moved"]);
    assert_eq!(
        (change.affects, change.is_breaking(), diff.next.version.as_deref()),
        (Affects::Yes, true, Some("2.0.0"))
    );
    let levels: Vec<u32> = change.shows.iter().map(|shown| shown.level.number).collect();
    assert_eq!(levels, [1, 2], "both the sheet that lost it and the one that has it now");
}

#[test]
fn what_is_not_known_has_not_changed() {
    let mut old = version();
    old.at(0).guidance = Some("Look at the lid.".into());
    assert!(compare(&old, &version()).is_empty(), "exports have no guidance");
    let mut new = old.clone();
    new.at(0).guidance = Some("Look below the lid.".into());
    let diff = compare(&old, &new);
    assert_eq!((only(&diff).class.id, only(&diff).affects, only(&diff).shows.len()), ("guidance", Affects::No, 0));
}

#[test]
fn retired_split_and_merged_are_told_apart() {
    let retired =
        |by: &[&str]| Some(Retired { replaced_by: by.iter().map(|id| (*id).into()).collect(), ..Default::default() });
    let diff = after(|new| {
        new.at(0).retired = retired(&["A-4", "A-5"]);
        new.at(1).retired = retired(&["A-3"]);
        new.at(2).retired = None;
    });
    assert_eq!(
        classes(&diff),
        [("A-1", "split"), ("A-2", "retired"), ("A-3", "replaces"), ("A-4", "replaces"), ("A-5", "replaces")]
    );
    assert!(diff.breaking().is_empty(), "what is retired keeps its id and its page");
    let diff = after(|new| {
        new.at(0).retired = retired(&["A-3"]);
        new.at(1).retired = retired(&["A-3"]);
    });
    assert_eq!(classes(&diff), [("A-1", "merged"), ("A-2", "merged"), ("A-3", "replaces")]);
    let mut old = version();
    old.at(0).retired = retired(&[]);
    assert_eq!(classes(&compare(&old, &version())), [("A-1", "restored")]);
    let mut gone = version();
    gone.capabilities.remove(0);
    let diff = compare(&old, &gone);
    assert_eq!((only(&diff).class.id, only(&diff).affects, only(&diff).is_breaking()), ("removed", Affects::No, true));
}

#[test]
fn what_has_another_id_and_the_same_words_is_told_as_one_and_not_as_two() {
    let diff = after(|new| {
        new.at(4).id = "A-6".into();
        new.at(4).statements[0].text = "I can check the battery of an infusion pump before anybody uses it.".into();
    });
    let change = only(&diff);
    assert_eq!((change.class.id, change.was.as_deref(), change.is_breaking()), ("renumbered", Some("A-5"), true));
    assert!(diff.remarks[0].contains("keep the old id"), "{:?}", diff.remarks);
    assert!(!diff.paired_by_text);
}

#[test]
fn numbers_that_all_moved_up_by_one_are_ids_given_to_something_else() {
    let diff = after(|new| {
        new.capabilities.insert(0, capability("A-1", "I can wash my hands in the way that the poster shows."));
        for at in 0..new.capabilities.len() {
            new.at(at).id = format!("A-{}", at + 1);
        }
    });
    assert!(diff.paired_by_text, "{:?}", diff.remarks);
    let told = classes(&diff);
    assert_eq!(told.iter().filter(|(_, class)| *class == "reused").count(), 5, "{told:?}");
    assert_eq!(told.last(), Some(&("A-6", "renumbered")));
    assert_eq!(diff.changes[1].was.as_deref(), Some("A-1"));
}

#[test]
fn two_that_exchanged_their_ids_are_not_two_that_were_reworded() {
    let mut old = version();
    old.at(1).statements[0].text = "I can explain to a patient how the pump works and when it stops.".into();
    old.at(2).statements[0].text = "I can explain to a patient how the pump works and when it starts.".into();
    let mut new = old.clone();
    (new.at(1).id, new.at(2).id) = ("A-3".into(), "A-2".into());
    assert_eq!(classes(&compare(&old, &new)), [("A-3", "reused"), ("A-2", "reused")]);
}

#[test]
fn a_version_without_ids_is_paired_by_what_it_says() {
    let mut old = version();
    for at in 0..old.capabilities.len() {
        old.at(at).id = String::new();
    }
    let mut new = version();
    new.at(0).statements[0].text = "I can find the emergency stop of every robot in my area.".into();
    let diff = compare(&old, &new);
    assert!(diff.paired_by_text && diff.remarks[0].contains("have no ids"));
    assert_eq!(classes(&diff), [("A-1", "wording")]);
}

#[test]
fn a_renamed_folder_is_one_change_and_a_move_is_a_move() {
    let diff = after(|new| {
        new.groups[0].id = "start".into();
        for at in 0..new.capabilities.len() {
            new.at(at).group = "start".into();
        }
    });
    assert_eq!((only(&diff).subject, only(&diff).class.id), (Subject::Group, "group-address"));
    let diff = after(|new| new.at(2).group = "b".into());
    assert_eq!((only(&diff).class.id, only(&diff).affects), ("moved", Affects::No));
}

#[test]
fn only_what_moved_among_its_siblings_is_in_another_order() {
    let diff = after(|new| {
        let last = new.capabilities.remove(4);
        new.capabilities.insert(0, last);
    });
    assert_eq!(only(&diff).kinds, [Kind::Order { after: None }]);
    let diff = after(|new| new.capabilities.insert(2, capability("A-9", "I can wash my hands.")));
    assert_eq!(classes(&diff), [("A-9", "added")], "those behind it did not move");
}

#[test]
fn statements_at_several_levels_are_compared_level_by_level() {
    let mut old = version();
    old.at(0).statements = vec![statement(1, "I can find the box."), statement(2, "I can fill the box.")];
    let mut new = old.clone();
    new.at(0).statements[1].text = "I can fill the big box.".into();
    let told = compare(&old, &new);
    let Kind::Wording { level: Some(level), .. } = &only(&told).kinds[0] else { panic!("{told:?}") };
    assert_eq!((level.number, only(&told).shows.len()), (2, 1));
    let mut new = old.clone();
    new.at(0).statements.push(statement(3, "I can order a box."));
    for statement in &mut new.at(0).statements {
        statement.archetypes.push("maker".into());
    }
    let told = compare(&old, &new);
    let classes: Vec<&str> = only(&told).kinds.iter().map(|kind| judge::class(Subject::Capability, kind).id).collect();
    assert_eq!(classes, ["statement-added", "archetypes"], "what is the same at each level is told once");
}

#[test]
fn the_frame_is_compared_too() {
    let diff = after(|new| {
        new.title = "Tests".into();
        new.levels[1].title = "Advanced".into();
        new.levels.push(Level { number: 3, title: "Expert".into() });
        new.archetypes.remove(1);
        new.processes.swap(0, 1);
        new.groups[1].number = "3".into();
    });
    let told: Vec<&str> = diff.changes.iter().map(|change| change.class.id).collect();
    let expected =
        ["framework-renamed", "level-renamed", "level-added", "archetype-removed", "frame-order", "group-numbered"];
    assert_eq!(told, expected);
    assert_eq!(diff.next.because, "1 archetype removed");
}

#[test]
fn a_number_that_is_too_small_a_step_is_told() {
    let with = |version: &str| {
        let version = version.to_owned();
        after(move |new| {
            new.version = version;
            new.capabilities.remove(0);
        })
        .next
        .enough
    };
    assert_eq!((with("1.1.0"), with("2.0.0"), with("1.0.0"), with("autumn")), (Some(false), Some(true), None, None));
}

#[test]
fn every_class_is_explained_to_editors() {
    let docs = include_str!("../../docs/diff.md");
    for class in CLASSES {
        let line = docs.lines().find(|line| line.starts_with(&format!("| {} |", class.heading)));
        let line = line.unwrap_or_else(|| panic!("docs/diff.md has no line for {}", class.heading));
        assert!(line.contains(&format!("| {} |", class.size.name())), "another step: {line}");
    }
}

#[test]
fn classes_stand_by_the_step_that_they_ask_for() {
    for two in CLASSES.windows(2) {
        assert!(two[0].size >= two[1].size, "{} stands before {}", two[0].id, two[1].id);
    }
}

#[test]
fn a_snapshot_is_read_as_it_was_written_and_other_files_are_refused() {
    let mut of = version();
    of.at(0).mappings.push(Mapping { scheme: "x".into(), id: "1".into(), relation: None });
    of.at(0).guidance = Some("Look.".into());
    assert_eq!(Snapshot::from_json(&of.to_json()).unwrap(), of);
    let least =
        r#"{ "format": "gradus-framework/1", "capabilities": [{ "statements": [{ "level": 1, "text": "T" }] }] }"#;
    assert_eq!(Snapshot::from_json(least).unwrap().capabilities[0].id, "");
    for text in [
        "",
        "[]",
        "{}",
        "{\"format\": \"é",
        &least.replace("framework/1", "framework/9"),
        &least.replace("1, \"text", "-1, \"text"),
    ] {
        let fault = Snapshot::from_json(text).unwrap_err();
        assert!(fault.starts_with("this is not the data of a framework: "), "{fault}");
    }
}

// Forms. That none obeys content is tested from outside, in tests/it/diff.rs.

#[test]
fn a_comment_is_never_too_long_and_has_whole_changes_the_most_serious_first() {
    let mut old = version();
    for at in 0..3000 {
        old.capabilities
            .push(capability(&format!("B-{at}"), &format!("I can read page {at} of the book of rules (2nd edition).")));
    }
    let mut new = old.clone();
    for at in 5..2900 {
        new.at(at).statements[0].text.push_str(" And more.");
    }
    new.capabilities.remove(2950);
    let text = forms::markdown::write(&compare(&old, &new));
    assert!(text.encode_utf16().count() <= 65_536);
    assert!(text.contains("changes are left out here"), "{}", &text[text.len() - 300..]);
    let (first, second) = (text.find("#### Removed (1)").unwrap(), text.find("#### Reworded").unwrap());
    assert!(first < second);
    let items = text.matches("\n- <code>").count();
    assert_eq!(items, text.matches("shows on checklists").count(), "each change that is there is whole");
    // One change that is too long by itself leaves room for the others.
    new.at(0).statements[0].text = "x! ".repeat(40_000);
    let text = forms::markdown::write(&compare(&old, &new));
    assert!(text.encode_utf16().count() <= 65_536 && text.contains("#### Removed (1)"));
}

#[test]
fn json_says_what_it_is_and_every_form_says_that_nothing_changed() {
    let diff = compare(&version(), &version());
    let json: serde_json::Value = serde_json::from_str(&forms::json::write(&diff)).unwrap();
    assert_eq!((json["format"].as_str(), json["changes"].as_array().map(Vec::len)), (Some("gradus-diff/1"), Some(0)));
    for format in FORMATS.iter().filter(|format| format.name != "json") {
        assert!((format.write)(&diff).contains("nothing changed"), "{}", format.name);
    }
}

#[test]
fn a_very_long_text_is_compared_in_a_moment_and_nothing_of_it_is_lost() {
    let text = |odd: &str| {
        (0..20_000).map(|at| if at % 2 == 1 { format!("{odd}{at} ") } else { format!("w{at} ") }).collect::<String>()
    };
    let (old, new) = (text("a"), text("b"));
    let words = words::wording(&old, &new).unwrap().words;
    let before = words.iter().filter(|word| !matches!(word, Word::Added(_))).map(Word::text).collect::<String>();
    assert_eq!((before.len(), words.len()), (old.len(), 2), "taken as one piece");
}

// Laws.

fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-c]{1,3}",
        Just("not".to_owned()),
        Just("organise".to_owned()),
        Just("1.5".to_owned()),
        Just("@x".to_owned()),
        Just("\n".to_owned()),
        "\\PC{0,4}",
    ];
    prop::collection::vec(word, 0..8).prop_map(|words| words.join(" "))
}

fn capabilities() -> impl Strategy<Value = Arc<Capability>> {
    let statements = prop::collection::vec((1u32..4, texts()), 0..3);
    let ids = prop::collection::vec("[AB]-[1-6]", 0..3);
    (
        "([AB]-[1-6])?",
        "[ab](/[ab])?",
        statements,
        ids,
        prop::option::of(texts()),
        prop::option::of(prop::collection::vec("[AB]-[1-6]", 0..3)),
    )
        .prop_map(|(id, group, statements, requires, guidance, replaced_by)| {
            Arc::new(Capability {
                id,
                group,
                statements: statements.into_iter().map(|(level, text)| statement(level, &text)).collect(),
                related: requires.clone(),
                requires,
                guidance,
                retired: replaced_by.map(|replaced_by| Retired { replaced_by, ..Default::default() }),
                ..Default::default()
            })
        })
}

fn snapshots() -> impl Strategy<Value = Snapshot> {
    let groups = prop::collection::vec(("[ab](/[ab])?", texts()), 0..4);
    (prop::collection::vec(capabilities(), 0..9), groups, "([0-9]\\.){0,3}[0-9v-]").prop_map(
        |(capabilities, groups, version)| Snapshot {
            groups: groups.into_iter().map(|(id, title)| Group { id, title, ..Default::default() }).collect(),
            levels: vec![Level { number: 1, title: "One".into() }],
            version,
            capabilities,
            ..Default::default()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_different_from_itself(of in snapshots()) {
        let diff = compare(&of, &of);
        prop_assert!(diff.is_empty(), "{:#?}", diff.changes);
        prop_assert_eq!(diff.next.size, Size::None);
    }

    #[test]
    fn each_thing_of_both_versions_is_told_at_most_once_and_the_same_way_each_time(old in snapshots(), new in snapshots()) {
        let diff = compare(&old, &new);
        prop_assert_eq!(&diff, &compare(&old.clone(), &new.clone()));
        let gone = diff.changes.iter().filter(|it| it.subject == Subject::Capability && matches!(it.kinds[0], Kind::Removed { .. })).count();
        let told = diff.changes.iter().filter(|it| it.subject == Subject::Capability).count();
        prop_assert!(gone <= old.capabilities.len() && told - gone <= new.capabilities.len());
        for change in &diff.changes {
            prop_assert!(!change.kinds.is_empty() && !change.because.is_empty());
        }
        for format in FORMATS {
            prop_assert!(!(format.write)(&diff).is_empty());
        }
    }

    #[test]
    fn both_texts_can_be_read_from_their_difference(old in texts(), new in texts()) {
        let Some(wording) = words::wording(&old, &new) else {
            prop_assert_eq!(old, new);
            return Ok(());
        };
        let side = |not: fn(&Word) -> bool| wording.words.iter().filter(|word| !not(word)).map(Word::text).collect::<String>();
        prop_assert_eq!(side(|word| matches!(word, Word::Added(_))), old);
        prop_assert_eq!(side(|word| matches!(word, Word::Removed(_))), new);
    }

    #[test]
    fn no_text_makes_reading_a_snapshot_panic(text in "\\PC*", cut in 0usize..3000) {
        let _ = Snapshot::from_json(&text);
        let whole = version().to_json();
        let _ = Snapshot::from_json(&whole[..whole.floor_char_boundary(cut.min(whole.len()))]);
    }
}

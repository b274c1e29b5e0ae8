//! What is refused, and left as it was.

use super::*;

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    for (name, text) in [
        ("index.html", "mine"),
        (MANIFEST, "gradus manifest 3\n"),
        (MANIFEST, "gradus manifest 2\n4 ../content\n"),
        (MANIFEST, "\u{0}"),
        (MARKER, ""),
    ] {
        let bench = Bench::new();
        bench.put(name, text);
        let message = refusal(bench.emit(NEW));
        assert!(message.contains("public`: ") && message.contains("empty it yourself"), "{message}");
        assert_eq!(tree(&bench.target()), expected(&[&[(name, text)]]));
        bench.assert_tidy();
    }
}

#[test]
fn a_file_of_others_where_the_site_needs_its_place_is_refused_before_anything_is_written() {
    for (theirs, ours) in [
        ("style.css", "style.css"),
        ("style.css", "style.css/a.html"),
        ("a/b/c.txt", "a/b"),
        ("a/b/c.txt", "a/b/c.txt/d"),
        ("gone/notes.txt", "gone"),
        ("gone/notes.txt", "gone/notes.txt"),
    ] {
        let bench = Bench::new();
        bench.emit(&[("index.html", "old"), ("gone/x.html", "")]).unwrap();
        bench.put(theirs, "theirs");
        let before = tree(&bench.target());
        let message = refusal(bench.emit(&[("index.html", "new"), (ours, "ours")]));
        assert!(message.contains(&format!("`{ours}`")), "{message}");
        assert!(message.contains(theirs.split('/').next().unwrap()), "{message}");
        assert_eq!(tree(&bench.target()), before);
        bench.assert_tidy();
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_written_removed_or_believed_through_a_link() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let outside = bench.dir.path().join("outside");
    put(&outside, "x.html", "1");
    let (site, other) = ([("a/x.html", "1"), ("b.html", "2")], [("b.html", "2")]);
    bench.emit(&site).unwrap();
    fs::remove_dir_all(bench.at("a")).unwrap();
    symlink(&outside, bench.at("a")).unwrap();
    assert!(refusal(bench.emit(&site)).contains("`a/x.html`"));
    bench.emit(&other).unwrap();
    assert_eq!(fs::read_link(bench.at("a")).unwrap(), outside, "the link is theirs and stays");
    symlink(outside.join("x.html"), bench.at("c.html")).unwrap();
    assert!(refusal(bench.emit(&[("c.html", "3")])).contains("c.html"));
    assert_eq!(tree(&outside), expected(&[&[("x.html", "1")]]));
    bench.assert_tidy();
}

#[test]
fn a_target_that_covers_what_people_write_is_refused() {
    let bench = Bench::new();
    let root = fs::canonicalize(bench.dir.path()).unwrap();
    let (project, home) = (root.join("project"), root.join("users/me"));
    fs::create_dir_all(&home).unwrap();
    fs::write(project.join("gradus.yml"), "").unwrap();
    let before = tree(&root);
    for target in [
        "project",
        "project/",
        "project/.",
        "project/content/..",
        "",
        "..",
        "project/content",
        "project/content/public",
        "project/themes",
        "project/themes/default",
        "project/.git/x",
        "users",
        "users/me",
        "project/gradus.yml/x",
        "project/nothing/../x",
        "project/.public.gradus-new",
    ] {
        let found = Places::of(&root.join(target), &project, Some(&home));
        assert!(matches!(found, Err(EmitError::Refused { .. })), "{target}: {found:?}");
    }
    assert!(Places::of(Path::new("/"), &project, None).is_err());
    for target in ["project/public", "project/content-site", "users/me/site", "project/public/../out/"] {
        fs::create_dir_all(project.join("public")).unwrap();
        Places::of(&root.join(target), &project, Some(&home)).unwrap();
    }
    fs::remove_dir(project.join("public")).unwrap();
    assert_eq!(tree(&root), before, "asking changes nothing");
    let file = emit(&output(NEW), None, &project.join("gradus.yml"), &project, &());
    assert!(refusal(file).contains("it is a file"));
}

#[test]
#[cfg(unix)]
fn a_target_that_is_a_link_or_content_behind_one_is_refused() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    let elsewhere = bench.dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    symlink(&elsewhere, bench.target()).unwrap();
    for target in [bench.target(), bench.at(""), bench.at(".")] {
        assert!(refusal(emit(&output(NEW), None, &target, &bench.project(), &())).contains("symbolic link"));
    }
    symlink(&elsewhere, bench.project().join("themes")).unwrap();
    let target = elsewhere.join("site");
    assert!(refusal(emit(&output(NEW), None, &target, &bench.project(), &())).contains("`themes`"));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

#[test]
fn names_that_we_keep_for_ourselves_are_refused() {
    let bench = Bench::new();
    for path in [MANIFEST, ".GRADUS-manifest", ".gradus-incomplete/x"] {
        assert!(refusal(bench.emit(&[(path, "")])).contains("another name"), "{path}");
    }
    bench.emit(&[("a/.gradus-manifest", ""), (".gradus", "")]).unwrap();
}

//! Kills and failures at every step: the site is whole, and nobody loses a file.

use super::*;

#[test]
fn after_a_kill_at_any_step_the_site_is_whole_and_nothing_of_others_is_lost() {
    for way in WAYS {
        let (mut count, mut more) = (0, true);
        while more {
            let bench = old_site_with_foreign_files();
            more = bench.killed(way, NEW, count);
            let says = format!("{way:?}, killed after {count} steps");
            let exchanged = bench.at("more").exists();
            assert!(exchanged || !bench.target().exists() || bench.tree() == expected(&[OLD, FOREIGN]), "{says}");
            recover(&bench.target(), &bench.project()).unwrap();
            let want = if exchanged { NEW } else { OLD };
            assert_eq!(bench.tree(), expected(&[want, FOREIGN]), "{says}");
            bench.assert_tidy();

            let bench = old_site_with_foreign_files();
            bench.killed(way, NEW, count);
            bench.emit(OLD).unwrap();
            assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]), "{says}");
            bench.assert_tidy();
            count += 1;
        }
        assert_eq!(count, if way == Way::Exchange { 8 } else { 10 });
    }
}

#[test]
fn a_first_run_killed_at_any_step_leaves_the_whole_site_or_none() {
    let (mut count, mut more) = (0, true);
    while more {
        let bench = Bench::new();
        more = bench.killed(Way::Exchange, NEW, count);
        recover(&bench.target(), &bench.project()).unwrap();
        assert!(!bench.target().exists() || bench.tree() == expected(&[NEW]), "{count}");
        bench.assert_tidy();
        count += 1;
    }
    assert_eq!(count, 7);
}

#[test]
fn recovering_can_itself_be_killed() {
    let swapped = || {
        let bench = old_site_with_foreign_files();
        assert!(bench.killed(Way::Exchange, NEW, 6));
        bench
    };
    let staging = |bench: &Bench, path: &str| bench.places().staging.join(path);
    // While what is not ours was brought over.
    let bench = swapped();
    fs::rename(staging(&bench, "CNAME"), bench.at("CNAME")).unwrap();
    fs::create_dir(bench.at("gone")).unwrap();
    fs::rename(staging(&bench, "gone/notes.txt"), bench.at("gone/notes.txt")).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
    // While the old site was removed.
    let bench = swapped();
    for (path, _) in FOREIGN {
        put(&bench.target(), path, "");
        fs::rename(staging(&bench, path), bench.at(path)).unwrap();
    }
    for path in [".git/objects/ab", ".git/objects", ".git", "photos", "gone/deep/notes"] {
        fs::remove_dir(staging(&bench, path)).unwrap();
    }
    fs::remove_file(staging(&bench, "gone/deep/er.html")).unwrap();
    fs::remove_dir(staging(&bench, "gone/deep")).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
    // Between the removal of the last file and of the folder, and between making the folder and marking it.
    let bench = old_site_with_foreign_files();
    fs::create_dir(bench.places().staging).unwrap();
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn a_place_that_was_taken_after_a_kill_costs_nobody_a_file() {
    let bench = old_site_with_foreign_files();
    assert!(bench.killed(Way::Exchange, NEW, 6));
    bench.put("CNAME", "another");
    bench.put(".git/HEAD", "another repository");
    let report = bench.emit(NEW).unwrap();
    let kept = report.kept.unwrap();
    assert_eq!(kept.file_name().unwrap(), "public.gradus-kept");
    let aside = [("CNAME", "example.org"), (".git/HEAD", "ref"), (".git/objects/ab/c", "object")];
    assert_eq!(tree(&kept), expected(&[&aside]));
    assert_eq!(bench.tree()["CNAME"], "another");
    assert_eq!(bench.tree()[".git/HEAD"], "another repository");
    assert_eq!(bench.tree()["gone/notes.txt"], "kept");
    assert_eq!(bench.emit(NEW).unwrap().kept, None);
}

#[test]
fn a_target_removed_by_hand_after_a_kill_costs_nobody_a_file() {
    for (way, count) in [(Way::Exchange, 6), (Way::TwoRenames, 6), (Way::TwoRenames, 7), (Way::TwoRenames, 8)] {
        let bench = old_site_with_foreign_files();
        assert!(bench.killed(way, NEW, count));
        let _ = fs::remove_dir_all(bench.target());
        recover(&bench.target(), &bench.project()).unwrap();
        assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]), "{way:?} {count}");
        bench.assert_tidy();
    }
}

#[test]
fn staging_of_a_killed_run_is_removed_and_that_of_anyone_else_refused() {
    let bench = Bench::new();
    bench.emit(OLD).unwrap();
    assert!(bench.killed(Way::Exchange, NEW, 2));
    bench.emit(NEW).unwrap();
    assert_eq!(bench.tree(), expected(&[NEW]));
    bench.assert_tidy();
    for place in [bench.places().staging, bench.places().old] {
        put(&place, "mine.txt", "mine");
        let message = refusal(bench.emit(OLD));
        assert!(message.contains(place.to_str().unwrap()), "{message}");
        assert_eq!(tree(&place), expected(&[&[("mine.txt", "mine")]]));
        assert_eq!(bench.tree(), expected(&[NEW]));
        fs::remove_dir_all(place).unwrap();
    }
}

#[test]
fn a_run_that_fails_names_the_path_and_the_reason_and_leaves_nothing() {
    let bench = Bench::new();
    put(&bench.project(), "file", "");
    let target = bench.project().join("file/public");
    assert!(refusal(emit(&output(NEW), None, &target, &bench.project(), &())).contains("it is a file"));
    // Longer than any disk allows: the folders above are made, the file cannot be.
    let long = "x".repeat(300);
    let bench = old_site_with_foreign_files();
    let far = bench.dir.path().join("far/away/site");
    for target in [&bench.target(), &far] {
        let error = emit(&output(&[("a.html", "a"), (&long, "")]), None, target, &bench.project(), &()).unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("could not write `") && message.contains(&long), "{message}");
        assert!(message.contains("File name too long") || !cfg!(target_os = "linux"), "{message}");
    }
    assert!(!bench.dir.path().join("far").exists());
    assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn a_rename_that_fails_half_way_is_taken_back() {
    let bench = old_site_with_foreign_files();
    let (places, output) = (bench.places(), output(NEW));
    let known = vec![Known::Nothing; NEW.len()];
    let mut work = Work::new(&places, &output, &known, None, &());
    work.perform(Step::SetAside).unwrap();
    // Without a staging folder the second rename fails.
    assert!(work.perform(Step::Place).is_err());
    recover::recover(&places).unwrap();
    assert_eq!(bench.tree(), expected(&[OLD, FOREIGN]));
    bench.assert_tidy();
}

#[test]
fn random_sequences_of_sites_edits_and_kills_end_in_the_last_site() {
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let bench = Bench::new();
    bench.emit(&[]).unwrap();
    bench.put("theirs/x", "theirs");
    for _ in 0..60 {
        let mut files = Vec::new();
        for name in ["a", "b/c", "b/d/e", "f/g", "h"] {
            if random(3) > 0 {
                files.push((name, ["one", "two", "three"][random(3)]));
            }
        }
        let way = WAYS[random(2)];
        match random(3) {
            0 => drop(bench.killed(way, &files, random(11))),
            1 if bench.at("a").exists() => bench.put("a", "edited"),
            _ => {}
        }
        bench.emit_by(way, &files).unwrap();
        assert_eq!(bench.tree(), expected(&[&files, &[("theirs/x", "theirs")]]));
        bench.assert_tidy();
    }
}

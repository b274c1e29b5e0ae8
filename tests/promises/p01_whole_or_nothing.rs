//! Whatever stops a build, the output is the complete old or the complete new site.

use super::bench::{Bench, said};
use super::traced::{self, Point, disks, points, sample, with_faults};
use crate::run::is_long;
use crate::run::{Project, tree};
use gradus::cli::Exit;
use std::os::unix::process::ExitStatusExt;

/// How a site takes the place of another: in one stroke, or as on disks that refuse that.
const WAYS: &[(&str, &[&str])] = &[("exchange", &[]), ("two renames", &["renameat2:error=EINVAL"])];

/// Where the disk cannot exchange, what is before that is as it is where it can.
const TAKING_THE_PLACE: &[&str] = &["rename", "renameat2", "unlink", "rmdir", "syncfs"];

fn faults(of_way: &[&str], more: String) -> Vec<String> {
    of_way.iter().map(|fault| (*fault).to_owned()).chain([more]).collect()
}

/// Goes to and fro between the variants, each time with something going wrong at one of the points of that run. `try_at`
/// is given the way, the point, and the variants before and after.
fn at_each_point(bench: &Bench, way: &[&str], of_each: usize, mut try_at: impl FnMut(&Point, usize, usize)) -> usize {
    let mut lists = Vec::new();
    let as_given: Vec<String> = way.iter().map(|fault| (*fault).to_owned()).collect();
    for new in [1, 0] {
        bench.turn(new);
        let mut list = sample(points(&as_given, &bench.command()), of_each);
        if !is_long() && !way.is_empty() {
            list.retain(|point| TAKING_THE_PLACE.contains(&point.call.as_str()));
        }
        // What is refused always cannot be given another fault as well.
        list.retain(|point| way.is_empty() || point.call != "renameat2");
        lists.push(list);
        assert_eq!(bench.variant(), Ok(new));
    }
    let most = lists.iter().map(Vec::len).max().unwrap_or_default();
    for at in 0..most {
        for new in [1, 0] {
            let list = &lists[1 - new];
            bench.turn(new);
            try_at(&list[at.min(list.len() - 1)], 1 - new, new);
            bench.build();
            assert_eq!(bench.variant(), Ok(new), "the next build mends it");
        }
    }
    2 * most
}

/// A run that is stopped by `SIGKILL` just before it makes a call, for every call that changes something.
#[test]
fn whole_or_nothing_when_killed_before_any_call_that_changes_a_file() {
    if !traced::is_possible() {
        return;
    }
    let mut tried = 0;
    for disk in disks().iter().take(if is_long() { 2 } else { 1 }) {
        for (name, way) in WAYS {
            let bench = Bench::new(disk);
            let mut without_a_site = 0;
            tried += at_each_point(&bench, way, 3, |point, old, new| {
                let kill = format!("{}:signal=KILL:when={}", point.call, point.count);
                let ended = with_faults(&faults(way, kill), &bench.command());
                assert_eq!(ended.output.status.signal(), Some(9), "{point:?} was not met: {}", said(&ended.output));
                match bench.variant() {
                    Ok(variant) => assert!(variant == old || variant == new),
                    // Only between the two renames is there no site, and the next start of any build puts one there.
                    Err(why) => {
                        assert!(!way.is_empty() && point.call == "rename", "{name}, killed before {point:?}: {why}");
                        without_a_site += 1;
                    }
                }
            });
            assert!(without_a_site <= 2 * 2, "{name}: {without_a_site}");
        }
    }
    eprintln!("killed at {tried} points, none broken");
}

/// A run in which a call fails, once or from then on.
#[test]
fn whole_or_nothing_when_any_call_that_changes_a_file_fails() {
    if !traced::is_possible() {
        return;
    }
    let mut tried = 0;
    let disks = disks();
    for disk in disks.iter().rev().take(if is_long() { 2 } else { 1 }) {
        for (name, way) in WAYS {
            let bench = Bench::new(disk);
            let errors = [("ENOSPC", "+"), ("EIO", ""), ("EACCES", "")];
            // Each of them at each point where there is time, else each in its turn.
            for round in 0..if is_long() { 3 } else { 1 } {
                let mut turn = round;
                tried += at_each_point(&bench, way, 2, |point, old, new| {
                    let (error, from_then_on) = errors[turn % 3];
                    turn += if is_long() { 0 } else { 1 };
                    let fault = format!("{}:error={error}:when={}{from_then_on}", point.call, point.count);
                    let ended = with_faults(&faults(way, fault), &bench.command());
                    let what = format!("{name}, {error} at {point:?}");
                    let said = said(&ended.output);
                    assert_eq!(ended.output.status.signal(), None, "{what}: {said}");
                    let variant = bench.variant();
                    if ended.output.status.success() {
                        assert_eq!(variant, Ok(new), "{what}: it said that all was well");
                    } else {
                        // Where what was moved aside cannot be moved back, the next start does it.
                        let is_aside = !way.is_empty() && point.call == "rename" && !from_then_on.is_empty();
                        assert!(variant.is_ok_and(|it| it == old || it == new) || is_aside, "{what}: {said}");
                        assert!(said.contains("error") || point.call == "write", "{what}: no word of it: {said}");
                    }
                });
            }
        }
    }
    eprintln!("failed at {tried} points, none broken");
}

#[test]
fn whole_or_nothing_when_the_content_has_an_error() {
    let project = Project::base();
    assert_eq!(project.gradus(&["build"]).exit, Exit::Fine);
    let before = tree(&project.path().join("public"));
    project.write("content/domains/ai/AI-001.md", "---\nid: AI-001\nlevel: 9\n---\nI can.\n");
    project.write("content/pages/new.md", "---\ntitle: New\n---\nNew.\n");
    let ran = project.gradus(&["build"]);
    assert_eq!(ran.exit, Exit::Findings, "{}", ran.err);
    assert_eq!(before, tree(&project.path().join("public")));
}

//! Whatever stops a build, the output is the complete old or the complete new site.

use super::bench::{Bench, said};
use super::traced::{self, Point, disks, points, points_of, sample, with_faults};
use crate::run::is_long;
use crate::run::{Project, tree};
use gradus::cli::Exit;
use std::os::unix::process::ExitStatusExt;

/// How a site takes the place of another.
struct Way {
    name: &'static str,
    /// What the system is made to refuse.
    faults: &'static [&'static str],
    in_one_stroke: bool,
}

const EXCHANGE: Way = Way { name: "exchange", faults: &[], in_one_stroke: true };
/// As on disks that refuse the one stroke.
const TWO_RENAMES: Way = Way { name: "two renames", faults: &["renameat2:error=EINVAL"], in_one_stroke: false };
/// On a disk that refuses it by itself.
const REALLY_TWO_RENAMES: Way = Way { name: "two renames on such a disk", faults: &[], in_one_stroke: false };

/// Where the disk cannot exchange, what is before that is as it is where it can.
const TAKING_THE_PLACE: &[&str] = &["rename", "renameat2", "unlink", "rmdir", "syncfs"];

fn faults(of_way: &[&str], more: String) -> Vec<String> {
    of_way.iter().map(|fault| (*fault).to_owned()).chain([more]).collect()
}

/// Goes to and fro between the variants, each time with something going wrong at one of the points of that run. `try_at`
/// is given the way, the point, and the variants before and after.
fn at_each_point(bench: &Bench, way: &Way, of_each: usize, mut try_at: impl FnMut(&Point, usize, usize)) -> usize {
    let mut lists = Vec::new();
    let as_given: Vec<String> = way.faults.iter().map(|fault| (*fault).to_owned()).collect();
    for new in [1, 0] {
        bench.turn(new);
        let mut list = sample(points(&as_given, &bench.command()), of_each);
        if !is_long() && !way.in_one_stroke {
            list.retain(|point| TAKING_THE_PLACE.contains(&point.call.as_str()));
        }
        // What is refused always cannot be given another fault as well.
        list.retain(|point| way.in_one_stroke || point.call != "renameat2");
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
fn killed_at_each_point(bench: &Bench, way: &Way, of_each: usize) -> usize {
    let mut without_a_site = 0;
    let tried = at_each_point(bench, way, of_each, |point, old, new| {
        let kill = format!("{}:signal=KILL:when={}", point.call, point.count);
        let ended = with_faults(&faults(way.faults, kill), &bench.command());
        assert_eq!(ended.output.status.signal(), Some(9), "{point:?} was not met: {}", said(&ended.output));
        match bench.variant() {
            Ok(variant) => assert!(variant == old || variant == new),
            // Only between the two renames is there no site, and the next start of any build puts one there.
            Err(why) => {
                assert!(!way.in_one_stroke && point.call == "rename", "{}, killed before {point:?}: {why}", way.name);
                without_a_site += 1;
            }
        }
    });
    assert!(without_a_site <= 2 * 2, "{}: {without_a_site}", way.name);
    tried
}

#[test]
fn whole_or_nothing_when_killed_before_any_call_that_changes_a_file() {
    if !traced::is_possible() {
        return;
    }
    let mut tried = 0;
    for disk in disks().iter().take(if is_long() { 2 } else { 1 }) {
        for way in [EXCHANGE, TWO_RENAMES] {
            tried += killed_at_each_point(&Bench::new(disk), &way, 3);
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
        for way in [EXCHANGE, TWO_RENAMES] {
            let bench = Bench::new(disk);
            let errors = [("ENOSPC", "+"), ("EIO", ""), ("EACCES", "")];
            // Each of them at each point where there is time, else each in its turn.
            for round in 0..if is_long() { 3 } else { 1 } {
                let mut turn = round;
                tried += at_each_point(&bench, &way, 2, |point, old, new| {
                    let (error, from_then_on) = errors[turn % 3];
                    turn += if is_long() { 0 } else { 1 };
                    let fault = format!("{}:error={error}:when={}{from_then_on}", point.call, point.count);
                    let ended = with_faults(&faults(way.faults, fault), &bench.command());
                    let what = format!("{}, {error} at {point:?}", way.name);
                    let said = said(&ended.output);
                    assert_eq!(ended.output.status.signal(), None, "{what}: {said}");
                    let variant = bench.variant();
                    if ended.output.status.success() {
                        assert_eq!(variant, Ok(new), "{what}: it said that all was well");
                    } else {
                        // Where what was moved aside cannot be moved back, the next start does it.
                        let is_aside = !way.in_one_stroke && point.call == "rename" && !from_then_on.is_empty();
                        assert!(variant.is_ok_and(|it| it == old || it == new) || is_aside, "{what}: {said}");
                        assert!(said.contains("error") || point.call == "write", "{what}: no word of it: {said}");
                    }
                });
            }
        }
    }
    eprintln!("failed at {tried} points, none broken");
}

/// How the calls of this name ended in a build of the bench: `= 0`, `= -1 EXDEV (…)`.
fn ends(bench: &Bench, call: &str) -> Vec<String> {
    let lines = with_faults(&[], &bench.command()).lines;
    let such = lines.iter().filter(|line| line.starts_with(&format!("{call}(")));
    such.filter_map(|line| Some(line.rsplit_once(" = ")?.1.to_owned())).collect()
}

/// A disk that knows no exchange, and no fault of a call that only looks like one.
#[test]
fn whole_or_nothing_where_a_disk_cannot_exchange() {
    let mut bench = Bench::new(&std::env::temp_dir());
    let under = tempfile::tempdir().expect("a temporary folder");
    let line = "mount --bind \"$1\" \"$2\" && disorderfs --quiet -o nonempty \"$2\" \"$1\"";
    if !traced::is_possible() || !bench.lay_over(line, &[under.path()]) {
        return;
    }
    bench.turn(1);
    let refused = ends(&bench, "renameat2");
    assert!(matches!(&refused[..], [one] if one.starts_with("-1 EINVAL")), "{refused:?}");
    bench.turn(0);
    assert_eq!(
        ends(&bench, "rename"),
        ["0", "0", "0"],
        "aside, into its place, and the old one to where it is removed"
    );
    let tried = killed_at_each_point(&bench, &REALLY_TWO_RENAMES, 3);
    eprintln!("killed at {tried} points, none broken");
}

/// In a container, a site that came with its image lies in a layer whose folders cannot be moved in any way.
#[test]
fn whole_or_nothing_where_the_site_came_with_the_image_of_a_container() {
    let mut bench = Bench::new(&std::env::temp_dir());
    let layers = [(); 2].map(|()| tempfile::tempdir().expect("a temporary folder"));
    // Beside each other, because work and upper layer share a disk.
    let line = "mount -t overlay -o \"lowerdir=$1,upperdir=$2,workdir=$3\" overlay \"$1\"";
    if !traced::is_possible() || !bench.lay_over(line, &layers.each_ref().map(|layer| layer.path())) {
        return;
    }
    bench.turn(1);
    for call in ["renameat2", "rename"] {
        let refused = ends(&bench, call);
        assert!(matches!(&refused[..], [one] if one.starts_with("-1 EXDEV")), "{call}: {refused:?}");
    }
    let output = bench.command().output().expect("it runs");
    let told = said(&output);
    assert!(!output.status.success() && told.contains("/public`") && told.contains("remove it"), "{told}");
    assert_eq!((bench.variant(), bench.beside()), (Ok(0), Vec::new()), "the old site, and nothing beside it");
    let points = sample(points_of(&with_faults(&[], &bench.command())), 2);
    for point in &points {
        let kill = format!("{}:signal=KILL:when={}", point.call, point.count);
        let ended = with_faults(&[kill], &bench.command());
        assert_eq!(ended.output.status.signal(), Some(9), "{point:?} was not met: {}", said(&ended.output));
        assert_eq!(bench.variant(), Ok(0), "killed before {point:?}");
    }
    // As it is told: once removed, a site is made in the container's own layer, and exchanged from then on.
    std::fs::remove_dir_all(bench.public()).expect("removed");
    bench.build();
    assert_eq!(bench.variant(), Ok(1));
    bench.turn(0);
    assert_eq!(ends(&bench, "renameat2"), ["0"]);
    let tried = points.len() + killed_at_each_point(&bench, &EXCHANGE, 2);
    eprintln!("killed at {tried} points, none broken");
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

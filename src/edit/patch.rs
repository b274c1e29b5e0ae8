//! The difference of two texts, line by line, in the form that programmers know as a unified diff.

/// Lines around a change.
const AROUND: usize = 3;
/// Of this many lines that differ on both sides, the shortest difference is looked for; more are shown whole.
const MOST_COMPARED: usize = 1000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Same,
    Out,
    In,
}

/// Empty where the two texts are equal.
pub fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let steps = steps(&before, &after);
    let mut out = String::new();
    let mut at = 0;
    while let Some(first) = steps[at..].iter().position(|step| *step != Step::Same).map(|n| at + n) {
        let start = first.saturating_sub(AROUND).max(at);
        let mut end = first;
        // Changes that are near each other stand in one piece.
        while let Some(next) = steps[end..].iter().position(|step| *step != Step::Same).filter(|n| *n <= 2 * AROUND) {
            end += next + 1;
        }
        let end_shown = (end + AROUND).min(steps.len());
        let lines_before = |range: &[Step], side: Step| range.iter().filter(|step| **step != side).count();
        let (old_at, new_at) = (lines_before(&steps[..start], Step::In), lines_before(&steps[..start], Step::Out));
        let shown = &steps[start..end_shown];
        let (old_count, new_count) = (lines_before(shown, Step::In), lines_before(shown, Step::Out));
        if out.is_empty() {
            out.push_str(&format!("--- {old_name}\n+++ {new_name}\n"));
        }
        let from = |at: usize, count: usize| if count == 0 { at } else { at + 1 };
        let (old_from, new_from) = (from(old_at, old_count), from(new_at, new_count));
        out.push_str(&format!("@@ -{old_from},{old_count} +{new_from},{new_count} @@\n"));
        let (mut old_lines, mut new_lines) = (before[old_at..].iter(), after[new_at..].iter());
        for step in shown {
            let (sign, line) = match step {
                Step::Same => {
                    new_lines.next();
                    (' ', old_lines.next())
                }
                Step::Out => ('-', old_lines.next()),
                Step::In => ('+', new_lines.next()),
            };
            let line = line.copied().unwrap_or_default();
            let bare = line.trim_end_matches('\n').trim_end_matches('\r');
            out.push_str(&format!("{sign}{bare}\n"));
            if !line.ends_with('\n') {
                out.push_str("\\ No newline at end of file\n");
            }
        }
        at = end_shown;
    }
    out
}

fn steps(before: &[&str], after: &[&str]) -> Vec<Step> {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[head..], &after[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let mut steps = vec![Step::Same; head];
    if old.len().max(new.len()) > MOST_COMPARED {
        steps.extend(vec![Step::Out; old.len()]);
        steps.extend(vec![Step::In; new.len()]);
    } else {
        // How many lines the rest from each pair of places has in common, at most.
        let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
        for a in (0..old.len()).rev() {
            for b in (0..new.len()).rev() {
                let one = if old[a] == new[b] { common[a + 1][b + 1] + 1 } else { 0 };
                common[a][b] = one.max(common[a + 1][b]).max(common[a][b + 1]);
            }
        }
        let (mut a, mut b) = (0, 0);
        while a < old.len() || b < new.len() {
            let step = match (old.get(a), new.get(b)) {
                (Some(x), Some(y)) if x == y => Step::Same,
                (Some(_), Some(_)) if common[a + 1][b] >= common[a][b + 1] => Step::Out,
                (Some(_), None) => Step::Out,
                _ => Step::In,
            };
            a += usize::from(step != Step::In);
            b += usize::from(step != Step::Out);
            steps.push(step);
        }
    }
    steps.extend(vec![Step::Same; tail]);
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_that_is_added_is_shown_among_its_neighbours() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let new = "1\n2\n3\n4\nnew\n5\n6\n7\n8\n";
        assert_eq!(unified("a", "b", old, new), "--- a\n+++ b\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n");
    }

    #[test]
    fn a_new_file_is_all_new() {
        assert_eq!(
            unified("/dev/null", "b", "", "x\ny"),
            "--- /dev/null\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n\\ No newline at end of file\n"
        );
    }

    proptest! {
        #[test]
        fn nothing_is_shown_of_equals_and_the_signs_lead_from_one_to_the_other(old in "([abc]\n){0,14}", new in "([abc]\n){0,14}") {
            prop_assert_eq!(unified("a", "b", &old, &old), "");
            let (a, b): (Vec<&str>, Vec<&str>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
            let steps = steps(&a, &b);
            let (mut left, mut right) = (a.iter(), b.iter());
            for step in steps {
                match step {
                    Step::Same => prop_assert_eq!(left.next(), right.next()),
                    Step::Out => prop_assert!(left.next().is_some()),
                    Step::In => prop_assert!(right.next().is_some()),
                }
            }
            prop_assert!(left.next().is_none() && right.next().is_none());
            let shown = unified("a", "b", &old, &new);
            prop_assert_eq!(shown.is_empty(), old == new);
        }
    }
}

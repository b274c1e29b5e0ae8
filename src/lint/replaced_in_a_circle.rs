//! Retired capabilities that replace each other in a circle: whoever follows an old id never arrives.

use super::{Context, Rule};
use crate::base::{Diagnostic, codes};
use crate::model::CapabilityRef;

pub static RULE: Rule = Rule { code: &codes::REPLACED_IN_A_CIRCLE, check };

fn check(context: &Context) -> Vec<Diagnostic> {
    let framework = context.framework;
    let next: Vec<Vec<usize>> = framework
        .capabilities()
        .map(|(_, it)| it.retired.iter().flat_map(|it| it.replaced_by.iter().map(|at| at.index())).collect())
        .collect();
    let handles: Vec<CapabilityRef> = framework.capabilities().map(|(at, _)| at).collect();
    let mut findings = Vec::new();
    for circle in circles(&next) {
        let circle: Vec<CapabilityRef> = circle.into_iter().map(|at| handles[at]).collect();
        let it = &framework[circle[0]];
        let ids: Vec<String> = circle.iter().map(|other| format!("`{}`", framework[*other].id)).collect();
        let message = format!("{} are retired and replace each other", ids.join(" and "));
        let place = context.key_place(it.about.place.file, "retired");
        findings.push(
            Diagnostic::new(RULE.code, place, message).label("whoever follows this comes back here").help(
                "name a current capability under `replaced_by`, or leave the key out where nothing took its place",
            ),
        );
    }
    findings
}

/// Those that all reach each other, each circle in order and the circles by their first. One walk along all arrows, by
/// Tarjan's algorithm; without recursion, as a row of them can be long.
fn circles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const NEVER: usize = usize::MAX;
    let mut order = vec![NEVER; next.len()];
    // The earliest on the way that is reached from here.
    let mut low = vec![NEVER; next.len()];
    let mut waiting: Vec<usize> = Vec::new();
    let mut is_waiting = vec![false; next.len()];
    let mut circles = Vec::new();
    let mut count = 0;
    for start in 0..next.len() {
        let mut way: Vec<(usize, usize)> = Vec::new();
        if order[start] == NEVER {
            way.push((start, 0));
        }
        while let Some((at, arrow)) = way.pop() {
            if arrow == 0 {
                (order[at], low[at]) = (count, count);
                count += 1;
                waiting.push(at);
                is_waiting[at] = true;
            } else {
                low[at] = low[at].min(low[next[at][arrow - 1]]);
            }
            // Up to the next that was never seen; this one is gone on with when that is done.
            let mut arrow = arrow;
            while let Some(to) = next[at].get(arrow).filter(|to| order[**to] != NEVER) {
                if is_waiting[*to] {
                    low[at] = low[at].min(order[*to]);
                }
                arrow += 1;
            }
            if let Some(to) = next[at].get(arrow) {
                way.push((at, arrow + 1));
                way.push((*to, 0));
            } else if low[at] == order[at] {
                let from = waiting.iter().rposition(|it| *it == at).expect("it waits");
                let mut circle = waiting.split_off(from);
                circle.iter().for_each(|it| is_waiting[*it] = false);
                circle.sort_unstable();
                circles.push(circle);
            }
        }
    }
    circles.retain(|circle| circle.len() > 1);
    circles.sort();
    circles
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_row_has_no_circle_until_its_end_leads_back() {
        let mut next: Vec<Vec<usize>> = (0..100_000).map(|at| vec![at + 1]).collect();
        next.push(Vec::new());
        assert!(circles(&next).is_empty());
        next[100_000].push(0);
        assert_eq!(circles(&next), [(0..=100_000).collect::<Vec<_>>()]);
    }

    proptest! {
        #[test]
        fn a_circle_is_all_that_reach_each_other(next in prop::collection::vec(prop::collection::vec(0..9usize, 0..3), 9)) {
            let mut reaches = vec![vec![false; 9]; 9];
            for (from, all) in next.iter().enumerate() {
                all.iter().for_each(|to| reaches[from][*to] = true);
            }
            for over in 0..9 {
                for from in 0..9 {
                    for to in 0..9 {
                        reaches[from][to] |= reaches[from][over] && reaches[over][to];
                    }
                }
            }
            let circle = |of: usize| (0..9).filter(|at| *at == of || reaches[of][*at] && reaches[*at][of]).collect();
            let mut slowly: Vec<Vec<usize>> = (0..9).map(circle).filter(|circle: &Vec<usize>| circle.len() > 1).collect();
            slowly.sort();
            slowly.dedup();
            prop_assert_eq!(circles(&next), slowly);
        }
    }
}

//! What moved among its siblings: the fewest things that have to be taken out for the rest to stand as before.

/// `before` has, for each thing in its new order, the place that it had. The answer has the positions in that list of
/// those that moved.
pub fn moved(before: &[usize]) -> Vec<usize> {
    // The longest run of things that kept their order: `ends[n]` is the last of the best such run of n + 1 things.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; before.len()];
    for (at, place) in before.iter().enumerate() {
        let length = ends.partition_point(|end| before[*end] < *place);
        previous[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stayed = vec![false; before.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        stayed[place] = true;
        at = previous[place];
    }
    (0..before.len()).filter(|at| !stayed[*at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_moved_has_moved() {
        assert_eq!(moved(&[0, 1, 2, 3]), Vec::<usize>::new());
        assert_eq!(moved(&[3, 0, 1, 2]), vec![0], "the last one came first");
        assert_eq!(moved(&[1, 2, 3, 0]), vec![3], "the first one went last");
        assert_eq!(moved(&[0, 5, 9]), Vec::<usize>::new(), "places may have gaps");
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
        assert_eq!(moved(&[]), Vec::<usize>::new());
    }
}

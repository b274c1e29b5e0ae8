//! Checklists: one model of a sheet, from which every form is made, so that the forms cannot disagree.
//! Knows nothing of themes and pages.

mod layout;
mod slice;

pub use layout::{Column, Layout, NAMES, layouts};
pub use slice::{Slice, slices};

use crate::model::{Framework, GroupRef, StatementRef};

/// More statements than this are no sheet that anybody signs; such a slice is offered by group, and a group in parts.
pub const MOST_ROWS: usize = 500;

/// A sheet's rows, by group in reading order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    pub slice: Slice,
    pub groups: Vec<(GroupRef, Vec<StatementRef>)>,
}

impl Sheet {
    pub fn new(framework: &Framework, slice: Slice) -> Sheet {
        let mut groups: Vec<(GroupRef, Vec<StatementRef>)> = Vec::new();
        for handle in slice.statements(framework) {
            let group = framework[handle].group;
            match groups.last_mut() {
                Some((last, rows)) if *last == group => rows.push(handle),
                _ => groups.push((group, vec![handle])),
            }
        }
        Sheet { slice, groups }
    }

    pub fn count(&self) -> usize {
        self.groups.iter().map(|(_, rows)| rows.len()).sum()
    }
}

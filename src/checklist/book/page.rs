//! The paper that a workbook is printed on, and how wide its columns are there. Everything is in millimetres.

use super::{Cell, HIGHEST, Look};
use crate::checklist::{Column, NAMES, Sheet};
use crate::settings::Paper;

/// The margin at the binding side, and at the other one.
pub const BINDING: f64 = 20.0;
pub const EDGE: f64 = 15.0;
/// From the paper's edge to the head and to the foot of the page.
pub const HEAD: f64 = 10.0;
pub const FOOT: f64 = 9.0;

pub struct Page {
    pub paper: Paper,
    pub landscape: bool,
    /// Between the margins.
    pub width: f64,
    /// Of the table's columns.
    pub columns: Vec<f64>,
}

impl Page {
    pub fn of(sheet: &Sheet) -> Page {
        let form = &sheet.form;
        // Some room to spare: programs differ in how wide they make a column, and none should have to make everything
        // smaller to fit it.
        let width = |landscape: bool| (paper_width(form.paper, landscape) - BINDING - EDGE) * 0.96;
        let least = if form.large { 85.0 } else { 55.0 };
        let columns = form.layout.columns;
        let own: f64 = columns.iter().flat_map(|column| widths(sheet, *column)).sum();
        let upright = width(false) - own;
        let narrow = columns.contains(&Column::Statement) && (upright < least || is_too_high(sheet, upright));
        let landscape = form.layout.landscape || narrow;
        let statement = (width(landscape) - own).max(least);
        let mut columns: Vec<f64> = columns
            .iter()
            .flat_map(|column| if *column == Column::Statement { vec![statement] } else { widths(sheet, *column) })
            .collect();
        let all: f64 = columns.iter().sum();
        if all > width(landscape) {
            // Large print of many columns: each gives up some of its room.
            columns.iter_mut().for_each(|column| *column *= width(landscape) / all);
        }
        Page { paper: form.paper, landscape, width: width(landscape), columns }
    }

    /// Width and height of the paper as it lies.
    pub fn size(&self) -> (f64, f64) {
        (paper_width(self.paper, self.landscape), paper_width(self.paper, !self.landscape))
    }

    /// What remains of the width beside columns of these widths.
    pub fn beside(&self, others: f64) -> f64 {
        self.width - others
    }
}

/// Whether a statement in a column of this width is higher than any row can be.
fn is_too_high(sheet: &Sheet, width: f64) -> bool {
    let mut rows = sheet.groups.iter().flat_map(|group| &group.rows);
    rows.any(|row| {
        let text = format!("{}{}", row.lead(), row.text);
        // Most are short, and need not be measured.
        text.len() > 300 && Cell::text(Look::Statement, &text).height(width, sheet.form.large) > HIGHEST
    })
}

fn paper_width(paper: Paper, landscape: bool) -> f64 {
    match (paper, landscape) {
        (Paper::A4, false) => 210.0,
        (Paper::A4, true) => 297.0,
        (Paper::Letter, false) => 215.9,
        (Paper::Letter, true) => 279.4,
    }
}

/// A column's widths; nothing for the statement, which gets what remains.
fn widths(sheet: &Sheet, column: Column) -> Vec<f64> {
    let either = |normal: f64, large: f64| if sheet.form.large { large } else { normal };
    match column {
        Column::Statement => Vec::new(),
        Column::Tick => vec![either(14.0, 21.0)],
        Column::Id => {
            let longest = sheet.groups.iter().flat_map(|group| &group.rows).map(|row| row.id.chars().count()).max();
            let letters = longest.unwrap_or_default() as f64;
            vec![(letters * either(2.5, 4.1) + 4.0).clamp(either(12.0, 18.0), either(36.0, 50.0))]
        }
        Column::Note => vec![either(42.0, 60.0)],
        Column::Rating => vec![either(16.0, 26.0)],
        Column::Evidence => vec![either(38.0, 50.0)],
        Column::Initials => vec![either(17.0, 28.0)],
        Column::Date => vec![either(23.0, 40.0)],
        Column::Names => vec![either(9.0, 10.0); NAMES],
    }
}

//! Checklists: the list of ready sheets, and each sheet in each layout that the settings choose.

use super::builder::{Builder, builder};
use super::{Page, Plan, Shown, View};
use crate::base::Address;
use crate::checklist::{
    Choice, Column, Form, Layout, NAMES, Row, Sheet, SheetGroup, Slice, Words, edition, edition_of, layouts, qr, ready,
    stands,
};
use crate::render::Data;
use crate::settings::Paper;
use crate::site::{Crumb, Head, addresses};
use rayon::prelude::*;
use serde::Serialize;

pub static INDEX: View = View { template: "checklists.html", summary: "the list of ready checklists", pages: index };
pub static VIEW: View = View { template: "sheet.html", summary: "a printable checklist", pages };

#[derive(Serialize)]
struct ChecklistsPage {
    layouts: Vec<&'static Layout>,
    parts: Vec<SheetList>,
    builder: Builder,
    /// The address of the page that says whether a printed sheet still stands.
    standing: String,
    /// The address of the list of levels.
    levels: String,
    /// Whether links lead here for a sheet that does not come ready made.
    is_led_to: bool,
}

/// The sheets of one kind: by level, by archetype, by profile.
#[derive(Serialize)]
struct SheetList {
    title: String,
    sheets: Vec<ReadySheet>,
}

#[derive(Serialize)]
struct ReadySheet {
    title: String,
    count: usize,
    /// A link a layout.
    links: Vec<Crumb>,
    /// Sheets of parts of it.
    narrower: Vec<ReadySheet>,
}

fn index(_: &Plan) -> Vec<Page> {
    vec![Page::new(&INDEX, addresses::checklists(), None, list)]
}

fn list(plan: &Plan, address: &Address) -> (Head, ChecklistsPage) {
    let framework = &plan.framework;
    let layouts = plan.layouts();
    let mut by_level: Vec<ReadySheet> = Vec::new();
    let mut by_archetype: Vec<ReadySheet> = Vec::new();
    let mut by_profile: Vec<ReadySheet> = Vec::new();
    for slice in ready(framework, &plan.settings.checklists) {
        let count = slice.statements(framework).count();
        let links = layouts.iter().map(|layout| plan.crumb(layout.title, &address_of(plan, slice, layout)));
        let links = links.chain(plan.has_pdf(slice).then(|| plan.crumb("PDF", &slice.pdf(framework))));
        let sheet = ReadySheet {
            title: slice.short_title(framework, &plan.settings.names),
            count,
            links: links.collect(),
            narrower: Vec::new(),
        };
        match slice {
            Slice::Level(_) => by_level.push(sheet),
            Slice::Archetype(_) => by_archetype.push(sheet),
            Slice::Profile(_) => by_profile.push(sheet),
            Slice::ArchetypeLevel(archetype, _) => {
                within(plan, &mut by_archetype, Slice::Archetype(archetype)).narrower.push(sheet)
            }
            // Deeper groups are offered on their own pages.
            Slice::LevelGroup(level, group) | Slice::LevelGroupPart(level, group, _) if framework[group].depth == 0 => {
                within(plan, &mut by_level, Slice::Level(level)).narrower.push(sheet)
            }
            Slice::LevelGroup(..) | Slice::LevelGroupPart(..) => {}
        }
    }
    let names = &plan.settings.names;
    let parts = [
        (format!("By {}", names.level.one.to_lowercase()), by_level),
        (format!("By {}", names.archetype.one.to_lowercase()), by_archetype),
        ("By profile".to_owned(), by_profile),
    ];
    let parts =
        parts.into_iter().filter(|(_, sheets)| !sheets.is_empty()).map(|(title, sheets)| SheetList { title, sheets });
    let content = ChecklistsPage {
        layouts,
        parts: parts.collect(),
        builder: builder(plan),
        standing: plan.links.to(&addresses::standing()),
        levels: plan.links.to(&addresses::levels()),
        is_led_to: !plan.settings.checklists.are_all_ready(),
    };
    let head = plan.head("Checklists", address, "checklists");
    (head, content)
}

/// The entry of the wider slice, made without links where the slice itself is no ready sheet.
fn within<'a>(plan: &Plan, list: &'a mut Vec<ReadySheet>, wider: Slice) -> &'a mut ReadySheet {
    let title = wider.short_title(&plan.framework, &plan.settings.names);
    if list.last().is_none_or(|last| last.title != title) {
        let count = wider.statements(&plan.framework).count();
        list.push(ReadySheet { title, count, links: Vec::new(), narrower: Vec::new() });
    }
    list.last_mut().expect("an entry was just made")
}

#[derive(Serialize)]
pub struct SheetPage {
    /// "Learner's checklist: Level 2: Independent, 6.4 Robotics".
    title: String,
    /// What stands on every printed page.
    identity: String,
    /// A `Layout`.
    layout: Data,
    other_layouts: Vec<Crumb>,
    letter: bool,
    large: bool,
    how: String,
    rating_key: Option<String>,
    /// Where one learns whether the sheet still stands, as a sentence; the address is absolute, to be typed from paper.
    where_it_stands: Option<String>,
    /// That address alone.
    stands: Option<String>,
    /// The address of a picture of its code, for telephones.
    code: Option<String>,
    /// The picture itself, for a file of its own.
    drawn_code: Option<String>,
    heads: Data,
    pub groups: Vec<GroupRows>,
    /// The table's columns.
    width: usize,
    names: Data,
    /// These two as `Blank`, if the layout has them.
    plan: Data,
    signatories: Data,
    /// A `Declaration`, if the layout has one.
    declaration: Data,
    back: Crumb,
    /// The address of the same as PDF, where the site has it.
    pdf: Option<String>,
    /// The address of the page that says whether a printed sheet still stands.
    standing: Option<String>,
    /// The style sheet's text, for a file of its own; empty on the site.
    style: String,
}

/// What all sheets of a layout share.
#[derive(Clone)]
pub struct OfLayout {
    layout: Data,
    heads: Data,
    names: Data,
    plan: Data,
    signatories: Data,
    declaration: Data,
}

impl OfLayout {
    pub fn new(layout: &'static Layout, words: &Words) -> OfLayout {
        let head = |column: &Column| ColumnHead { column: *column, title: words.head(*column).to_owned() };
        OfLayout {
            layout: Data::of(layout),
            heads: Data::of(&layout.columns.iter().map(head).collect::<Vec<_>>()),
            names: Data::of(&(1..=NAMES).collect::<Vec<_>>()),
            plan: Data::of(&layout.plan()),
            signatories: Data::of(&layout.signatories()),
            declaration: Data::of(&layout.declaration()),
        }
    }
}

#[derive(Serialize)]
struct ColumnHead {
    column: Column,
    title: String,
}

#[derive(Serialize)]
pub struct GroupRows {
    number: String,
    title: String,
    /// How many rows.
    pub count: String,
    /// Each as [`SheetRow`].
    pub rows: Vec<Data>,
}

#[derive(Serialize)]
pub struct SheetRow {
    id: String,
    /// Inline HTML.
    text: String,
    level: u32,
    /// What stands in bold before it: "Do first. Robots. " Empty for most.
    pub lead: String,
}

fn pages(plan: &Plan) -> Vec<Page> {
    let layouts = layouts(&plan.settings.checklists.layouts);
    let all = ready(&plan.framework, &plan.settings.checklists);
    all.par_iter().flat_map_iter(|slice| layouts.iter().map(|layout| page(plan, *slice, layout))).collect()
}

fn page(plan: &Plan, slice: Slice, layout: &'static Layout) -> Page {
    let address = address_of(plan, slice, layout);
    Page::new(&VIEW, address, None, move |plan: &Plan, address: &Address| show(plan, address, slice, layout))
}

/// The sheet of a slice in the first layout of the settings.
pub fn sheet(plan: &Plan, slice: Slice) -> Sheet {
    let settings = &plan.settings;
    let layout = plan.layouts()[0];
    let form = Form { layout, paper: settings.checklists.paper, large: layout.large };
    Sheet::new(&plan.framework, settings, &slice.subject(&plan.framework, &settings.names), form)
}

fn show(plan: &Plan, address: &Address, slice: Slice, layout: &'static Layout) -> (Head, SheetPage) {
    let settings = &plan.settings;
    let form = Form { layout, paper: settings.checklists.paper, large: layout.large };
    let subject = slice.subject(&plan.framework, &settings.names);
    let sheet = Sheet::new(&plan.framework, settings, &subject, form);
    // A sheet has its rows in the order of its subject.
    let mut statements = subject.statements.iter();
    let row = |row: Row| match statements.next() {
        Some(statement) => plan.sheet_row(*statement, row),
        None => Data::of(&SheetRow::from(row)),
    };
    let others = layouts(&settings.checklists.layouts).into_iter().filter(|other| other.id != layout.id);
    let others = others.map(|other| plan.crumb(other.title, &address_of(plan, slice, other))).collect();
    let mut head = plan.head(sheet.title(), address, "checklists");
    head.breadcrumb.push(plan.crumb("Checklists", &addresses::checklists()));
    let pdf = plan.has_pdf(slice).then(|| plan.links.to(&slice.pdf(&plan.framework)));
    let standing = Some(plan.links.to(&slice.stands(&plan.framework)));
    let code = plan.code(slice).map(|picture| plan.links.to(&picture));
    (head, SheetPage { pdf, standing, code, ..sheet_page(plan, sheet, others, row) })
}

/// A link to a sheet, and to the same as PDF where the site has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SheetLink {
    title: String,
    pub href: String,
    pdf: Option<String>,
}

impl Plan {
    /// The way to the sheet of a slice: where it does not come ready made, to the page that makes it. Nothing where there is
    /// no such sheet.
    pub fn sheet_link(&self, title: impl Into<String>, slice: Slice) -> Option<SheetLink> {
        let (framework, title) = (&self.framework, title.into());
        let address = |address: &Address| self.links.to(address);
        if !slice.is_sheet(framework) {
            return None;
        }
        if !slice.is_ready(&self.settings.checklists) {
            let query = Choice::of(slice)?.query(framework);
            let href = format!("{}?{}", address(&addresses::checklists()), query.trim_end_matches('&'));
            return Some(SheetLink { title, href, pdf: None });
        }
        let pdf = self.has_pdf(slice).then(|| address(&slice.pdf(framework)));
        Some(SheetLink { title, href: address(&slice.address(framework)), pdf })
    }

    /// Whether the site has a slice as PDF, too.
    pub fn has_pdf(&self, slice: Slice) -> bool {
        self.settings.checklists.pdf.iter().any(|sort| sort == slice.sort())
    }

    /// The picture of the code on the sheets of a slice. An address that is too long has none.
    pub fn code(&self, slice: Slice) -> Option<Address> {
        // All editions are of one length.
        let address = self.stands(slice, &edition_of(std::iter::empty()))?;
        (address.len() <= qr::MOST).then(|| slice.code(&self.framework))
    }

    /// What that picture says: where one learns whether the current edition still stands.
    pub fn coded(&self, slice: Slice) -> Option<String> {
        let statements: Vec<_> = slice.statements(&self.framework).collect();
        self.stands(slice, &edition(&self.framework, &statements))
    }

    fn stands(&self, slice: Slice, edition: &str) -> Option<String> {
        stands(&self.settings, &slice.stands_page(&self.framework), edition)
    }
}

/// `row` makes each row, in order: most stand on several sheets.
pub fn sheet_page(plan: &Plan, sheet: Sheet, other_layouts: Vec<Crumb>, mut row: impl FnMut(Row) -> Data) -> SheetPage {
    let Form { layout, paper, large } = sheet.form;
    let width = layout.width();
    let OfLayout { layout, heads, names, plan: action_plan, signatories, declaration } = plan.of_layout(layout);
    SheetPage {
        title: sheet.title(),
        identity: sheet.identity(),
        how: sheet.how(),
        rating_key: sheet.rating_key(),
        layout,
        other_layouts,
        letter: paper == Paper::Letter,
        large,
        heads,
        where_it_stands: sheet.where_it_stands(),
        stands: sheet.stands.clone(),
        code: None,
        drawn_code: None,
        groups: sheet.groups.into_iter().map(|group| GroupRows::new(group, &mut row)).collect(),
        width,
        names,
        plan: action_plan,
        signatories,
        declaration,
        back: plan.crumb("All checklists", &addresses::checklists()),
        pdf: None,
        standing: None,
        style: String::new(),
    }
}

/// The template of a sheet as a file of its own.
pub const ALONE: &str = "sheet-alone.html";

/// What stands in such a file.
pub fn alone(plan: &Plan, sheet: Sheet, style: &str) -> Shown {
    let head = plan.head(sheet.title(), &addresses::checklists(), "checklists");
    let drawn_code = sheet.stands.as_deref().and_then(qr::modules).map(|code| qr::svg(&code));
    let content = SheetPage {
        drawn_code,
        style: style.to_owned(),
        ..sheet_page(plan, sheet, Vec::new(), |row| Data::of(&SheetRow::from(row)))
    };
    Shown { head, content: Data::of(&content) }
}

impl GroupRows {
    fn new(group: SheetGroup, row: &mut impl FnMut(Row) -> Data) -> GroupRows {
        let count = group.rows.len().to_string();
        GroupRows { number: group.number, title: group.title, count, rows: group.rows.into_iter().map(row).collect() }
    }
}

impl From<Row> for SheetRow {
    fn from(row: Row) -> SheetRow {
        SheetRow { lead: row.lead(), id: row.id, text: row.html, level: row.level }
    }
}

/// The first layout stands at the slice's own address.
fn address_of(plan: &Plan, slice: Slice, layout: &Layout) -> Address {
    let base = slice.address(&plan.framework);
    let first = plan.settings.checklists.layouts.first();
    if first.is_some_and(|first| first == layout.id) { base } else { base.below(&format!("as-{}", layout.id)) }
}

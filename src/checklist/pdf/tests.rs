//! Tests of sheets as PDFs: what stands where, whatever the texts are.

use super::mark::{Band, Ink, Mark};
use super::pages::Page;
use super::text::Line;
use super::*;
use crate::checklist::pack::{Entry, Pack};
use crate::checklist::{Domain, Form, Layout, Row, SheetGroup, Words};
use crate::settings::{Name, Paper};

fn domain() -> Domain {
    Domain { number: "6".into(), title: "Artificial intelligence".into() }
}

fn row(id: &str, text: &str) -> Row {
    let (id, text) = (id.to_owned(), text.to_owned());
    Row { id, level: 1, title: None, html: text.clone(), text, first: false }
}

fn sheet(layout: &str, rows: Vec<Row>) -> Sheet {
    let layout = Layout::named(layout).expect("a layout");
    Sheet {
        form: Form { layout, paper: Paper::A4, large: layout.large },
        subject: "Level 2: Independent".into(),
        framework: "A framework".into(),
        version: "1.0.0".into(),
        language: "en-GB".into(),
        right_to_left: false,
        reviewed: Some(jiff::civil::date(2026, 11, 22)),
        next_review: None,
        edition: "0123abcd".into(),
        stands: Some("https://capabilities.example/framework/c/level-2/?v=1.0.0&h=0123abcd".into()),
        count: rows.len(),
        counted: format!("{} statements", rows.len()),
        words: Words {
            domain: Name { one: "Domain".into(), many: "Domains".into() },
            statement: Name { one: "Statement".into(), many: "Statements".into() },
        },
        groups: vec![SheetGroup { number: "6.4".into(), title: "Robotics".into(), domain: domain(), rows }],
    }
}

fn rows(count: usize) -> Vec<Row> {
    (1..=count).map(|at| row(&format!("AI-{at:03}"), "I can say when a robot must stop, and who stops it.")).collect()
}

fn made(sheet: &Sheet) -> Pdf {
    pdf(sheet, &Fonts::default()).expect("a PDF")
}

/// The pages before they are drawn, and how high content may stand.
fn laid(sheet: &Sheet, fonts: &Fonts) -> (Vec<Page>, f32) {
    let measures = Measures::of(&sheet.form);
    let mut setter = Typesetter::new(fonts, &sheet.language, sheet.right_to_left);
    let mut tree = tags::Tree::default();
    let frame = parts::frame(&sheet.identity(), &measures, &mut setter);
    let flows = parts::flows(sheet, &measures, &mut setter, &mut tree);
    (pages::pages(flows, measures.top + frame.height, measures.foot()), measures.foot())
}

fn said(line: &Line) -> &str {
    let glyphs = || line.runs.iter().flat_map(|run| &run.glyphs);
    let start = glyphs().map(|glyph| glyph.start).min().unwrap_or_default();
    let end = glyphs().map(|glyph| glyph.end).max().unwrap_or_default();
    &line.text[start as usize..end as usize]
}

fn lines(band: &Band) -> Vec<String> {
    let line = |mark: &Mark| match &mark.ink {
        Ink::Text(line) | Ink::Named(line, _) => Some(said(line).trim().to_owned()),
        _ => None,
    };
    band.marks.iter().filter_map(line).collect()
}

fn contains(page: &Page, text: &str) -> bool {
    page.iter().flat_map(|(_, band)| lines(band)).any(|line| line == text)
}

#[test]
fn paper_is_a4_or_letter_upright_or_on_its_side() {
    for (layout, paper, size) in [
        ("learner", Paper::A4, "[0 0 595.27"),
        ("learner", Paper::Letter, "[0 0 612 792]"),
        ("roster", Paper::A4, "[0 0 841.8"),
        ("roster", Paper::Letter, "[0 0 792 612]"),
    ] {
        let mut sheet = sheet(layout, rows(3));
        sheet.form.paper = paper;
        let made = String::from_utf8_lossy(&made(&sheet).bytes).into_owned();
        assert!(made.contains(&format!("/MediaBox{size}")), "{layout} {paper:?}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes_on_every_thread() {
    let fonts = Fonts::default();
    for layout in crate::settings::LAYOUTS {
        let sheet = sheet(layout, rows(30));
        let first = pdf(&sheet, &fonts).expect("a PDF");
        let others = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| pdf(&sheet, &fonts).expect("a PDF"))).collect();
            threads.into_iter().map(|thread| thread.join().expect("a thread")).collect::<Vec<Pdf>>()
        });
        assert!(others.iter().all(|other| *other == first), "{layout}");
        assert_eq!(made(&sheet), first, "{layout}, with fonts read anew");
    }
}

#[test]
fn a_short_sheet_fits_one_page() {
    for layout in ["learner", "roster"] {
        assert_eq!(made(&sheet(layout, rows(2))).pages, 1, "{layout}");
    }
    for layout in ["large-print", "blank"] {
        assert_eq!(made(&sheet(layout, rows(2))).pages, 2, "{layout}");
    }
}

#[test]
fn a_row_is_never_parted_and_nothing_stands_below_the_foot() {
    let fonts = Fonts::default();
    for layout in crate::settings::LAYOUTS {
        let (pages, foot) = laid(&sheet(layout, rows(80)), &fonts);
        let bands = pages.iter().flatten();
        assert!(bands.clone().all(|(y, band)| y + band.height <= foot + 0.1), "{layout}");
        let ids = bands.flat_map(|(_, band)| lines(band)).filter(|line| line.starts_with("AI-")).count();
        assert_eq!(ids, if *layout == "blank" { 0 } else { 80 }, "{layout}");
    }
}

#[test]
fn the_head_of_the_table_stands_on_each_of_its_pages_and_is_read_once() {
    let fonts = Fonts::default();
    let (pages, _) = laid(&sheet("learner", rows(80)), &fonts);
    let heads = |page: &Page| page.iter().filter(|(_, band)| lines(band).contains(&"Done".to_owned())).count();
    let with_rows =
        pages.iter().filter(|page| page.iter().any(|(_, band)| !band.columns.is_empty() && lines(band).len() > 1));
    let tables: Vec<usize> = with_rows.filter(|page| !contains(page, "By when")).map(heads).collect();
    assert!(tables.len() > 2 && tables.iter().all(|heads| *heads == 1), "{tables:?}");
    let read = pages.iter().flatten().flat_map(|(_, band)| &band.marks).filter(|mark| mark.node.is_some());
    let done = read.filter(|mark| matches!(&mark.ink, Ink::Text(line) if said(line) == "Done")).count();
    assert_eq!(done, 1);
}

#[test]
fn a_groups_heading_stays_with_its_first_row() {
    let fonts = Fonts::default();
    for before in 1..40 {
        let mut sheet = sheet("learner", rows(before));
        sheet.groups.push(SheetGroup {
            number: "7".into(),
            title: "Next".into(),
            domain: domain(),
            rows: vec![row("ZZ-1", "I can.")],
        });
        let (pages, _) = laid(&sheet, &fonts);
        let page = pages.iter().find(|page| contains(page, "7 Next")).expect("its page");
        assert!(contains(page, "ZZ-1"), "after {before} rows");
    }
}

#[test]
fn a_row_that_is_higher_than_a_page_goes_on_and_loses_no_word() {
    let fonts = Fonts::default();
    let words: Vec<String> = (0..3000).map(|at| format!("word{at}")).collect();
    let sheet =
        sheet("learner", vec![row("AI-001", "I can."), row("AI-002", &words.join(" ")), row("AI-003", "I can.")]);
    let (pages, foot) = laid(&sheet, &fonts);
    let text: Vec<String> = pages.iter().flatten().flat_map(|(_, band)| lines(band)).collect();
    let text: Vec<&str> =
        text.iter().flat_map(|line| line.split(' ')).filter(|word| word.starts_with("word")).collect();
    assert_eq!(text, words);
    assert!(pages.len() > 8);
    assert!(pages.iter().flatten().all(|(y, band)| y + band.height <= foot + 0.1));
    made(&sheet);
}

#[test]
fn a_character_that_no_font_has_is_named_with_its_statement() {
    let mut first = row("AI-001", "I can eat 寿司 and 寿.");
    first.title = Some("\u{e000}".into());
    let made = made(&sheet("learner", vec![first, row("AI-002", "I can: 寿, مرحبا, ŵ, Ж, Ω, ☐, ✓.")]));
    let missing: Vec<(char, Option<&str>)> =
        made.missing.iter().map(|missing| (missing.character, missing.statement.as_deref())).collect();
    assert_eq!(
        missing,
        [('\u{e000}', Some("AI-001")), ('寿', Some("AI-001")), ('司', Some("AI-001")), ('寿', Some("AI-002"))]
    );
    let mut titled = sheet("learner", rows(1));
    titled.framework = "寿司".into();
    assert_eq!(
        pdf(&titled, &Fonts::default()).expect("a PDF").missing[0],
        Missing { character: '寿', statement: None }
    );
}

#[test]
fn a_font_of_the_frameworks_own_is_asked_first() {
    let own = Fonts::new(vec![crate::base::Bytes::from_static(dejavu::serif::regular())]).expect("fonts");
    let sheet = sheet("learner", rows(1));
    let made = pdf(&sheet, &own).expect("a PDF");
    assert!(String::from_utf8_lossy(&made.bytes).contains("DejaVuSerif"));
    assert!(!String::from_utf8_lossy(&pdf(&sheet, &Fonts::default()).expect("a PDF").bytes).contains("DejaVu"));
}

#[test]
fn no_text_breaks_a_sheet() {
    let hostile = [
        "",
        " ",
        "I",
        "=SUM(A1)",
        "'",
        "<b>bold</b> &amp; \\ ( ) [ ] % {{ x }}",
        "a\u{0}b\u{1}c\u{7f}d\u{85}e\nf\rg\th\u{2028}i",
        "\u{feff}\u{fffe}\u{ffff}\u{fdd0}\u{10ffff}",
        "\u{202e}olleh\u{202c} \u{2066}x\u{2069}",
        "مرحبا (123) hello עולם, שלום!",
        "👩‍💻 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ☺️",
        "\u{301}\u{301}\u{301}e\u{301}\u{327}\u{327}",
        "\u{200b}\u{200d}\u{200c}\u{2060}\u{ad}\u{fe0f}",
        "ﷺ ﬃ ǆ İ ß ẞ \u{1e9e}",
        "क्षत्रिय ไทย 한국어 日本語",
        "\u{e000}\u{f8ff}\u{100000}",
    ];
    let mut rows: Vec<Row> = hostile.iter().enumerate().map(|(at, text)| row(&format!("X-{at}"), text)).collect();
    rows.push(row("LONG", &"Llanfairpwllgwyngyll".repeat(45)));
    rows.push(row(&"ID".repeat(60), &"a ".repeat(450)));
    rows.push(row("ARABIC", &"مرحبا".repeat(180)));
    rows.push(row("MARKS", &format!("e{}", "\u{301}".repeat(400))));
    for layout in crate::settings::LAYOUTS {
        for (large, right_to_left) in [(false, false), (true, true)] {
            let mut sheet = sheet(layout, rows.clone());
            sheet.form.large = large;
            sheet.right_to_left = right_to_left;
            sheet.framework = hostile.concat();
            sheet.subject = hostile.concat();
            sheet.groups[0].title = hostile.concat();
            sheet.groups[0].rows.iter_mut().for_each(|row| row.title = Some(hostile[6].into()));
            made(&sheet);
        }
    }
}

#[test]
fn a_sheet_without_anything_is_a_sheet() {
    let mut sheet = sheet("learner", Vec::new());
    sheet.groups.clear();
    (sheet.subject, sheet.framework, sheet.version) = Default::default();
    (sheet.language, sheet.stands) = ("".into(), None);
    assert_eq!(made(&sheet).pages, 1);
}

#[test]
fn the_code_is_there_only_with_an_address() {
    let fonts = Fonts::default();
    let codes = |sheet: &Sheet| {
        let (pages, _) = laid(sheet, &fonts);
        let marks = pages.iter().flatten().flat_map(|(_, band)| &band.marks);
        marks.filter(|mark| matches!(mark.ink, Ink::Code(_))).count()
    };
    let mut sheet = sheet("learner", rows(1));
    assert_eq!(codes(&sheet), 1);
    sheet.stands = Some("x".repeat(5000));
    assert_eq!(codes(&sheet), 0);
    sheet.stands = None;
    assert_eq!(codes(&sheet), 0);
}

#[test]
fn five_hundred_rows_are_a_sheet_of_many_pages() {
    let made = made(&sheet("learner", rows(500)));
    assert!((15..40).contains(&made.pages), "{}", made.pages);
}

#[test]
fn a_sheet_of_five_pages_is_small() {
    let sheet = sheet("learner", (1..=48).map(|at| row(&format!("AI-{at:03}"), ORDINARY[at % 3])).collect());
    let made = made(&sheet);
    assert!(
        (4..=6).contains(&made.pages) && made.bytes.len() < 90_000,
        "{} pages, {} bytes",
        made.pages,
        made.bytes.len()
    );
}

const ORDINARY: &[&str] = &[
    "I can explain why an AI tool raises more false alarms for each true case when it moves to general practice.",
    "I can calculate sensitivity, specificity and predictive values from a table of results and confirmed diagnoses.",
    "I can carry out the manual plan when a robot stops, such as picking medicines by hand until it is repaired.",
];

#[test]
fn in_large_print_every_letter_has_18_points() {
    let fonts = Fonts::default();
    for layout in crate::settings::LAYOUTS {
        let mut sheet = sheet(layout, rows(5));
        sheet.form.large = true;
        let (pages, _) = laid(&sheet, &fonts);
        for mark in pages.iter().flatten().flat_map(|(_, band)| &band.marks) {
            if let Ink::Text(line) | Ink::Named(line, _) = &mark.ink {
                assert!(line.size >= 18.0, "{layout}: {}", said(line));
            }
        }
    }
}

#[test]
fn nothing_is_wider_than_its_place() {
    let fonts = Fonts::default();
    for layout in crate::settings::LAYOUTS {
        for large in [false, true] {
            let mut sheet = sheet(layout, rows(5));
            sheet.form.large = large;
            sheet.groups[0].rows.push(row("ABCDEFGHIJKLMNOPQRSTUVWXYZ-1234567890", &"Unbreakable".repeat(20)));
            let measures = Measures::of(&sheet.form);
            let edge = measures.start + measures.measure() + 0.5;
            for mark in laid(&sheet, &fonts).0.iter().flatten().flat_map(|(_, band)| &band.marks) {
                assert!(mark.x >= measures.start - 0.1 && mark.x + mark.width <= edge, "{layout} {large}: {mark:?}");
            }
        }
    }
}

#[test]
fn words_in_two_directions_stand_in_the_order_of_each() {
    let fonts = Fonts::default();
    let mut setter = Typesetter::new(&fonts, "en", false);
    let line = setter.line("one שלום two", text::Weight::Regular, 12.0);
    let starts: Vec<u32> = line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.start).collect();
    assert_eq!(starts, [0, 1, 2, 3, 10, 8, 6, 4, 12, 13, 14, 15]);
    let mut setter = Typesetter::new(&fonts, "he", true);
    let line = setter.line("one שלום", text::Weight::Regular, 12.0);
    let starts: Vec<u32> = line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.start).collect();
    assert_eq!(starts, [10, 8, 6, 4, 3, 0, 1, 2]);
}

#[test]
fn lines_hold_all_their_text_and_break_where_words_end() {
    let fonts = Fonts::default();
    let mut setter = Typesetter::new(&fonts, "en", false);
    let text = "I can explain, to a patient, what an algorithm did with their data.";
    for width in [60.0, 100.0, 150.0, 1000.0] {
        let lines = setter.lines(text, text::Weight::Regular, 12.0, width);
        assert_eq!(lines.iter().map(said).collect::<String>(), text);
        assert!(lines.iter().all(|line| line.width <= width), "{width}");
        assert!(lines.iter().all(|line| !said(line).starts_with(' ')), "{width}");
    }
}

fn pack(count: usize, text: &str) -> Pack {
    let entry = |at: usize| Entry {
        file: format!("level-{at}--in--a-domain-with-a-long-name--and-a-domain-in-it.pdf"),
        title: format!("Level {at}{text}"),
        count: at,
        version: "1.0.0".into(),
        edition: format!("{at:08x}"),
    };
    Pack {
        form: Form { layout: Layout::first(), paper: Paper::A4, large: false },
        layout: "Learner's checklist",
        framework: format!("A framework{text}"),
        version: "1.0.0".into(),
        language: "en-GB".into(),
        right_to_left: false,
        reviewed: Some(jiff::civil::date(2026, 11, 22)),
        next_review: None,
        has_address: true,
        entries: (1..=count).map(entry).collect(),
    }
}

#[test]
fn a_cover_names_every_sheet_of_the_pack_once_on_as_many_pages_as_that_takes() {
    let fonts = Fonts::default();
    for (count, paper, large) in [(0, Paper::A4, false), (3, Paper::Letter, true), (120, Paper::A4, false)] {
        let mut pack = pack(count, "");
        (pack.form.paper, pack.form.large) = (paper, large);
        let measures = Measures::of(&pack.form);
        let mut setter = Typesetter::new(&fonts, "en", false);
        let frame = parts::frame(&pack.identity(), &measures, &mut setter);
        let flows = cover::flows(&pack, &measures, &mut setter, &mut tags::Tree::default());
        let pages = pages::pages(flows, measures.top + frame.height, measures.foot());
        assert!(pages.iter().flatten().all(|(y, band)| y + band.height <= measures.foot() + 0.1), "{count}");
        let all: Vec<String> = pages.iter().flatten().flat_map(|(_, band)| lines(band)).collect();
        for entry in &pack.entries {
            assert_eq!(all.iter().filter(|line| **line == entry.edition).count(), 1, "{}", entry.title);
        }
        assert_eq!(cover(&pack, &fonts).expect("a PDF").pages, pages.len());
    }
    assert_eq!(cover(&pack(2, ""), &fonts).expect("a PDF").pages, 1);
}

#[test]
fn no_text_breaks_a_cover_and_what_no_font_has_is_told() {
    let pack = pack(2, " \u{0}<b>\u{202e} مرحبا 寿\u{e000}");
    let made = cover(&pack, &Fonts::default()).expect("a PDF");
    assert_eq!(made, cover(&pack, &Fonts::default()).expect("a PDF"));
    assert!(made.missing.iter().any(|missing| missing.character == '寿' && missing.statement.is_none()));
}

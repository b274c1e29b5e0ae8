//! Sheets as other programs read them: each form says the same, whatever the content is.

use crate::framework::small;
use calamine::{Data, Ods, Reader, Xlsx};
use gradus::base::Diagnostics;
use gradus::checklist::{Form, Layout, Sheet, csv, markdown, ods, slices, xlsx};
use gradus::pipeline::{self, Options};
use gradus::settings::{LAYOUTS, Paper};
use gradus::source::{Read, SourceFile, Sources};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options as MarkdownOptions, Parser, TagEnd};
use std::io::Cursor;

/// A workbook's worksheets: name, cells by row, and formulas.
struct Worksheet {
    name: String,
    rows: Vec<Vec<Data>>,
    formulas: Vec<String>,
}

fn worksheets<R: Reader<Cursor<Vec<u8>>>>(mut book: R) -> Vec<Worksheet> {
    let names = book.sheet_names();
    let read = |name: String| {
        let Ok(cells) = book.worksheet_range(&name) else { panic!("{name} cannot be read") };
        let Ok(formulas) = book.worksheet_formula(&name) else { panic!("{name} has no formulas") };
        let rows = cells.rows().map(<[Data]>::to_vec).collect();
        let formulas = formulas.used_cells().map(|(_, _, formula)| formula.clone()).filter(|it| !it.is_empty());
        Worksheet { name, rows, formulas: formulas.collect() }
    };
    names.into_iter().map(read).collect()
}

fn of_xlsx(sheet: &Sheet) -> Vec<Worksheet> {
    worksheets(Xlsx::new(Cursor::new(xlsx(sheet))).expect("XLSX"))
}

fn of_ods(sheet: &Sheet) -> Vec<Worksheet> {
    worksheets(Ods::new(Cursor::new(ods(sheet))).expect("ODS"))
}

/// The statements of a workbook: below the heads "Id" and "Statement", where both are filled.
fn statements_of_book(book: &[Worksheet]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for worksheet in book {
        let place = |row: &[Data], title: &str| row.iter().position(|cell| cell == &Data::String(title.into()));
        let head = worksheet
            .rows
            .iter()
            .enumerate()
            .find_map(|(at, row)| Some((at, place(row, "Id")?, place(row, "Statement")?)));
        let Some((head, id, statement)) = head else { continue };
        for row in &worksheet.rows[head + 1..] {
            if let (Data::String(id), Data::String(statement)) = (&row[id], &row[statement]) {
                found.push((id.clone(), statement.clone()));
            }
        }
    }
    found
}

fn statements_of_csv(sheet: &Sheet) -> Vec<(String, String)> {
    let text = String::from_utf8(csv(sheet, false)).expect("UTF-8");
    let mut rows = text.strip_suffix("\r\n").expect("the last row's end").split("\r\n").map(cells);
    let head = rows.next().expect("a head");
    let place = |title: &str| head.iter().position(|cell| cell == title).expect("a column");
    let (id, title, first, text) = (place("Id"), place("Title"), place("First"), place("Statement"));
    rows.map(|row| {
        assert_eq!(row.len(), head.len(), "{row:?}");
        let plain = |at: usize| {
            row[at]
                .strip_prefix('\'')
                .filter(|rest| rest.starts_with(['=', '+', '-', '@']))
                .unwrap_or(&row[at])
                .to_owned()
        };
        let first = if row[first] == "yes" { "Do first. " } else { "" };
        let title = if row[title].is_empty() { String::new() } else { format!("{}. ", plain(title)) };
        (plain(id), format!("{first}{title}{}", plain(text)))
    })
    .collect()
}

/// The cells of a row of comma-separated values.
fn cells(row: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = row.chars().peekable();
    while let Some(c) = characters.next() {
        let cell = cells.last_mut().expect("a cell");
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => cell.push(characters.next().expect("it was seen")),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cell.push(c),
        }
    }
    assert!(!quoted, "{row}");
    cells
}

fn statements_of_markdown(sheet: &Sheet) -> Vec<(String, String)> {
    let text = String::from_utf8(markdown(sheet)).expect("UTF-8");
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(
        &text,
        MarkdownOptions::ENABLE_TASKLISTS | MarkdownOptions::ENABLE_TABLES | MarkdownOptions::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::TaskListMarker(_) => {
                inside = true;
                found.push(String::new());
            }
            Event::End(TagEnd::Item) => inside = false,
            Event::Text(text) if inside => found.last_mut().expect("begun").push_str(&text),
            _ => {}
        }
    }
    let parted = found.iter().map(|task| task.split_once(' ').expect("an id and a text"));
    parted.map(|(id, text)| (id.to_owned(), text.to_owned())).collect()
}

fn expected(sheet: &Sheet) -> Vec<(String, String)> {
    let rows = sheet.groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| (row.id.clone(), format!("{}{}", row.lead(), row.text))).collect()
}

fn sheets(files: &[(String, String)], layouts: &[&str]) -> Vec<Sheet> {
    let files = files.iter().filter_map(|(path, text)| SourceFile::text(path, text));
    let read = Read { sources: Sources::new(files), findings: Diagnostics::new() };
    let built = pipeline::build(read, &Options::default(), None, &mut |_, _| ());
    let plan = built.site.expect("a sound framework builds").plan;
    let forms = layouts.iter().map(|id| {
        let layout = Layout::named(id).expect("a layout");
        Form { layout, paper: Paper::A4, large: layout.large }
    });
    let forms: Vec<Form> = forms.collect();
    let sheet = |slice: &gradus::checklist::Slice, form: &Form| {
        Sheet::new(&plan.framework, &plan.settings, &slice.subject(&plan.framework, &plan.settings.names), *form)
    };
    slices(&plan.framework)
        .iter()
        .flat_map(|slice| forms.iter().map(|form| sheet(slice, form)).collect::<Vec<_>>())
        .collect()
}

/// A sheet in each layout, of a framework with a domain in a domain, their texts replaced by ones that have broken some program.
fn hostile() -> Vec<Sheet> {
    let level = ("content/levels/1.md".to_owned(), "---\ntitle: One\n---\n".to_owned());
    let group = |at: &str| {
        (
            format!("content/domains/{at}/_index.md"),
            "---\ntitle: \"A group of statements with a long name\"\n---\n".to_owned(),
        )
    };
    let statement = |at: &str, id: usize| {
        (format!("content/domains/{at}/C-{id}.md"), format!("---\nid: C-{id}\nlevel: 1\n---\nI can.\n"))
    };
    let settings = ("gradus.yml".to_owned(), "framework: { id: x, title: X, version: \"1\" }\n".to_owned());
    let mut files = vec![settings, level, group("a"), group("a/b"), group("c")];
    files.extend((0..24).map(|id| statement(["a", "a/b", "c"][id % 3], id)));
    let long = "A statement of many words, none of which is short. ".repeat(18).trim().to_owned();
    let texts = [
        "=SUM(A1)",
        "+1",
        "-1",
        "@x",
        "'tis",
        "\"q\"",
        "<b>x</b> &amp; ]]>",
        "_x0041_ _x0000_",
        "12",
        "1.5",
        "TRUE",
        "22/11/2026",
        "#REF!",
        "[a](b) *c* `d` ~~e~~ <f>",
        "{{ x }} ${y} $z$",
        "يمكنني استخدام السجل 12 مرة",
        "ŵŷ Gallaf",
        "🦊👩🏽\u{200d}⚕️",
        "ok",
        &long,
    ];
    let mut sheets = sheets(&files, LAYOUTS);
    sheets.retain(|sheet| sheet.count == 24);
    for sheet in &mut sheets {
        let rows = sheet.groups.iter_mut().flat_map(|group| &mut group.rows);
        for (row, text) in rows.zip(texts.iter().cycle()) {
            row.text = (*text).to_owned();
            row.first = row.id.ends_with('1');
            row.title = row.id.ends_with('3').then(|| (*text).to_owned());
        }
        sheet.subject = "=1+1 & <all> of '[them]':*?/\\ 3%".into();
        sheet.groups.iter_mut().for_each(|group| group.title = "=1+1".into());
        for (group, title) in sheet
            .groups
            .iter_mut()
            .zip(["'It's: a [long] *name*? of/a\\domain'", "'It's: a [long] *name*? OF/a\\domain'"])
        {
            group.domain.title = title.into();
        }
        sheet.version = "1&P".into();
    }
    sheets
}

#[test]
fn every_form_holds_the_same_statements_in_the_same_order_whatever_they_say() {
    for sheet in hostile().iter().filter(|sheet| !sheet.form.layout.columns.is_empty()) {
        let expected = expected(sheet);
        assert_eq!(expected.len(), sheet.count);
        assert_eq!(statements_of_book(&of_xlsx(sheet)), expected, "XLSX, {}", sheet.title());
        assert_eq!(statements_of_book(&of_ods(sheet)), expected, "ODS, {}", sheet.title());
        assert_eq!(statements_of_csv(sheet), expected, "CSV, {}", sheet.title());
        assert_eq!(statements_of_markdown(sheet), expected, "Markdown, {}", sheet.title());
    }
}

#[test]
fn no_formula_comes_from_content_and_both_kinds_of_workbook_have_the_same() {
    for sheet in hostile() {
        let (excel, open) = (of_xlsx(&sheet), of_ods(&sheet));
        assert_eq!(excel.len(), open.len());
        for (excel, open) in excel.iter().zip(&open) {
            assert_eq!(excel.name, open.name);
            assert_eq!(excel.formulas.len(), open.formulas.len(), "{}", excel.name);
            for formula in excel.formulas.iter().chain(&open.formulas) {
                let formula = formula.trim_start_matches("of:").trim_start_matches('=');
                let ours = [
                    "COUNTA(",
                    "COUNT(",
                    "COUNTIF(",
                    "SUM(",
                    "'Summary'!$",
                    "[$'Summary'.$",
                    "\"Name: \"&IF(",
                    "\"Organisation: \"&IF(",
                    "\"Start date: \"&IF(",
                    "\"Role: \"&IF(",
                    "\"Group or course: \"&IF(",
                ];
                assert!(ours.iter().any(|ours| formula.starts_with(ours)), "{formula}");
            }
        }
    }
}

#[test]
fn what_is_counted_is_what_the_sheet_holds() {
    for sheet in hostile().iter().filter(|sheet| !sheet.form.layout.columns.is_empty()) {
        for book in [of_xlsx(sheet), of_ods(sheet)] {
            let summary = &book[0];
            assert_eq!(summary.name, "Summary");
            let all = summary.rows.iter().find(|row| row[0] == Data::String("All".into())).expect("a total");
            assert_eq!(all[2], Data::Float(sheet.count as f64), "{}", sheet.title());
        }
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    let (once, again) = (hostile(), hostile());
    for (one, other) in once.iter().zip(&again) {
        assert_eq!(xlsx(one), xlsx(other));
        assert_eq!(ods(one), ods(other));
        assert_eq!(csv(one, true), csv(other, true));
        assert_eq!(markdown(one), markdown(other));
    }
}

fn holds(text: &str, all: &[&str]) {
    for wanted in all {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
}

/// The text of one file in a package.
fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut file = package.by_name(name).unwrap_or_else(|_| panic!("{name} is missing"));
    let mut text = String::new();
    std::io::Read::read_to_string(&mut file, &mut text).expect("text");
    text
}

#[test]
fn a_workbook_is_ready_to_be_filled_in_and_printed() {
    let all = hostile();
    let sheet = all.iter().find(|sheet| sheet.form.layout.id == "assessor").expect("a sheet");
    let table = part(xlsx(sheet), "xl/worksheets/sheet2.xml");
    holds(
        &table,
        &[
            "state=\"frozen\"",
            "<autoFilter ref=\"A7:F",
            "fitToPage=\"1\"",
            "fitToHeight=\"0\"",
            "paperSize=\"9\"",
            "<formula1>\"1,2,3,4\"</formula1>",
            "type=\"date\"",
            "Page &amp;P of &amp;N",
            "Rating: 1 not yet",
        ],
    );
    // The rows of statements grow with what is written into them, and those of the frame do not.
    assert!(
        table.contains("<row r=\"7\" ")
            && !table.split("<row r=\"9\" ").nth(1).unwrap().split('>').next().unwrap().contains("customHeight")
    );
    assert!(table.split("<row r=\"2\" ").nth(1).unwrap().split('>').next().unwrap().contains("customHeight"));
    // A version of `1&P` is no page number.
    assert!(table.contains("version 1&amp;&amp;P."), "{table}");
    let book = part(xlsx(sheet), "xl/workbook.xml");
    assert!(
        book.contains("_xlnm.Print_Titles") && book.contains("$7:$7") && book.contains("_xlnm.Print_Area"),
        "{book}"
    );
    let content = part(ods(sheet), "content.xml");
    holds(
        &content,
        &[
            "cell-content-is-in-list(&quot;1&quot;;&quot;2&quot;;&quot;3&quot;;&quot;4&quot;)",
            "cell-content-is-date()",
            "<table:table-header-rows>",
            "table:display-filter-buttons=\"true\"",
            "table:print-ranges=\"&#39;",
        ],
    );
    assert!(part(ods(sheet), "settings.xml").contains("VerticalSplitPosition\" config:type=\"int\">7<"));
    assert!(part(ods(sheet), "styles.xml").contains("style:scale-to-X=\"1\""));
    // A statement that would be higher than any row can be turns the paper; a wider column does not need that.
    assert!(table.contains("orientation=\"landscape\""));
    let learner = all.iter().find(|sheet| sheet.form.layout.id == "learner").expect("a sheet");
    assert!(part(xlsx(learner), "xl/worksheets/sheet2.xml").contains("orientation=\"portrait\""));
    let roster = all.iter().find(|sheet| sheet.form.layout.id == "roster").expect("a sheet");
    assert!(part(xlsx(roster), "xl/worksheets/sheet2.xml").contains("orientation=\"landscape\""));
    assert!(part(ods(roster), "styles.xml").contains("style:print-orientation=\"landscape\""));
}

#[test]
fn the_longest_texts_leave_a_workbook_whole() {
    for mut sheet in hostile() {
        sheet.subject = "&[Page] 🦊".repeat(9000);
        sheet.groups[0].title = "x".repeat(40_000);
        sheet.groups[0].domain.title = "🦊".repeat(40_000);
        sheet.groups[0].rows[0].text = "word ".repeat(9000);
        let table = part(xlsx(&sheet), "xl/worksheets/sheet2.xml");
        let heights = table.split(" ht=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
        assert!(heights.fold(0.0, f64::max) <= 409.5);
        let head = table.split("<oddHeader>").nth(1).expect("a head").split("</oddHeader>").next().unwrap();
        let head = head.replace("&amp;", "&");
        assert!(head.encode_utf16().count() <= 255 && head.ends_with(&format!("{}.", sheet.edition)), "{head}");
        assert_eq!(of_ods(&sheet).len(), of_xlsx(&sheet).len());
    }
}

#[test]
fn a_document_says_its_title_and_nobodys_name_and_its_kind_comes_first() {
    let sheet = &hostile()[0];
    let core = part(xlsx(sheet), "docProps/core.xml");
    assert!(core.contains("<dc:creator></dc:creator>") && core.contains("2000-01-01T00:00:00Z"), "{core}");
    assert!(core.contains("<dc:title>Learner's checklist: =1+1 &amp; &lt;all&gt;"), "{core}");
    let meta = part(ods(sheet), "meta.xml");
    assert!(meta.contains("2000-01-01T00:00:00") && !meta.contains("creator"), "{meta}");
    // Mimetype: first, not compressed, without extra fields, so that it stands at a fixed place.
    let bytes = ods(sheet);
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..84], b"application/vnd.oasis.opendocument.spreadsheet");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_form_of_every_slice_of_any_framework_holds_the_same_statements(framework in small(), layout in 0..5usize) {
        // A workbook takes its time in a test build, so not each of hundreds.
        let all = sheets(&framework, &[LAYOUTS[layout]]);
        for sheet in all.iter().step_by(all.len().div_ceil(6)) {
            let expected = expected(sheet);
            prop_assert_eq!(&statements_of_book(&of_xlsx(sheet)), &expected);
            prop_assert_eq!(&statements_of_book(&of_ods(sheet)), &expected);
            prop_assert_eq!(&statements_of_csv(sheet), &expected);
            prop_assert_eq!(&statements_of_markdown(sheet), &expected);
        }
    }
}

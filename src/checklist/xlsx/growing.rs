//! Rows that grow with what is written into them. The library can tell a row's height only as a fixed one, which would
//! cut off the text that somebody types; so the mark that fixes it is taken out of the finished file.

use crate::checklist::book::{Book, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::read::ZipArchive;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

const FIXED: &str = " customHeight=\"1\"";

/// The workbook, with the rows whose height nobody fixed as high as before.
pub fn growing(workbook: &[u8], book: &Book) -> ZipResult<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(workbook))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len())));
    for at in 0..from.len() {
        let mut file = from.by_index(at)?;
        let name = file.name()?.into_owned();
        let worksheet = book.worksheets.iter().zip(1..).find(|(_, number)| name == path(*number));
        match worksheet {
            Some((worksheet, _)) => {
                let mut text = String::new();
                file.read_to_string(&mut text)?;
                to.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
                to.write_all(freed(&text, worksheet).as_bytes())?;
            }
            None => to.raw_copy_file(file)?,
        }
    }
    Ok(to.finish()?.into_inner())
}

fn path(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

fn freed(text: &str, worksheet: &Worksheet) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let rows = worksheet.lines.iter().zip(1..).filter(|(line, _)| line.height.is_none());
    for (_, row) in rows {
        let start = format!("<row r=\"{row}\" ");
        let Some(at) = rest.find(&start) else { continue };
        let Some(end) = rest[at..].find('>').map(|end| at + end) else { continue };
        out.push_str(&rest[..at]);
        out.push_str(&rest[at..end].replace(FIXED, ""));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

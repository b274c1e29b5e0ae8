//! A sheet as an OpenDocument spreadsheet, for LibreOffice and what reads its files.

mod content;
mod settings;
mod styles;
mod xml;

use super::Sheet;
use super::book::Book;
use crate::base::escaped;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const MIME_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The same sheet gives the same bytes.
pub fn ods(sheet: &Sheet) -> Vec<u8> {
    let book = Book::new(sheet);
    let parts = [
        ("content.xml", content::content(&book)),
        ("styles.xml", styles::styles(&book)),
        ("settings.xml", settings::settings(&book)),
        ("meta.xml", meta(&book)),
    ];
    // What reads the file tells its kind by the first entry, which has to be as it is.
    let mut files = vec![("mimetype", MIME_TYPE.to_owned(), CompressionMethod::Stored)];
    let manifest = manifest(parts.iter().map(|(name, _)| *name));
    files.extend(parts.into_iter().map(|(name, text)| (name, text, CompressionMethod::Deflated)));
    files.push(("META-INF/manifest.xml", manifest, CompressionMethod::Deflated));
    packed(&files).expect("memory takes what is written to it")
}

fn packed(files: &[(&str, String, CompressionMethod)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text, method) in files {
        // A fixed date: the first that an archive can hold.
        let options = SimpleFileOptions::default().compression_method(*method).last_modified_time(DateTime::default());
        zip.start_file(*name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn manifest<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let entry = |path: &str, kind: &str| {
        format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>")
    };
    let files: String = names.map(|name| entry(name, "text/xml")).collect();
    format!(
        "{}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\">{}{files}</manifest:manifest>",
        xml::DECLARATION,
        entry("/", MIME_TYPE)
    )
}

/// No name of a person; a date of the content.
fn meta(book: &Book) -> String {
    let date = format!("{}T00:00:00", book.date);
    let inner = format!(
        "<office:meta><meta:generator>Gradus</meta:generator><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:language>{}</dc:language><meta:creation-date>{date}</meta:creation-date><dc:date>{date}</dc:date>\
         </office:meta>",
        escaped(&book.title),
        escaped(&book.identity),
        escaped(&book.language)
    );
    xml::document("office:document-meta", &inner)
}

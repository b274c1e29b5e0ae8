//! How cells and pages look: the styles that `content.xml` has of cells, and `styles.xml`.

use super::xml::{document, millimetres};
use crate::base::escaped;
use crate::checklist::book::{Across, BINDING, Book, Border, Down, EDGE, FOOT, Face, HEAD, Kind, Look};
use std::fmt::Write;

/// A cell's style has the name of its look.
pub fn cell_style(look: Look, book: &Book) -> String {
    let face = look.face(book.large);
    let date = if face.kind == Kind::Date { " style:data-style-name=\"date\"" } else { "" };
    let text = if face.kind == Kind::Text { " style:data-style-name=\"text\"" } else { "" };
    format!(
        "<style:style style:name=\"{look:?}\" style:family=\"table-cell\" style:parent-style-name=\"Default\"{date}{text}>\
         <style:table-cell-properties{}/><style:paragraph-properties{}/><style:text-properties{}/></style:style>",
        cell_properties(&face),
        across(&face, book.right_to_left),
        letters(&face)
    )
}

fn cell_properties(face: &Face) -> String {
    let mut out = String::from(" fo:padding=\"0.8mm\" style:text-align-source=\"fix\" style:repeat-content=\"false\"");
    let _ = write!(
        out,
        " style:vertical-align=\"{}\"",
        match face.down {
            Down::Top => "top",
            Down::Middle => "middle",
            Down::Bottom => "bottom",
        }
    );
    let _ = write!(out, " fo:wrap-option=\"{}\"", if face.wrap { "wrap" } else { "no-wrap" });
    if face.upright {
        out.push_str(" style:rotation-angle=\"90\" style:rotation-align=\"bottom\"");
    }
    let (thin, strong) = ("0.75pt solid #000000", "1.5pt solid #000000");
    let sides: &[(&str, &str)] = match face.border {
        Border::None => &[],
        Border::Below => &[("-bottom", thin)],
        Border::Box => &[("", thin)],
        Border::Rule => &[("-top", thin), ("-bottom", thin)],
        Border::Strong => &[("-top", thin), ("-bottom", strong)],
    };
    for (side, line) in sides {
        let _ = write!(out, " fo:border{side}=\"{line}\"");
    }
    out
}

/// Programs take "start" for the left also where a sheet begins at the right.
fn across(face: &Face, right_to_left: bool) -> String {
    let (align, side) = if right_to_left { ("end", "right") } else { ("start", "left") };
    let indent = if face.indented { 2.0 } else { 0.0 };
    match face.across {
        Across::Start => format!(" fo:text-align=\"{align}\" fo:margin-{side}=\"{}\"", millimetres(indent)),
        Across::Centre => " fo:text-align=\"center\"".to_owned(),
    }
}

/// OpenDocument tells the scripts of the far and near East apart from others; all look the same here.
fn letters(face: &Face) -> String {
    let weight = if face.bold { "bold" } else { "normal" };
    ["", "-asian", "-complex"]
        .map(|script| {
            let prefix = if script.is_empty() { "fo" } else { "style" };
            format!(" {prefix}:font-size{script}=\"{}pt\" {prefix}:font-weight{script}=\"{weight}\"", face.points)
        })
        .concat()
}

/// "22 Nov 2026", and text that stays as it is typed.
pub fn date_style() -> &'static str {
    "<number:date-style style:name=\"date\"><number:day number:style=\"long\"/><number:text> </number:text>\
     <number:month number:textual=\"true\"/><number:text> </number:text><number:year number:style=\"long\"/>\
     </number:date-style><number:text-style style:name=\"text\"><number:text-content/></number:text-style>"
}

pub fn styles(book: &Book) -> String {
    let fonts = ["", "-asian", "-complex"].map(|script| format!(" style:font-name{script}=\"Arial\"")).concat();
    let inner = format!(
        "<office:font-face-decls><style:font-face style:name=\"Arial\" svg:font-family=\"Arial, 'Liberation Sans', \
         sans-serif\" style:font-family-generic=\"swiss\"/></office:font-face-decls><office:styles>\
         <style:default-style style:family=\"table-cell\"><style:text-properties{fonts}/></style:default-style>\
         <style:style style:name=\"Default\" style:family=\"table-cell\"/></office:styles><office:automatic-styles>{}\
         <style:style style:name=\"small\" style:family=\"text\"><style:text-properties{}/></style:style>{}{}\
         </office:automatic-styles>{}",
        paper(book),
        letters(&Look::Identity.face(book.large)),
        side("start"),
        side("end"),
        master(book)
    );
    document("office:document-styles", &inner)
}

fn paper(book: &Book) -> String {
    let (width, height) = book.page.size();
    let (left, right) = if book.right_to_left { (EDGE, BINDING) } else { (BINDING, EDGE) };
    let orientation = if book.page.landscape { "landscape" } else { "portrait" };
    let direction = if book.right_to_left { "rl-tb" } else { "lr-tb" };
    let sizes = [
        ("page-width", width),
        ("page-height", height),
        ("margin-top", HEAD),
        ("margin-bottom", FOOT),
        ("margin-left", left),
        ("margin-right", right),
    ];
    let sizes = sizes.map(|(name, size)| format!(" fo:{name}=\"{}\"", millimetres(size))).concat();
    let band = |kind: &str, gap: &str| {
        format!(
            "<style:{kind}-style><style:header-footer-properties fo:min-height=\"5mm\" fo:margin-{gap}=\"4mm\" \
             fo:margin-left=\"0mm\" fo:margin-right=\"0mm\" style:dynamic-spacing=\"false\"/></style:{kind}-style>"
        )
    };
    // As wide as one page, and as many pages as it takes.
    format!(
        "<style:page-layout style:name=\"paper\"><style:page-layout-properties{sizes} \
         style:print-orientation=\"{orientation}\" style:writing-mode=\"{direction}\" style:scale-to-X=\"1\" \
         style:scale-to-Y=\"0\" style:print=\"objects charts drawings zero-values\"/>{}{}</style:page-layout>",
        band("header", "bottom"),
        band("footer", "top")
    )
}

/// A paragraph's style, by the side where its lines begin or end.
fn side(side: &str) -> String {
    format!(
        "<style:style style:name=\"{side}\" style:family=\"paragraph\"><style:paragraph-properties \
         fo:text-align=\"{side}\"/></style:style>"
    )
}

fn master(book: &Book) -> String {
    let paragraph = |side: &str, text: &str| {
        format!("<text:p text:style-name=\"{side}\"><text:span text:style-name=\"small\">{text}</text:span></text:p>")
    };
    let (near, far) = if book.right_to_left { ("right", "left") } else { ("left", "right") };
    let (begins, ends) = if book.right_to_left { ("end", "start") } else { ("start", "end") };
    let region = |side: &str, text: &str| format!("<style:region-{side}>{text}</style:region-{side}>");
    let head = book.band(usize::MAX).lines;
    let head: String = head.iter().map(|line| paragraph(begins, &escaped(line))).collect();
    let foot = region(near, &paragraph(begins, &escaped(&book.foot)));
    let number = "Page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count>";
    let number = region(far, &paragraph(ends, number));
    // The left one comes first, whichever it is.
    let foot = if book.right_to_left { number + &foot } else { foot + &number };
    format!(
        "<office:master-styles><style:master-page style:name=\"page\" style:page-layout-name=\"paper\">\
         <style:header>{}</style:header><style:footer>{foot}</style:footer></style:master-page></office:master-styles>",
        region(near, &head)
    )
}

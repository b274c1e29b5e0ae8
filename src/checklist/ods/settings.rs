//! `settings.xml`: what stays on the screen while one scrolls.

use super::xml::document;
use crate::base::escaped;
use crate::checklist::book::{Book, Worksheet};

pub fn settings(book: &Book) -> String {
    let tables: String = book.worksheets.iter().map(view).collect();
    let inner = format!(
        "<office:settings><config:config-item-set config:name=\"ooo:view-settings\">\
         <config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>{}\
         <config:config-item-map-named config:name=\"Tables\">{tables}</config:config-item-map-named>{}\
         </config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>",
        item("ViewId", "string", "view1"),
        item("ShowGrid", "boolean", "false")
    );
    document("office:document-settings", &inner)
}

fn view(worksheet: &Worksheet) -> String {
    let rows = worksheet.table.as_ref().map_or(0, |table| table.head + 1);
    let items = [
        // Two: a pane that does not scroll.
        item("VerticalSplitMode", "short", if rows > 0 { "2" } else { "0" }),
        item("VerticalSplitPosition", "int", &rows.to_string()),
        item("ActiveSplitRange", "short", "2"),
        item("PositionTop", "int", "0"),
        item("PositionBottom", "int", &rows.to_string()),
        item("ShowGrid", "boolean", "false"),
    ];
    let name = escaped(&worksheet.name);
    format!("<config:config-item-map-entry config:name=\"{name}\">{}</config:config-item-map-entry>", items.concat())
}

fn item(name: &str, kind: &str, value: &str) -> String {
    format!("<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>")
}

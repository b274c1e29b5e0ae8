//! The current statements as a table for spreadsheets: RFC 4180, UTF-8 with a byte order mark (spreadsheet programs take it
//! for another encoding otherwise).

use super::Source;
use super::json::uri;
use crate::base::csv::{BYTE_ORDER_MARK, row};
use crate::site::addresses;

pub fn statements(source: &Source) -> Vec<u8> {
    let framework = source.framework;
    let mut out = String::from(BYTE_ORDER_MARK);
    row(
        &mut out,
        [
            "id",
            "title",
            "statement",
            "level",
            "level_title",
            "archetypes",
            "process",
            "group_number",
            "group",
            "group_path",
            "uri",
        ],
    );
    for (_, statement) in framework.statements() {
        let capability = &framework[statement.capability];
        let group = &framework[statement.group];
        let level = &framework[statement.level];
        let archetypes: Vec<&str> = statement.archetypes.iter().map(|at| framework[*at].slug.as_str()).collect();
        row(
            &mut out,
            [
                capability.id.as_str(),
                if capability.titled { capability.about.title() } else { "" },
                &statement.text.own().phrase.plain,
                &level.number.to_string(),
                level.about.title(),
                &archetypes.join(" "),
                statement.process.map_or("", |at| framework[at].slug.as_str()),
                &group.number,
                group.about.title(),
                &group.path,
                &uri(source.settings, &addresses::capability(capability)),
            ],
        );
    }
    out.into_bytes()
}

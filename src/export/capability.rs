//! One capability as data, beside its page.

use super::{Source, json};
use crate::model::Capability;
use crate::site::addresses;

pub fn json(source: &Source, capability: &Capability) -> Vec<u8> {
    json::pretty(&json::capability(source.framework, source.settings, capability))
}

/// Plain Markdown to quote elsewhere: what it says, where it sits, where it came from.
pub fn markdown(source: &Source, capability: &Capability) -> Vec<u8> {
    let framework = source.framework;
    let settings = &source.settings.framework;
    let title = if capability.titled {
        format!("{}: {}", capability.id, capability.about.title())
    } else {
        capability.id.clone()
    };
    let mut out = format!("# {}\n", plain(&title));
    if let Some(retired) = &capability.retired {
        let since = retired.since.as_deref().map(|since| format!(" since version {since}")).unwrap_or_default();
        let reason = retired.reason.as_deref().map(|reason| format!(" {reason}")).unwrap_or_default();
        out.push_str(&plain(&format!("\nRetired{since}.{reason}")));
        out.push('\n');
    }
    for handle in &capability.statements {
        let statement = &framework[*handle];
        let level = &framework[statement.level];
        out.push_str(&format!("\n{}\n\n", plain(&statement.text.own().phrase.plain)));
        out.push_str(&plain(&format!("- {}", level.full_name(&source.settings.names.level.one))));
        let archetypes: Vec<&str> = statement.archetypes.iter().map(|at| framework[*at].plural.as_str()).collect();
        if !archetypes.is_empty() {
            out.push_str(&plain(&format!("\n- {}: {}", source.settings.names.archetype.many, archetypes.join(", "))));
        }
        if let Some(process) = statement.process {
            out.push_str(&plain(&format!(
                "\n- {}: {}",
                source.settings.names.process.one,
                framework[process].about.title()
            )));
        }
        out.push('\n');
    }
    let path = framework.path_to(capability.group).into_iter();
    let place: Vec<String> =
        path.map(|at| format!("{} {}", framework[at].number, framework[at].about.title())).collect();
    out.push_str(&format!(
        "\n{}\n",
        plain(&format!("{}. {}, version {}.", place.join(", "), settings.title, settings.version))
    ));
    if source.settings.site.base_url.is_some() {
        out.push_str(&format!("<{}>\n", json::uri(source.settings, &addresses::capability(capability))));
    }
    out.into_bytes()
}

/// Text in which nothing is Markdown or HTML.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let marks = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&');
        if marks && !(c == '#' && out.is_empty()) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

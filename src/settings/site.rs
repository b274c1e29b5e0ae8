//! `site`: where the site will stand, how it looks, and what it shows beside the content.

use crate::base::{Diagnostic, FileId, Located, Place, Span, codes};
use crate::parse::fields::{Fields, is_web_address};

#[derive(Clone, Debug)]
pub struct SiteSettings {
    /// Ends with a slash. Needed only for what must be absolute.
    pub base_url: Option<String>,
    pub theme: Located<String>,
    /// With `{path}` for the file's path.
    pub edit_url: Option<String>,
    /// With `{id}`.
    pub suggest_url: Option<String>,
    /// Whether kept releases stay readable at `/v/`.
    pub versions: bool,
    /// Whether texts link the terms of the glossary where they first have them.
    pub glossary_links: bool,
}

impl SiteSettings {
    /// The path that the site stands under: `/framework/` of `https://example.org/framework/`, and `/` without an address.
    pub fn mount(&self) -> &str {
        let base = self.base_url.as_deref().unwrap_or("/");
        base.split_once("://").map_or(base, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]))
    }
}

pub(super) fn read(top: &mut Fields, file: FileId) -> SiteSettings {
    let theme = Located::new("default".to_owned(), Place { file, span: Span::default() });
    let mut site = SiteSettings {
        base_url: None,
        theme,
        edit_url: None,
        suggest_url: None,
        versions: false,
        glossary_links: true,
    };
    let Some(mut fields) = top.child("site", "`site`") else { return site };
    site.base_url = fields.url("base_url").and_then(|url| {
        if url.value.contains(['?', '#']) {
            let message = format!("`{}` has a part that no folder's address has", url.value);
            fields.push(
                Diagnostic::new(&codes::BAD_VALUE, url.place, message).help("leave out what begins with `?` or `#`"),
            );
            return None;
        }
        Some(with_slash(url.value))
    });
    if let Some(theme) = fields.line("theme") {
        if !crate::base::is_slug(&theme.value) {
            let message = format!("`{}` cannot be the name of a theme", theme.value);
            let help = "a theme's folder in `themes/` is named by small letters, digits and hyphens";
            fields.push(Diagnostic::new(&codes::BAD_VALUE, theme.place, message).help(help));
        } else {
            site.theme = theme;
        }
    }
    site.edit_url = with_place(&mut fields, "edit_url", "{path}");
    site.suggest_url = with_place(&mut fields, "suggest_url", "{id}");
    site.versions = fields.flag("versions");
    site.glossary_links = fields.flag_or("glossary_links", true);
    fields.finish();
    site
}

fn with_slash(url: String) -> String {
    if url.ends_with('/') { url } else { url + "/" }
}

/// An address with a gap that each page fills.
fn with_place(fields: &mut Fields, key: &'static str, gap: &str) -> Option<String> {
    let url = fields.line(key)?;
    if !is_web_address(&url.value) || !url.value.contains(gap) {
        let message = format!("`{key}` has to be a web address with `{gap}` in it");
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, url.place, message)
                .help(format!("write `{key}: \"https://example.org/…/{gap}\"`")),
        );
        return None;
    }
    Some(url.value)
}

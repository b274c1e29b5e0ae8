//! The fonts that a framework brings along: found where the settings name them, and looked at before any sheet is made.

use super::pdf::Fonts;
use crate::base::{Bytes, Diagnostic, Located, codes, suggest};
use crate::settings::Settings;
use crate::source::{Content, FONTS, Sources};

/// The fonts of a framework that has its own; `None` where it has none, or where one of them cannot be used.
pub fn own_fonts(settings: &Settings, sources: &Sources, findings: &mut Vec<Diagnostic>) -> Option<Fonts> {
    let named = &settings.checklists.fonts;
    let files: Vec<Option<Bytes>> = named.iter().map(|path| file(path, sources, findings)).collect();
    let files = files.into_iter().collect::<Option<Vec<Bytes>>>().filter(|files| !files.is_empty())?;
    match Fonts::new(files) {
        Ok(fonts) => Some(fonts),
        Err((at, fault)) => {
            let message = format!("`{}` {}", named[at].value, fault.reason());
            let help =
                "take another font; those of the Noto family are free, and have the letters of nearly all languages";
            findings.push(Diagnostic::new(&codes::BAD_FONT, named[at].place, message).help(help));
            None
        }
    }
}

/// The bytes of a font file. What is wrong with the file itself is told already.
fn file(path: &Located<String>, sources: &Sources, findings: &mut Vec<Diagnostic>) -> Option<Bytes> {
    let below = format!("{FONTS}/");
    let found = sources.find(&path.value).filter(|_| path.value.starts_with(&below));
    match found.map(|file| sources.content(file)) {
        Some(Content::Bytes(bytes)) => return Some(bytes.clone()),
        Some(_) => return None,
        None => {}
    }
    let name = path.value.rsplit(['/', '\\']).next().unwrap_or_default();
    let there: Vec<&str> =
        sources.iter().map(|(_, file)| file.path.as_str()).filter(|it| it.starts_with(&below)).collect();
    let near = suggest::nearest(&path.value, there.iter().copied())
        .or_else(|| there.iter().copied().find(|there| there.rsplit('/').next() == Some(name)));
    let is_font = [".ttf", ".otf"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if !is_font => format!("a font is a file whose name ends in `.ttf` or `.otf`, in the folder `{FONTS}`"),
        None => format!("put the file into the folder `{FONTS}` beside `gradus.yml`, and write `font: {FONTS}/{name}`"),
    };
    findings
        .push(Diagnostic::new(&codes::BAD_FONT, path.place, format!("there is no font `{}`", path.value)).help(help));
    None
}

//! `framework`: what the framework is called, which version it is, and in which language it is written.

use crate::base::{Diagnostic, Located, Place, codes};
use crate::parse::Language;
use crate::parse::fields::Fields;

#[derive(Clone, Debug)]
pub struct FrameworkSettings {
    pub id: String,
    pub title: String,
    pub title_place: Place,
    pub version: String,
    pub version_place: Place,
    pub language: Language,
    pub languages: Vec<Language>,
    pub licence: Option<String>,
    pub publisher: Option<String>,
    pub description: Option<String>,
}

pub(super) fn read(mut fields: Fields) -> Option<FrameworkSettings> {
    let id = fields.required_line("id", "my-framework");
    if let Some(id) = &id
        && !crate::base::is_slug(&id.value)
    {
        let message = format!("`{}` cannot be a framework's id", id.value);
        let better = crate::base::slug(&id.value);
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, id.place, message)
                .help(format!("write `{better}`: small letters, digits and hyphens")),
        );
    }
    let title = fields.required_line("title", "\"My framework\"");
    let version = fields.required_line("version", "\"1.0.0\"");
    let language =
        language(&mut fields, "language").unwrap_or_else(|| Language::new("en").expect("`en` is a language tag"));
    let languages = fields.list("languages");
    let languages = languages.into_iter().filter_map(|tag| tag_or_finding(&mut fields, tag)).collect();
    let settings = FrameworkSettings {
        id: id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
        title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        title_place: title.as_ref().map(|title| title.place).unwrap_or_default(),
        version: version.as_ref().map(|version| version.value.clone()).unwrap_or_default(),
        version_place: version.as_ref().map(|version| version.place).unwrap_or_default(),
        language,
        languages,
        licence: fields.line("licence").map(|text| text.value),
        publisher: fields.line("publisher").map(|text| text.value),
        description: fields.line("description").map(|text| text.value),
    };
    fields.finish();
    (id.is_some() && title.is_some() && version.is_some()).then_some(settings)
}

fn language(fields: &mut Fields, key: &'static str) -> Option<Language> {
    let tag = fields.line(key)?;
    tag_or_finding(fields, tag)
}

fn tag_or_finding(fields: &mut Fields, tag: Located<String>) -> Option<Language> {
    let language = Language::new(&tag.value);
    if language.is_none() {
        let message = format!("`{}` is not a language", tag.value);
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, tag.place, message).help("write a code such as `en`, `cy` or `pt-BR`"),
        );
    }
    language
}

//! The configuration of a form editor (Decap CMS, Sveltia CMS), made from the framework: for people who would rather fill
//! in a form than write a file. Forms have the fields that the readers ask for, and offer what this framework has.

mod fields;
mod yaml;

use crate::model::{Framework, Group, GroupRef};
use crate::schema::Subject;
use crate::settings::Settings;
use fields::Forms;
use serde_json::{Value, json};

/// The editors, which read almost the same configuration.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Editor {
    Decap,
    Sveltia,
}

/// The text of `config.yml`. `repository` is owner and name on GitHub.
pub fn config(editor: Editor, framework: &Framework, settings: &Settings, repository: &str) -> String {
    let forms = Forms { editor, framework, settings };
    let mut config = json!({
        "backend": { "name": "github", "repo": repository, "branch": "main" },
        "media_folder": "content/images",
        "public_folder": "/images",
        "slug": { "encoding": "ascii", "clean_accents": true },
    });
    match editor {
        // A change becomes a pull request, and is seen by somebody before it counts.
        Editor::Decap => config["publish_mode"] = json!("editorial_workflow"),
        Editor::Sveltia => config["output"] = json!({ "omit_empty_optional_fields": true }),
    }
    config["collections"] = Value::Array(collections(&forms));
    yaml::text(&config)
}

/// The repository that an address on GitHub leads to: owner and name.
pub fn repository(url: &str) -> Option<String> {
    let mut parts = url.strip_prefix("https://github.com/")?.split('/');
    let (owner, name) = (parts.next()?, parts.next()?);
    let is_plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    (is_plain(owner) && is_plain(name)).then(|| format!("{owner}/{name}"))
}

/// The kinds with a folder of their own: the kind, its folder, and whether a form can make new ones.
/// A level's file has to be named by its number, which no form does.
static FOLDERS: &[(&str, &str, bool)] = &[
    ("level", "levels", false),
    ("archetype", "archetypes", true),
    ("process", "taxonomy", true),
    ("profile", "profiles", true),
    ("resource", "resources", true),
    ("mapping", "mappings", true),
    ("term", "glossary", true),
    ("page", "pages", true),
];

fn collections(forms: &Forms) -> Vec<Value> {
    let fields = forms.of(Subject::named("capability").expect("a kind"));
    let titled = forms.framework.capabilities().any(|(_, capability)| capability.titled);
    let summary = if titled { "{{id}} {{title}}" } else { "{{id}} {{body | truncate(100)}}" };
    let mut collections: Vec<Value> = forms
        .framework
        .groups()
        .filter(|(handle, _)| holds_statements(forms.framework, *handle))
        .map(|(_, group)| capabilities(forms, group, &fields, summary))
        .collect();
    collections.push(groups(forms));
    collections.extend(FOLDERS.iter().filter(|(id, ..)| forms.is_used(id)).map(|(id, folder, create)| {
        let subject = Subject::named(id).expect("a kind");
        json!({
            "name": folder,
            "label": forms.name_of(id),
            "folder": format!("content/{folder}"),
            "create": create,
            "extension": "md",
            "format": "yaml-frontmatter",
            "slug": "{{slug}}",
            "fields": forms.of(subject),
        })
    }));
    if forms.framework.home().is_some() {
        let fields = forms.of(Subject::named("page").expect("a kind"));
        let file = json!({ "name": "home", "label": "Home page", "file": "content/_index.md", "fields": fields });
        collections
            .push(json!({ "name": "home", "label": "Home page", "format": "yaml-frontmatter", "files": [file] }));
    }
    collections
}

/// A group that only holds other groups needs no list of its own.
fn holds_statements(framework: &Framework, group: GroupRef) -> bool {
    framework.statements_in(group).next().is_some() || framework.children(group).next().is_none()
}

/// The statements of one group: both editors take a folder for a collection.
fn capabilities(forms: &Forms, group: &Group, fields: &[Value], summary: &str) -> Value {
    let mut collection = json!({
        "name": format!("in--{}", group.path.replace('/', "--")),
        "label": format!("{} {}", group.number, group.about.title()),
        "label_singular": forms.settings.names.capability.one.clone(),
        "folder": format!("content/domains/{}", group.path),
        "create": true,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": "id",
        "slug": "{{id}}",
        "summary": summary,
        "fields": fields,
    });
    // The group's own text stands in the same folder, as `_index.md`, and has no id.
    let (key, value) = match forms.editor {
        Editor::Decap => {
            ("view_filters", json!([{ "label": "Without the group's own text", "field": "id", "pattern": "." }]))
        }
        Editor::Sveltia => ("filter", json!({ "field": "id", "pattern": "." })),
    };
    collection[key] = value;
    collection
}

fn groups(forms: &Forms) -> Value {
    let fields = forms.of(Subject::named("group").expect("a kind"));
    let files = forms.framework.groups().map(|(_, group)| {
        json!({
            "name": group.path.replace('/', "--"),
            "label": format!("{} {}", group.number, group.about.title()),
            "file": format!("content/domains/{}/_index.md", group.path),
            "fields": fields,
        })
    });
    let label = forms.settings.names.groups.first().map_or("Groups", |name| name.many.as_str());
    json!({ "name": "groups", "label": label, "format": "yaml-frontmatter", "files": files.collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_taken_from_an_address_on_github_alone() {
        assert_eq!(repository("https://github.com/trust/ours/edit/main/{path}").as_deref(), Some("trust/ours"));
        assert_eq!(repository("https://example.org/trust/ours/"), None);
        assert_eq!(repository("https://github.com/trust"), None);
    }

    #[test]
    fn every_folder_is_that_of_its_kind() {
        for (id, folder, _) in FOLDERS {
            let kind = crate::parse::kind::KINDS.iter().find(|kind| kind.folder == *folder);
            let shape = Subject::named(id).expect("a kind").shape();
            assert_eq!(kind.map(|kind| kind.shape()), Some(shape), "{id}");
        }
    }
}

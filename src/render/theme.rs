//! A theme: the default one inside the program, and over it the files of `themes/<name>/` that a project has.
//!
//! A project's template `x.html` takes the place of the default one; it can build on that as `default/x.html`.

use super::frame::Frames;
use super::script::join_search;
use super::{Data, finding};
use crate::base::{Bytes, Diagnostic, FileId, Key, Located, Place, Span, codes};
use crate::source::{Content, Sources};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use tera::Tera;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
/// The default theme's scripts, bared by `build.rs`. As they are written they are in the program, too: see `is_default`.
static SCRIPTS: Dir<'_> = include_dir!("$OUT_DIR/scripts");

pub struct Theme {
    tera: Tera,
    /// Templates that the project brings: tera's name for each, and its file.
    files: BTreeMap<String, (FileId, String)>,
    assets: Vec<Asset>,
    frames: Frames,
    key: Key,
}

/// A style sheet, script or image of the theme. Its name carries its content's hash, so that browsers may keep it for good.
pub struct Asset {
    /// `assets/style.1a2b3c4d.css`
    pub path: String,
    pub bytes: Bytes,
    name: String,
}

impl Theme {
    /// Loads a theme; a missing one or a template with a mistake is a finding.
    pub fn load(name: &Located<String>, sources: &Sources) -> Result<Theme, Vec<Diagnostic>> {
        let folder = format!("themes/{}/", name.value);
        let own: Vec<_> = sources.iter().filter(|(_, file)| file.path.as_str().starts_with(&folder)).collect();
        if own.is_empty() && name.value != "default" {
            let message = format!("there is no theme `{}`", name.value);
            let help = format!(
                "put a template or style sheet into `themes/{}/`, or take `theme:` out to use the default one",
                name.value
            );
            return Err(vec![Diagnostic::new(&codes::NO_THEME, name.place, message).help(help)]);
        }
        let mut templates: Vec<(String, &str)> = Vec::new();
        let mut assets: BTreeMap<String, Bytes> = BTreeMap::new();
        for file in default_files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(name) = path.strip_prefix("templates/") {
                let text = file.contents_utf8().expect("the default theme's templates are UTF-8");
                templates.push((format!("default/{name}"), text));
            } else if let Some(name) = path.strip_prefix("assets/") {
                let sent = if name.ends_with(".js") { SCRIPTS.get_file(name) } else { Some(file) };
                let sent = sent.expect("each script of the default theme was bared");
                assets.insert(name.to_owned(), Bytes::from_static(sent.contents()));
            }
        }
        let mut files = BTreeMap::new();
        for (id, file) in own {
            let path = &file.path.as_str()[folder.len()..];
            match (&file.content, path.strip_prefix("templates/"), path.strip_prefix("assets/")) {
                (Content::Text(text), Some(name), _) => {
                    files.insert(format!("own/{name}"), (id, text.clone()));
                    templates.push((format!("own/{name}"), text));
                }
                // The program's own project has the default theme as files: they are no theme of its own.
                (Content::Text(text), _, Some(name)) if is_default(name, text) => {}
                (Content::Text(text), _, Some(name)) => {
                    assets.insert(name.to_owned(), Bytes::from(text.clone().into_bytes()));
                }
                (Content::Bytes(bytes), _, Some(name)) => {
                    assets.insert(name.to_owned(), bytes.clone());
                }
                _ => {}
            }
        }
        join_search(&mut assets);
        let assets: Vec<Asset> = assets.into_iter().map(|(name, bytes)| Asset::new(name, bytes)).collect();
        let mut tera = Tera::default();
        tera.set_fallback_prefixes(["own/", "default/"]).expect("no template was added yet");
        let links: BTreeMap<&str, &str> =
            assets.iter().map(|asset| (asset.name.as_str(), asset.path.as_str())).collect();
        tera.global_context().insert("assets", &links);
        // Without the default templates, which are the program's and stay the same while it runs.
        let key = key_of(&(files.iter().map(|(name, (_, text))| (name, text)).collect::<Vec<_>>(), &links));
        let added = tera.add_raw_templates(templates);
        let theme = Theme { tera, files, assets, frames: Frames::new(Vec::new()), key };
        match added {
            Ok(()) => Ok(theme),
            Err(error) => Err(vec![finding(&theme, &error, "the theme")]),
        }
    }

    /// Gives every page's template the same data, as `site`. `sections` are the entries of the navigation.
    pub fn share(&mut self, site: &impl serde::Serialize, sections: Vec<&'static str>) {
        self.tera.global_context().insert("site", site);
        self.frames = Frames::new(sections);
        self.key = key_of(&(self.key, site));
    }

    /// A hash of what all pages share and an edit can change: the project's templates, the names of assets, the site's data.
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// What stands around a page, or what is wrong with its template.
    pub(super) fn frame(&self, root: &str, section: &str) -> Result<Data, Box<Diagnostic>> {
        self.frames.of(self, root, section)
    }

    /// Whether the project brings templates, which may have mistakes.
    pub fn has_own_templates(&self) -> bool {
        !self.files.is_empty()
    }

    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// An asset's bytes, by its own name.
    pub fn asset(&self, name: &str) -> Option<&Bytes> {
        self.assets.iter().find(|asset| asset.name == name).map(|asset| &asset.bytes)
    }

    pub(super) fn templates(&self) -> &Tera {
        &self.tera
    }

    /// Where a template's line (from one) and column (from zero) stand among the sources, if the project brings it.
    pub(super) fn place(&self, name: &str, line: usize, column: usize) -> Option<Place> {
        let (file, text) = self.files.get(name).or_else(|| self.files.get(&format!("own/{name}")))?;
        let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
        let offset = text[start..].char_indices().nth(column).map_or(0, |(at, _)| at);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Some(Place { file: *file, span: Span::new(start + offset, end.min(start + offset + 1)) })
    }
}

impl Asset {
    fn new(name: String, bytes: Bytes) -> Asset {
        let hash = blake3::hash(&bytes).to_hex();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let path = format!("assets/{stem}.{}.{ending}", &hash[..8]);
        Asset { path: path.trim_end_matches('.').to_owned(), bytes, name }
    }
}

/// Whether an asset is the default theme's, unchanged.
fn is_default(name: &str, text: &str) -> bool {
    DEFAULT.get_file(format!("assets/{name}")).is_some_and(|file| file.contents() == text.as_bytes())
}

fn key_of(data: &impl serde::Serialize) -> Key {
    let json = serde_json::to_vec(data).expect("plain data");
    *blake3::hash(&json).as_bytes().first_chunk().expect("a hash has 32 bytes")
}

fn default_files() -> Vec<&'static include_dir::File<'static>> {
    let mut files = Vec::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        files.extend(folder.files());
        folders.extend(folder.dirs());
    }
    files
}

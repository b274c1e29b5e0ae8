//! The framework as data. One format a file; adding one is a file here and its line in `FORMATS`. Knows no theme.

mod capability;
mod csv;
mod json;
mod retired;

use crate::model::{Capability, Framework};
use crate::settings::Settings;
use crate::source::Sources;

/// What an export is made from.
pub struct Source<'a> {
    pub framework: &'a Framework,
    pub settings: &'a Settings,
    pub sources: &'a Sources,
}

/// A file with the whole framework in it.
pub struct Format {
    /// Where the site has it.
    pub path: &'static str,
    pub title: &'static str,
    pub make: fn(&Source) -> Vec<u8>,
}

pub static FORMATS: &[Format] = &[
    Format { path: "data/framework.json", title: "JSON", make: json::framework },
    Format { path: "data/statements.csv", title: "CSV", make: csv::statements },
    Format { path: "data/retired.json", title: "Retired ids as JSON", make: retired::retired },
    Format { path: "data/framework-1.schema.json", title: "JSON Schema", make: |_| SCHEMA.as_bytes().to_vec() },
];

/// The schema of the whole as JSON, `gradus-framework/1`. It is a promise to others, and so it is written down and not
/// derived.
pub static SCHEMA: &str = include_str!("framework-1.schema.json");

/// A file with one capability in it, beside its page.
pub struct Beside {
    /// As the settings call it: `markdown`.
    pub name: &'static str,
    /// `md`
    pub ending: &'static str,
    pub make: fn(&Source, &Capability) -> Vec<u8>,
}

pub static BESIDE: &[Beside] = &[
    Beside { name: "json", ending: "json", make: capability::json },
    Beside { name: "markdown", ending: "md", make: capability::markdown },
];

/// Those that the settings ask for.
pub fn beside(settings: &Settings) -> impl Iterator<Item = &'static Beside> + Clone {
    BESIDE.iter().filter(|beside| settings.data.capabilities.iter().any(|name| name == beside.name))
}

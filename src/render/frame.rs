//! What stands around the main part of a page and is the same on many: the start of the head, masthead and foot. Made
//! once for each depth of page and entry of the navigation, because on a short page it is most of the work.

use super::{Data, Theme, finding};
use crate::base::Diagnostic;
use serde::Serialize;
use std::sync::OnceLock;
use tera::Context;

/// In templates: `frame`.
#[derive(Serialize)]
struct Parts {
    head: String,
    masthead: String,
    /// Without the search box, for pages that have a larger one.
    plain_masthead: String,
    foot: String,
}

/// All that a part knows of the page that it stands on. In its template: `page`.
#[derive(Serialize)]
struct Where<'a> {
    root: &'a str,
    section: &'a str,
    /// Whether the masthead has the search box.
    find: bool,
}

type Made = Result<Data, Box<Diagnostic>>;

/// The frames of a site, each made when a page first needs it.
pub struct Frames {
    /// The entries of the navigation, and the empty one of pages that belong to none.
    sections: Vec<&'static str>,
    /// By depth, and then by section.
    made: Vec<OnceLock<Made>>,
}

/// Pages further down than this are few enough to have frames of their own.
const DEPTHS: usize = 16;

impl Frames {
    pub fn new(mut sections: Vec<&'static str>) -> Frames {
        sections.push("");
        let made = (0..DEPTHS * sections.len()).map(|_| OnceLock::new()).collect();
        Frames { sections, made }
    }

    /// The frame of a page at this depth, or what is wrong with the template of a part.
    pub fn of(&self, theme: &Theme, root: &str, section: &str) -> Made {
        match self.place(root, section).and_then(|place| self.made.get(place)) {
            Some(made) => made.get_or_init(|| make(theme, root, section)).clone(),
            None => make(theme, root, section),
        }
    }

    /// None for a page whose way to the top is not relative.
    fn place(&self, root: &str, section: &str) -> Option<usize> {
        let depth = if root == "./" { 0 } else { root.len() / UP.len() };
        let relative = root == "./" || (depth > 0 && root.len() == depth * UP.len() && root.starts_with(UP));
        let section = self.sections.iter().position(|known| *known == section)?;
        relative.then_some(depth * self.sections.len() + section)
    }
}

const UP: &str = "../";

fn make(theme: &Theme, root: &str, section: &str) -> Made {
    let part = |template: &str, find: bool| {
        let mut context = Context::new();
        context.insert("page", &Where { root, section, find });
        theme.templates().render(template, &context).map_err(|error| Box::new(finding(theme, &error, template)))
    };
    Ok(Data::of(&Parts {
        head: part("head.html", true)?,
        masthead: part("masthead.html", true)?,
        plain_masthead: part("masthead.html", false)?,
        foot: part("foot.html", true)?,
    }))
}

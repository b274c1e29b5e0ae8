//! The whole site: what it consists of, and how each file is made.

use crate::base::{Address, Bytes, Diagnostic, Entry, Files, Key, Made, Output, Place, Span, codes};
use crate::checklist::pdf::{self, Fonts};
use crate::checklist::{Pack, Sheet, Slice, pool, qr, ready};
use crate::export::{self, Beside, FORMATS, Format};
use crate::model::CapabilityRef;
use crate::render::{self, Theme};
use crate::search;
use crate::site;
use crate::source::Content;
use crate::views::{self, Page, Plan, Shown};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// A site: the words of a plan in the places of a map.
#[derive(Clone)]
pub struct Site {
    pub plan: Arc<Plan>,
    pub map: Arc<Map>,
    index: Arc<Index>,
}

impl Site {
    pub fn new(plan: Arc<Plan>, map: Arc<Map>, index: Arc<Index>) -> Site {
        Site { plan, map, index }
    }
}

/// The index of the search. Made when somebody first asks for a file of it: an edit is shown without waiting for that.
/// One thread makes it: a second one that waits for it would wait for itself if it helped.
#[derive(Default)]
pub struct Index {
    made: OnceLock<search::Index>,
    is_begun: AtomicBool,
}

impl Index {
    /// Begins with it on another thread, if nobody has yet. Its files can be asked for at once; whoever does waits.
    pub fn begin(self: &Arc<Index>, plan: &Arc<Plan>) {
        if !self.is_begun.swap(true, Ordering::Relaxed) {
            let (index, plan) = (Arc::clone(self), Arc::clone(plan));
            // A panic here would end the process at once. Whoever asks for the index meets it again, and tells of it.
            rayon::spawn(move || _ = catch_unwind(AssertUnwindSafe(|| _ = index.of(&plan))));
        }
    }

    fn of(&self, plan: &Plan) -> &search::Index {
        self.made.get_or_init(|| search::Index::of(&plan.search()))
    }
}

/// Everything about a site but the words on its pages.
pub struct Map {
    /// With what all pages share.
    theme: Theme,
    pages: Vec<Page>,
    /// The addresses that a text may link to.
    known: HashSet<Address>,
    files: Files<Recipe>,
    /// The framework's own; those of the program alone are read when somebody first asks for a PDF.
    fonts: OnceLock<Fonts>,
    has_own_fonts: bool,
}

/// What a file is made of.
enum Recipe {
    /// By position.
    Page(usize),
    Asset(Bytes),
    Text(String),
    Export(&'static Format),
    Capability(&'static Beside, CapabilityRef),
    /// A sheet in the first layout of the settings.
    Pdf(Slice),
    /// The picture of the code on the sheets of a slice.
    Code(Slice),
    /// Of the statements that sheets are put together from, by position among their files.
    Pool(usize),
    /// Of the index of the search, by position among its files.
    Search(usize),
    /// By position among the framework's images.
    Image(usize),
}

impl Site {
    /// A sheet as a page that needs no other file.
    pub fn sheet(&self, sheet: Sheet) -> Made {
        let Shown { head, content } = views::checklists::alone(&self.plan, sheet, self.map.style());
        render::render(&self.map.theme, views::checklists::ALONE, &head, content)
    }

    /// The cover of a pack as a page that needs no other file.
    pub fn cover(&self, pack: &Pack) -> Made {
        let Shown { head, content } = views::pack::alone(&self.plan, pack, self.map.style());
        render::render(&self.map.theme, views::pack::ALONE, &head, content)
    }

    /// The fonts of all PDFs.
    pub fn fonts(&self) -> &Fonts {
        self.map.fonts.get_or_init(Fonts::default)
    }
}

/// A font of the framework's own that could be read, and of which some letter cannot be written.
fn unwritable(why: &str) -> Diagnostic {
    Diagnostic::nowhere(&codes::BAD_FONT, format!("a font of the checklists cannot be put into a PDF: {why}"))
        .help("take another font for `checklists.font` in `gradus.yml`")
}

impl Map {
    /// Puts everything that the site consists of into one map; what would share a file is a finding.
    pub fn new(
        plan: &Plan,
        mut theme: Theme,
        fonts: Option<Fonts>,
        pages: Vec<Page>,
        known: HashSet<Address>,
        findings: &mut Vec<Diagnostic>,
    ) -> Map {
        let shared = views::site::site(plan);
        theme.share(&shared, shared.nav.iter().map(|entry| entry.section).collect());
        let mut entries: Vec<Entry<Recipe>> = Vec::with_capacity(3 * pages.len());
        let mut add = |path: String, origin: Option<Place>, recipe| entries.push(Entry { path, recipe, origin });
        for (at, page) in pages.iter().enumerate() {
            add(page.address.output_path(), page.origin, Recipe::Page(at));
        }
        for asset in theme.assets() {
            add(asset.path.clone(), None, Recipe::Asset(asset.bytes.clone()));
        }
        for format in FORMATS {
            add(format.path.to_owned(), None, Recipe::Export(format));
        }
        for (handle, capability) in plan.framework.capabilities() {
            for beside in export::beside(&plan.settings) {
                let path = views::data_address(capability, beside.ending).as_str().to_owned();
                add(path, Some(capability.about.place), Recipe::Capability(beside, handle));
            }
        }
        for slice in ready(&plan.framework, &plan.settings.checklists) {
            if plan.has_pdf(slice) {
                add(slice.pdf(&plan.framework).as_str().to_owned(), None, Recipe::Pdf(slice));
            }
            if let Some(code) = plan.code(slice) {
                add(code.as_str().to_owned(), None, Recipe::Code(slice));
            }
        }
        for (at, file) in pool::files(&plan.framework).into_iter().enumerate() {
            add(file.as_str().to_owned(), None, Recipe::Pool(at));
        }
        for (at, name) in search::files(search::count(&plan.framework)).into_iter().enumerate() {
            add(format!("search/{name}"), None, Recipe::Search(at));
        }
        let mapped: Vec<&Address> = pages.iter().filter(|page| !page.noindex).map(|page| &page.address).collect();
        if let Some(feed) = views::feed(plan) {
            add(crate::site::addresses::feed().as_str().to_owned(), None, Recipe::Text(feed));
        }
        for (path, text) in site::well_known(&mapped, &plan.settings, views::site::POLICY) {
            add(path.to_owned(), None, Recipe::Text(text));
        }
        for (at, (file, path)) in plan.framework.images().iter().enumerate() {
            if let Content::Bytes(_) = plan.sources.content(*file) {
                add(path.clone(), Some(Place { file: *file, span: Span::default() }), Recipe::Image(at));
            }
        }
        let (files, collisions) = Files::new(entries);
        findings.extend(collisions.into_iter().map(|it| {
            let message = format!("two things would be the file `{}`", it.path);
            let finding = match (it.origin, it.with_origin) {
                (Some(place), Some(other)) => {
                    Diagnostic::new(&codes::SAME_ADDRESS, place, message).related(other, "the other one")
                }
                (Some(place), None) | (None, Some(place)) => Diagnostic::new(&codes::SAME_ADDRESS, place, message),
                (None, None) => Diagnostic::nowhere(&codes::SAME_ADDRESS, message),
            };
            finding.help(format!("the other one is `{}`: rename one of the two", it.with))
        }));
        let has_own_fonts = fonts.is_some();
        Map { theme, pages, known, files, fonts: fonts.map_or_else(OnceLock::new, OnceLock::from), has_own_fonts }
    }

    /// How sheets look, for files of their own.
    fn style(&self) -> &str {
        self.theme.asset("sheet.css").map_or("", |asset| std::str::from_utf8(asset).unwrap_or_default())
    }

    /// The fonts that the framework brings along.
    pub fn own_fonts(&self) -> Option<&Fonts> {
        self.fonts.get().filter(|_| self.has_own_fonts)
    }

    /// Whether a template may have a mistake that only some pages show.
    pub fn has_own_templates(&self) -> bool {
        self.theme.has_own_templates()
    }

    pub fn known(&self) -> &HashSet<Address> {
        &self.known
    }

    pub fn pages(&self) -> &[Page] {
        &self.pages
    }
}

impl Output for Site {
    fn len(&self) -> usize {
        self.map.files.len()
    }

    fn path(&self, at: usize) -> &str {
        self.map.files.path(at)
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.map.files.find(path)
    }

    fn make(&self, at: usize) -> Made {
        let plan = &*self.plan;
        Ok(match self.map.files.recipe(at) {
            Recipe::Page(at) => {
                let page = &self.map.pages[*at];
                let Shown { head, content } = page.shown(plan);
                return render::render(&self.map.theme, page.template, &head, content);
            }
            Recipe::Asset(bytes) => bytes.clone(),
            Recipe::Text(text) => text.clone().into(),
            Recipe::Export(format) => (format.make)(&plan.export()).into(),
            Recipe::Capability(beside, at) => (beside.make)(&plan.export(), &plan.framework[*at]).into(),
            Recipe::Pdf(slice) => {
                let made = pdf::pdf(&views::checklists::sheet(plan, *slice), self.fonts());
                made.map_err(|why| Box::new(unwritable(&why)))?.bytes.into()
            }
            Recipe::Code(slice) => {
                let code = plan.coded(*slice).as_deref().and_then(qr::modules);
                qr::svg(&code.expect("only what fits into a code has a picture of it")).into()
            }
            Recipe::Pool(at) => pool::file(&plan.framework, &plan.settings, &plan.layouts(), *at).into(),
            Recipe::Search(at) => self.index.of(plan).file(*at),
            Recipe::Image(at) => match plan.sources.content(plan.framework.images()[*at].0) {
                Content::Bytes(bytes) => bytes.clone(),
                _ => Bytes::new(),
            },
        })
    }

    fn prepare(&self) {
        self.index.begin(&self.plan);
    }

    /// Of pages, which are the most work.
    fn key(&self, at: usize) -> Option<Key> {
        let Recipe::Page(at) = self.map.files.recipe(at) else { return None };
        let page = &self.map.pages[*at];
        let Shown { head, content } = page.shown(&self.plan);
        Some(render::key(&self.map.theme, page.template, &head, &content))
    }
}

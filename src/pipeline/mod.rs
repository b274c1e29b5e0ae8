//! The whole build on one page. The only place that names every stage.

mod again;
mod framework;
mod site;

pub use again::Memory;
pub use framework::{Known, framework};
pub use site::Site;

use crate::base::{Address, Diagnostic, Diagnostics, Links, Output};
use crate::checklist;
use crate::export::{self, FORMATS};
use crate::lint;
use crate::model::{self, Framework};
use crate::parse;
use crate::render::Theme;
use crate::settings::{self, Settings};
use crate::site::Targets;
use crate::source::{Content, Read, SourceFile, Sources};
use crate::views::{self, AToZ, Explained, History, Items, Page, Plan, SinceRelease};
use jiff::civil::Date;
use rayon::prelude::*;
use site::{Index, Map};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// What a build is asked for, besides what the sources say.
#[derive(Clone, Default, Debug)]
pub struct Options {
    pub drafts: bool,
    /// Links that work from a folder on disk.
    pub offline: bool,
    /// Keys that take the place of the settings' own: `site__base_url` and its value.
    pub overrides: Vec<(String, String)>,
    /// Whether the rules of the field are asked, too. They never change what a site consists of.
    pub rules: bool,
    /// For rules that look at dates; without a day they are silent.
    pub today: Option<Date>,
    /// Whether all files will be asked for at once. Then what takes long is begun as soon as it can be.
    pub ahead: bool,
}

/// What a build gives: the site if there is no error, and all findings.
pub struct Built {
    /// Its files are made when they are asked for. A template that fails only on some pages is found then.
    pub site: Option<Site>,
    pub pages: usize,
    /// `None` if they could not be read.
    pub settings: Option<Settings>,
    /// Whether there is an error in them.
    pub settings_failed: bool,
    pub findings: Vec<Diagnostic>,
    /// As they were read: findings point into them.
    pub sources: Arc<Sources>,
}

/// Who wants to hear the name of each stage as it ends, and how many things it made.
pub type Heard<'a> = &'a mut dyn FnMut(&'static str, usize);

/// Sources to a site. The same sources and options give the same bytes. A `memory` of the last time makes it quicker.
pub fn build(read: Read, options: &Options, memory: Option<&mut Memory>, heard: Heard) -> Built {
    match memory {
        Some(memory) => memory.build(read, options, heard),
        None => {
            let (parsed, design) =
                rayon::join(|| parse::parse(&read.sources, None), || Design::of(&read.sources, options));
            heard("parse", parsed.documents.len());
            anew(read, parsed, design, options, heard)
        }
    }
}

/// As `build`, with one page of each template made if the project brings templates, to see whether they are sound.
pub fn check(read: Read, options: &Options, memory: Option<&mut Memory>, heard: Heard) -> Built {
    let mut built = build(read, options, memory, heard);
    let Some(site) = built.site.as_ref().filter(|site| site.map.has_own_templates()) else { return built };
    let samples = samples(site.map.pages());
    let made = samples.par_iter().filter_map(|page| site.get(&page.address.output_path())?.err());
    let mistakes: Vec<Diagnostic> = made.map(|mistake| *mistake).collect();
    heard("samples", samples.len());
    if !mistakes.is_empty() {
        built.site = None;
        built.findings = sorted([built.findings, mistakes].concat(), &built.sources);
    }
    built
}

/// A hash of everything that the bytes of a site depend on: the sources, the options, the program. Two builds with the
/// same one make the same site.
pub fn inputs(sources: &Sources, options: &Options) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    part(env!("GRADUS_PROGRAM").as_bytes());
    part(format!("{:?}", Options { ahead: false, ..options.clone() }).as_bytes());
    let files: Vec<&SourceFile> = sources.iter().map(|(_, file)| &**file).collect();
    let hash = |file: &&SourceFile| match &file.content {
        Content::Text(text) => blake3::hash(text.as_bytes()),
        Content::Bytes(bytes) => blake3::hash(bytes),
        Content::Faulty => blake3::hash(b"faulty"),
    };
    let hashes: Vec<blake3::Hash> = files.par_iter().with_min_len(64).map(hash).collect();
    for (file, hash) in files.iter().zip(hashes) {
        part(file.path.as_str().as_bytes());
        part(hash.as_bytes());
    }
    let hash = hasher.finalize();
    *hash.as_bytes().first_chunk().expect("a hash has 32 bytes")
}

/// What a site is besides its content.
struct Design {
    /// With the theme, or what is wrong with it; `None` if the settings cannot be read.
    settings: Option<(Settings, Result<Theme, Vec<Diagnostic>>)>,
    /// Of the settings.
    findings: Vec<Diagnostic>,
}

impl Design {
    fn of(sources: &Sources, options: &Options) -> Design {
        let mut findings = Vec::new();
        let settings = settings::read(sources, &options.overrides, &mut findings);
        let with_theme = |settings: Settings| {
            let theme = Theme::load(&settings.site.theme, sources);
            (settings, theme)
        };
        Design { settings: settings.map(with_theme), findings }
    }
}

/// From parsed sources, everything made.
fn anew(read: Read, parsed: parse::Parsed, design: Design, options: &Options, heard: Heard) -> Built {
    let sources = Arc::new(read.sources);
    let settings_failed = design.settings.is_none() || design.findings.iter().any(Diagnostic::is_error);
    let mut findings: Vec<Diagnostic> =
        read.findings.into_iter().chain(parsed.findings).chain(design.findings).collect();
    let Some((settings, theme)) = design.settings else {
        let findings = sorted(findings, &sources);
        return Built { site: None, pages: 0, settings: None, settings_failed, findings, sources };
    };
    // The rules point to places in front matter, of which the framework does not know all.
    let documents = if options.rules { parsed.documents.clone() } else { Vec::new() };
    // Where the documents were made, too: what one thread makes and another one drops costs more.
    let framework = rayon::scope(|_| {
        model::build(parsed.documents, parsed.images, parsed.frozen, &settings, options.drafts, &mut findings)
    });
    heard("model", framework.statements().len());
    let targets = Arc::new(Targets::new(&framework, &sources));
    let links = Links { offline: options.offline };
    let items = Items::of(&framework);
    let explained = Explained::of(&framework, &settings.site, links);
    let (own_settings, own_sources) = (settings.clone(), Arc::clone(&sources));
    let plan = Plan {
        framework,
        settings: own_settings,
        sources: own_sources,
        targets,
        links,
        items,
        explained,
        history: History::default(),
        since_release: SinceRelease::default(),
        a_to_z: AToZ::default(),
    };
    let plan = Arc::new(plan);
    let index = Arc::new(Index::default());
    // Of a framework with errors nothing will be asked for.
    if options.ahead && !findings.iter().any(Diagnostic::is_error) {
        index.begin(&plan);
    }
    let mut pages = views::pages(&plan);
    let known = known_addresses(&pages, &plan.framework, &settings);
    pages.extend(views::redirects(crate::site::redirects(&plan.framework, links, &mut findings)));
    heard("pages", pages.len());
    findings.extend(crate::site::check_addresses(pages.iter().map(|page| (&page.address, page.origin))));
    findings.extend(crate::site::check_links(&plan.framework, &plan.targets, &known, &sources, &|_| true));
    heard("checks", findings.len());
    // Half a framework would be blamed for what only its other half says.
    if options.rules && !findings.iter().any(Diagnostic::is_error) {
        let before = findings.len();
        let context = lint::Context::new(&plan.framework, &settings, &sources, &documents, options.today);
        findings.extend(lint::check(&context));
        heard("rules", findings.len() - before);
    }
    let theme = theme.map_err(|mistakes| findings.extend(mistakes)).ok();
    let before = findings.len();
    let fonts = checklist::own_fonts(&settings, &sources, &mut findings);
    // What is lacking in a font that cannot be used is not known.
    if findings.len() == before {
        findings.extend(checklist::lacking(&plan.framework, &settings, &sources, fonts.as_ref()));
    }
    heard("fonts", settings.checklists.fonts.len());
    findings.iter_mut().for_each(settings::place_outside);
    findings = settings.checks.apply(findings);
    let count = pages.len();
    let theme = theme.filter(|_| !findings.iter().any(Diagnostic::is_error));
    let map = theme.map(|theme| Map::new(&plan, theme, fonts, pages, known, &mut findings));
    let map = map.filter(|_| !findings.iter().any(Diagnostic::is_error));
    let site = map.map(|map| Site::new(plan, Arc::new(map), index));
    heard("site", site.as_ref().map_or(0, Output::len));
    let findings = sorted(findings, &sources);
    Built { site, pages: count, settings: Some(settings), settings_failed, findings, sources }
}

fn sorted(findings: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let mut all = Diagnostics::new();
    all.extend(findings);
    all.sorted(sources.ranks())
}

/// One page of each template.
fn samples(pages: &[Page]) -> Vec<&Page> {
    let mut seen = BTreeSet::new();
    pages.iter().filter(|page| seen.insert(page.template)).collect()
}

/// Every address that a text may link to: pages, data, images.
fn known_addresses(pages: &[Page], framework: &Framework, settings: &Settings) -> HashSet<Address> {
    let data = FORMATS.iter().map(|format| Address::file(format.path));
    let images = framework.images().iter().map(|(_, path)| Address::file(path.clone()));
    let beside = framework
        .capabilities()
        .flat_map(|(_, it)| export::beside(settings).map(move |beside| views::data_address(it, beside.ending)));
    pages.iter().map(|page| page.address.clone()).chain(data).chain(images).chain(beside).collect()
}

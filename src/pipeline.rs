//! The whole build on one page. The only place that names every stage.

use crate::base::{Address, Diagnostic, Diagnostics, Entry, File, Links, Output, Place, Span, codes};
use crate::export::{BESIDE, FORMATS};
use crate::model::{self, Framework};
use crate::parse;
use crate::render::{self, Theme};
use crate::settings::{self, Settings};
use crate::site::{self, Page, Targets};
use crate::source::{Content, Read, Sources};
use crate::views::{self, Plan};
use rayon::prelude::*;
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
}

/// What a build gives: the site if there is no error, and all findings.
pub struct Built {
    /// Its files are made when they are asked for. A template that fails only on some pages is found then.
    pub output: Option<Output>,
    /// The path of one page of each template, if the project brings templates: those of the program are sound.
    pub samples: Vec<String>,
    pub pages: usize,
    /// `None` if they could not be read.
    pub settings: Option<Settings>,
    /// Whether there is an error in them.
    pub settings_failed: bool,
    pub findings: Vec<Diagnostic>,
    /// As they were read: findings point into them.
    pub sources: Arc<Sources>,
}

/// What whoever builds again and again remembers from the last time: it makes a build quicker, and never another one.
#[derive(Default)]
pub struct Memory {
    parse: parse::Memory,
}

/// Sources to a site. The same sources and options give the same bytes. `heard` is told the name of each stage as it
/// ends, and how many things it made.
pub fn build(
    read: Read,
    options: &Options,
    memory: Option<&mut Memory>,
    heard: &mut dyn FnMut(&'static str, usize),
) -> Built {
    let Read { sources, findings } = read;
    let sources = Arc::new(sources);
    let mut findings: Vec<Diagnostic> = findings.into_iter().collect();
    let parsed = parse::parse(&sources, memory.map(|memory| &mut memory.parse));
    findings.extend(parsed.findings);
    heard("parse", parsed.documents.len());
    let before = findings.len();
    let settings = settings::read(&sources, &options.overrides, &mut findings);
    let settings_failed = settings.is_none() || findings[before..].iter().any(Diagnostic::is_error);
    let Some(settings) = settings else {
        let findings = sorted(findings, &sources);
        let (output, samples) = (None, Vec::new());
        return Built { output, samples, pages: 0, settings: None, settings_failed, findings, sources };
    };
    let framework = model::build(parsed.documents, parsed.images, &settings, options.drafts, &mut findings);
    heard("model", framework.statements().len());
    let targets = Targets::new(&framework, &sources);
    let links = Links { offline: options.offline };
    let plan = Arc::new(Plan { framework, settings: settings.clone(), sources: Arc::clone(&sources), targets, links });
    let mut pages = views::pages(&plan);
    let known = known_addresses(&pages, &plan.framework);
    pages.extend(site::redirects(&plan.framework, links, &mut findings));
    heard("pages", pages.len());
    findings.extend(site::check_addresses(&pages));
    findings.extend(site::check_links(&plan.framework, &plan.targets, &known, &sources));
    heard("checks", findings.len());
    let theme = Theme::load(&settings.site.theme, &sources).map_err(|mistakes| findings.extend(mistakes)).ok();
    findings = settings.checks.apply(findings);
    let sound = |findings: &[Diagnostic]| !findings.iter().any(Diagnostic::is_error);
    let count = pages.len();
    let own = theme.as_ref().is_some_and(Theme::has_own_templates);
    let samples = if own { samples(&pages) } else { Vec::new() };
    let output = theme.filter(|_| sound(&findings)).map(|mut theme| {
        theme.share(&views::site::site(&plan));
        assemble(&plan, theme, pages, &mut findings)
    });
    let output = output.filter(|_| sound(&findings));
    heard("site", output.as_ref().map_or(0, Output::len));
    let findings = sorted(findings, &sources);
    Built { output, samples, pages: count, settings: Some(settings), settings_failed, findings, sources }
}

/// As `build`, with one page of each template made, to see whether the templates are sound.
pub fn check(
    read: Read,
    options: &Options,
    memory: Option<&mut Memory>,
    heard: &mut dyn FnMut(&'static str, usize),
) -> Built {
    let mut built = build(read, options, memory, heard);
    if let Some(output) = &built.output {
        let made = built.samples.par_iter().filter_map(|path| output.get(path)?.bytes().err());
        let mistakes: Vec<Diagnostic> = made.map(|mistake| *mistake).collect();
        if !mistakes.is_empty() {
            built.output = None;
            built.findings = sorted([built.findings, mistakes].concat(), &built.sources);
        }
    }
    heard("samples", built.samples.len());
    built
}

fn sorted(findings: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
    let mut all = Diagnostics::new();
    all.extend(findings);
    all.sorted(sources.ranks())
}

fn samples(pages: &[Page]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    pages.iter().filter(|page| seen.insert(page.template)).map(|page| page.address.output_path()).collect()
}

/// Every address that a text may link to: pages, data, images.
fn known_addresses(pages: &[Page], framework: &Framework) -> HashSet<Address> {
    let data = FORMATS.iter().map(|format| Address::file(format.path));
    let images = framework.images().iter().map(|(_, path)| Address::file(path.clone()));
    let beside = framework
        .capabilities()
        .flat_map(|(_, it)| BESIDE.iter().map(move |beside| views::data_address(it, beside.ending)));
    pages.iter().map(|page| page.address.clone()).chain(data).chain(images).chain(beside).collect()
}

/// Puts everything that the site consists of into one output; what would share a file is a finding.
fn assemble(plan: &Arc<Plan>, theme: Theme, pages: Vec<Page>, findings: &mut Vec<Diagnostic>) -> Output {
    let theme = Arc::new(theme);
    let mapped: Vec<Address> = pages.iter().filter(|page| !page.noindex).map(|page| page.address.clone()).collect();
    let mut entries: Vec<Entry> = Vec::with_capacity(3 * pages.len());
    entries.extend(pages.into_iter().map(|page| {
        let (path, origin, theme) = (page.address.output_path(), page.origin, Arc::clone(&theme));
        Entry { path, origin, file: File::made(move || render::render(&theme, &page)) }
    }));
    let mut add = |path: String, origin: Option<Place>, file: File| entries.push(Entry { path, file, origin });
    for asset in theme.assets() {
        add(asset.path.clone(), None, asset.bytes.clone().into());
    }
    for format in FORMATS {
        let plan = Arc::clone(plan);
        add(format.path.to_owned(), None, File::made(move || Ok((format.make)(&plan.export()).into())));
    }
    for (handle, capability) in plan.framework.capabilities() {
        for beside in BESIDE {
            let path = views::data_address(capability, beside.ending).as_str().to_owned();
            let plan = Arc::clone(plan);
            let make = move || Ok((beside.make)(&plan.export(), &plan.framework[handle]).into());
            add(path, Some(capability.about.place), File::made(make));
        }
    }
    for (path, text) in site::well_known(&mapped, &plan.settings, views::site::POLICY) {
        add(path.to_owned(), None, text.into());
    }
    for (file, path) in plan.framework.images() {
        if let Content::Bytes(bytes) = plan.sources.content(*file) {
            add(path.clone(), Some(Place { file: *file, span: Span::default() }), bytes.clone().into());
        }
    }
    let (output, collisions) = Output::new(entries);
    findings.extend(collisions.into_iter().map(|it| {
        let message = format!("two things would be the file `{}`", it.path);
        let finding = match it.origin {
            Some(place) => Diagnostic::new(&codes::SAME_ADDRESS, place, message),
            None => Diagnostic::nowhere(&codes::SAME_ADDRESS, message),
        };
        finding.help(format!("the other one is `{}`: rename one of the two", it.with))
    }));
    output
}

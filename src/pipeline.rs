//! The whole build on one page. The only function that names every stage.

use crate::base::{Diagnostic, Diagnostics, Links, Output, Place, Severity, Span, codes};
use crate::export::{self, FORMATS};
use crate::model::{self, Framework};
use crate::parse;
use crate::render::{self, Rendered, Theme};
use crate::settings::{self, Settings};
use crate::site::{self, Page, Targets};
use crate::source::{Content, Read, Sources};
use crate::views::{self, Plan};
use rayon::prelude::*;
use std::collections::HashSet;

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
    pub output: Option<Output>,
    pub pages: usize,
    /// `None` if they could not be read.
    pub settings: Option<Settings>,
    /// Whether there is an error in them.
    pub settings_failed: bool,
    pub findings: Vec<Diagnostic>,
    /// As they were read: findings point into them.
    pub sources: Sources,
}

/// Sources to output. The same sources and options give the same bytes.
pub fn build(read: Read, options: &Options) -> Built {
    run(read, options, render::render)
}

/// Everything that a build looks at, with one page rendered for each template. The output has all paths and is no site.
pub fn check(read: Read, options: &Options) -> Built {
    run(read, options, render::sample)
}

/// Pages to bytes, or the templates' mistakes.
type Render = fn(&Theme, Vec<Page>) -> Result<Vec<Rendered>, Vec<Diagnostic>>;

fn run(read: Read, options: &Options, render: Render) -> Built {
    let Read { sources, findings } = read;
    let mut findings: Vec<Diagnostic> = findings.into_iter().collect();
    let parsed = parse::parse(&sources);
    findings.extend(parsed.findings);
    let before = findings.len();
    let settings = settings::read(&sources, &options.overrides, &mut findings);
    let settings_failed =
        settings.is_none() || findings[before..].iter().any(|finding| finding.severity == Severity::Error);
    let Some(settings) = settings else {
        return Built { output: None, pages: 0, settings: None, settings_failed, findings: sorted(findings), sources };
    };
    let framework = model::build(parsed.documents, parsed.images, &settings, options.drafts, &mut findings);
    let links = Links { offline: options.offline };
    let targets = Targets::new(&framework, &sources);
    let plan = Plan { framework: &framework, settings: &settings, sources: &sources, targets: &targets, links };
    let mut pages = views::pages(&plan);
    let known = known_addresses(&pages, &framework);
    pages.extend(site::redirects(&framework, links, &mut findings));
    findings.extend(site::check_addresses(&pages));
    findings.extend(site::check_links(&framework, &targets, &known, &sources));
    let theme = Theme::load(&settings.site.theme, &sources).map_err(|mistakes| findings.extend(mistakes)).ok();
    findings = settings.checks.apply(findings);
    let sound = |findings: &[Diagnostic]| findings.iter().all(|finding| finding.severity != Severity::Error);
    let count = pages.len();
    let theme = theme.filter(|_| sound(&findings));
    let output = theme.and_then(|mut theme| {
        theme.share(&views::site::site(&plan));
        let rendered = render(&theme, pages).map_err(|mistakes| findings.extend(mistakes)).ok()?;
        Some(assemble(&plan, &theme, rendered, &mut findings))
    });
    let output = output.filter(|_| sound(&findings));
    Built { output, pages: count, settings: Some(settings), settings_failed, findings: sorted(findings), sources }
}

fn sorted(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut all = Diagnostics::new();
    all.extend(findings);
    all.sorted()
}

/// Every address that a text may link to: pages, data, images.
fn known_addresses(pages: &[Page], framework: &Framework) -> HashSet<crate::base::Address> {
    let data = FORMATS.iter().map(|format| crate::base::Address::file(format.path));
    let images = framework.images().iter().map(|(_, path)| crate::base::Address::file(path.clone()));
    let beside =
        framework.capabilities().flat_map(|(_, it)| [views::data_address(it, "json"), views::data_address(it, "md")]);
    pages.iter().map(|page| page.address.clone()).chain(data).chain(images).chain(beside).collect()
}

/// Puts everything that the site consists of into one output; what would share a file is a finding.
fn assemble(plan: &Plan, theme: &Theme, rendered: Vec<Rendered>, findings: &mut Vec<Diagnostic>) -> Output {
    let mut output = Output::new();
    let mut clash = |collision: Result<(), crate::base::Collision>, place: Option<Place>| {
        let Err(collision) = collision else { return };
        let message = format!("two things would be the file `{}`", collision.path);
        let finding = match place {
            Some(place) => Diagnostic::new(&codes::SAME_ADDRESS, place, message),
            None => Diagnostic::nowhere(&codes::SAME_ADDRESS, message),
        };
        findings.push(finding.help(format!("the other one is `{}`: rename one of the two", collision.with)));
    };
    for page in &rendered {
        clash(output.insert(&page.path, page.bytes.clone()), page.origin);
    }
    for asset in theme.assets() {
        clash(output.insert(&asset.path, asset.bytes.clone()), None);
    }
    let source = export::Source { framework: plan.framework, settings: plan.settings, sources: plan.sources };
    for format in FORMATS {
        clash(output.insert(format.path, (format.make)(&source)), None);
    }
    let capabilities: Vec<_> = plan.framework.capabilities().map(|(_, capability)| capability).collect();
    let data: Vec<_> = capabilities
        .par_iter()
        .map(|capability| {
            (export::capability_json(&source, capability), export::capability_markdown(&source, capability))
        })
        .collect();
    for (capability, (json, markdown)) in capabilities.iter().zip(data) {
        let origin = Some(capability.about.place);
        clash(output.insert(views::data_address(capability, "json").as_str(), json), origin);
        clash(output.insert(views::data_address(capability, "md").as_str(), markdown), origin);
    }
    let canonical = rendered.iter().filter_map(|page| page.canonical.as_deref()).collect();
    for (path, text) in site::well_known(canonical, plan.settings, views::site::POLICY) {
        clash(output.insert(path, text), None);
    }
    for (file, path) in plan.framework.images() {
        if let Content::Bytes(bytes) = plan.sources.content(*file) {
            clash(output.insert(path, bytes.clone()), Some(Place { file: *file, span: Span::default() }));
        }
    }
    output
}

//! As far as the framework: for whoever asks what the content says and wants no site. It is there with errors, too, as
//! far as it could be made, so that a mistake in one file does not hide the others.

use super::{Options, sorted};
use crate::base::Diagnostic;
use crate::model::{self, Framework};
use crate::parse;
use crate::settings::{self, Settings};
use crate::source::{Read, Sources};

/// What the content says.
pub struct Known {
    /// `None` if the settings cannot be read.
    pub settings: Option<Settings>,
    pub framework: Framework,
    /// Of reading, the settings and the framework; links and pages were not looked at.
    pub findings: Vec<Diagnostic>,
    pub sources: Sources,
}

pub fn framework(read: Read, options: &Options) -> Known {
    let sources = read.sources;
    let parsed = parse::parse(&sources, None);
    let mut findings: Vec<Diagnostic> = read.findings.into_iter().chain(parsed.findings).collect();
    let settings = settings::read(&sources, &options.overrides, &mut findings);
    let framework = settings.as_ref().map(|settings| {
        model::build(parsed.documents, parsed.images, parsed.frozen, settings, options.drafts, &mut findings)
    });
    let findings = sorted(findings, &sources);
    Known { settings, framework: framework.unwrap_or_default(), findings, sources }
}

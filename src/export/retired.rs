//! What is no longer current, as JSON, `gradus-retired/1`: for whoever keeps ids of a framework and has to know what became
//! of them.

use super::{Source, json};
use crate::site::addresses;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    id: &'a str,
    version: &'a str,
    retired: Vec<Retired<'a>>,
}

#[derive(Serialize)]
struct Retired<'a> {
    id: &'a str,
    uri: String,
    /// The version since which it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    replaced_by: Vec<&'a str>,
}

pub fn retired(source: &Source) -> Vec<u8> {
    let framework = source.framework;
    let retired = framework.capabilities().filter_map(|(_, it)| {
        let retired = it.retired.as_ref()?;
        Some(Retired {
            id: &it.id,
            uri: json::uri(source.settings, &addresses::capability(it)),
            since: retired.since.as_deref(),
            reason: retired.reason.as_deref(),
            replaced_by: retired.replaced_by.iter().map(|at| framework[*at].id.as_str()).collect(),
        })
    });
    let about = &source.settings.framework;
    json::pretty(&Document {
        format: "gradus-retired/1",
        id: &about.id,
        version: &about.version,
        retired: retired.collect(),
    })
}

//! `data`: the framework as data.

use super::checklists::{names, plain};
use crate::parse::fields::Fields;

#[derive(Clone, Debug)]
pub struct DataSettings {
    /// What stands beside each capability's page.
    pub capabilities: Vec<String>,
}

/// The names of formats that `data.capabilities` takes.
pub static BESIDE: &[&str] = &["json", "markdown"];

pub(super) fn read(top: &mut Fields) -> DataSettings {
    let mut settings = DataSettings { capabilities: BESIDE.iter().map(|name| (*name).to_owned()).collect() };
    let Some(mut fields) = top.child("data", "`data`") else { return settings };
    if let Some(beside) = names(&mut fields, "capabilities", BESIDE, "there is no format") {
        settings.capabilities = plain(beside);
    }
    fields.finish();
    settings
}

//! `checks`: which findings a framework does not want to hear of, or takes more or less seriously.

use crate::base::{Diagnostic, Fix, Located, Severity, codes, suggest};
use crate::parse::fields::Fields;

/// Which findings a framework does not want to hear of, or takes more or less seriously.
#[derive(Clone, Default, Debug)]
pub struct Checks {
    ignored: Vec<String>,
    severities: Vec<(String, Severity)>,
}

impl Checks {
    /// Errors cannot be ignored: the site could not be built truthfully.
    pub fn apply(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut kept = Vec::with_capacity(findings.len());
        for mut finding in findings {
            if finding.severity != Severity::Error {
                if self.ignored.iter().any(|id| id == finding.code.id) {
                    continue;
                }
                let set = self.severities.iter().find(|(id, _)| id == finding.code.id);
                finding.severity = set.map_or(finding.severity, |(_, severity)| *severity);
            }
            kept.push(finding);
        }
        kept
    }
}

pub(super) fn read(top: &mut Fields) -> Checks {
    let mut checks = Checks::default();
    let Some(mut fields) = top.child("checks", "`checks`") else { return checks };
    fields.only("ignore", codes::ALL.iter().filter(|code| code.severity != Severity::Error).map(|code| code.id));
    fields.only("severity", ["error", "warning", "note"]);
    for code in fields.list("ignore") {
        if is_code(&mut fields, &code) && can_change(&mut fields, &code) {
            checks.ignored.push(code.value);
        }
    }
    for (code, word) in fields.text_pairs("severity") {
        let severity = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .find(|severity| severity.name() == word.value);
        let known = is_code(&mut fields, &code) && can_change(&mut fields, &code);
        match severity {
            Some(severity) if known => checks.severities.push((code.value, severity)),
            Some(_) => {}
            None => {
                let message = format!("`{}` is no severity", word.value);
                fields.push(
                    Diagnostic::new(&codes::BAD_VALUE, word.place, message).help("write `error`, `warning` or `note`"),
                );
            }
        }
    }
    fields.finish();
    checks
}

/// An error says that the site could not be built truthfully; no setting makes that go away.
fn can_change(fields: &mut Fields, code: &Located<String>) -> bool {
    let is_error = codes::ALL.iter().any(|known| known.id == code.value && known.severity == Severity::Error);
    if is_error {
        let message = format!("`{}` is an error, which cannot be ignored or made less of", code.value);
        fields.push(Diagnostic::new(&codes::BAD_VALUE, code.place, message).help("take the line out"));
    }
    !is_error
}

fn is_code(fields: &mut Fields, code: &Located<String>) -> bool {
    let known = codes::ALL.iter().any(|known| known.id == code.value);
    if !known {
        let message = format!("there is no finding with the code `{}`", code.value);
        let help = suggest::nearest(&code.value, codes::ALL.iter().map(|code| code.id));
        fields.push(
            Diagnostic::new(&codes::BAD_VALUE, code.place, message)
                .maybe_help(help.map(|near| format!("did you mean `{near}`?")))
                .fix(Fix::name(&code.value, codes::ALL.iter().map(|code| code.id))),
        );
    }
    known
}

//! The pages that the server shows when the site has none to show. They work without script.

use super::Told;
use super::current::Findings;
use super::live::STYLE;
use super::path::Mount;
use crate::base::escaped;

/// There was no good site yet.
pub(super) fn nothing_yet(findings: &Findings) -> String {
    let lead = match findings.counts.errors {
        0 => "The site is being built. This page opens it as soon as it is there.",
        1 => "The site cannot be built yet. Mend the error below, and this page opens it by itself.",
        _ => "The site cannot be built yet. Mend the errors below, and this page opens it by itself.",
    };
    page("Nothing to show yet", lead, &list(findings))
}

/// There is a site, but not this page.
pub(super) fn broken(findings: &Findings) -> String {
    let lead = "The rest of the site is there. Once this is mended, the page comes back by itself.";
    page("This page could not be made", lead, &list(findings))
}

/// The site has no page of its own for this.
pub(super) fn not_found(mount: &Mount) -> String {
    let home = format!("<p><a href=\"{}\">To the home page</a></p>\n", escaped(&mount.address()));
    page("Page not found", "The site has nothing at this address. Should it come, this page shows it by itself.", &home)
}

fn page(title: &str, lead: &str, body: &str) -> String {
    format!(
        "<!doctype html>
<html lang=\"en-GB\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; \
         img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<title>{title}</title>
<link rel=\"stylesheet\" href=\"{STYLE}\">
<link rel=\"icon\" href=\"data:,\">
</head>
<body class=\"gradus-page\">
<main>
<h1>{title}</h1>
<p>{lead}</p>
{body}</main>
</body>
</html>
"
    )
}

fn list(findings: &Findings) -> String {
    if findings.shown.is_empty() {
        return String::new();
    }
    let items: String = findings.shown.iter().map(item).collect();
    let more = match findings.counts.all() - findings.shown.len() {
        0 => String::new(),
        more => format!("<p>And {more} more.</p>\n"),
    };
    format!("<ol class=\"findings\">\n{items}</ol>\n{more}")
}

fn item(finding: &Told) -> String {
    let place = finding.place.as_deref().map(|place| format!("<p class=\"place\">{}</p>\n", escaped(place)));
    let text = Some(&finding.text).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("<pre tabindex=\"0\">{}</pre>\n", escaped(text)));
    format!(
        "<li class=\"finding\" data-severity=\"{}\">\n<h2>{}</h2>\n{}{}</li>\n",
        escaped(&finding.severity),
        escaped(&finding.title),
        place.unwrap_or_default(),
        text.unwrap_or_default()
    )
}

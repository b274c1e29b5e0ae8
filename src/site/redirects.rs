//! Old addresses: each alias is a page that leads on.

use super::{Crumb, addresses};
use crate::base::{Address, Diagnostic, Links, Place, codes, slug};
use crate::model::Framework;

/// Leads on from an old address to where something now is.
pub struct Redirect {
    pub from: Address,
    pub to: Crumb,
    /// Where the alias was written.
    pub place: Place,
}

/// A redirect for every alias; aliases that are no addresses of this site are findings.
pub fn redirects(framework: &Framework, links: Links, findings: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut all = Vec::new();
    let entities =
        addresses::of_entities(framework, &|_| true).into_iter().map(|(address, about)| (address, None, about));
    // A term has its place on the glossary's page.
    let terms =
        framework.terms().map(|(_, term)| (addresses::glossary(), Some(addresses::term_anchor(term)), &term.about));
    for (address, anchor, about) in entities.chain(terms) {
        for alias in &about.aliases {
            let Some(old) = address_of(&alias.value) else {
                let message = format!("`{}` cannot be an address of this site", alias.value);
                let help =
                    "write the old address from the top: `/old/address/`, in small letters, digits, hyphens and dots";
                findings.push(Diagnostic::new(&codes::BAD_VALUE, alias.place, message).help(help));
                continue;
            };
            if old == address {
                let message = format!("the alias `{}` is the address itself", alias.value);
                findings.push(Diagnostic::new(&codes::SAME_ADDRESS, alias.place, message).help("take it out"));
                continue;
            }
            let to = Crumb {
                title: about.title().to_owned(),
                href: anchor.as_ref().map_or_else(|| links.to(&address), |anchor| links.to_anchor(&address, anchor)),
            };
            all.push(Redirect { from: old, to, place: alias.place });
        }
    }
    all
}

/// `/old/address/`, `old/address`, `old/address/index.html` are the same page.
fn address_of(alias: &str) -> Option<Address> {
    let path = alias.trim_start_matches('/').trim_end_matches("index.html").trim_end_matches('/');
    let fine = !alias.starts_with("//")
        && !path.is_empty()
        && path.split('/').all(|part| {
            let plain = slug(&part.replace(['.', '_'], "-"));
            !plain.is_empty()
                && part.chars().all(|c| c.is_alphanumeric() || "-._".contains(c))
                && !part.contains("..")
                && !part.starts_with('.')
                && !part.ends_with('.')
        });
    fine.then(|| Address::page([path]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_stays_inside_the_site() {
        assert_eq!(address_of("/old/place/").unwrap().as_str(), "old/place/");
        assert_eq!(address_of("old/x.y").unwrap().as_str(), "old/x.y/");
        for bad in
            ["", "/", "//host/x", "../x", "a/../b", "https://x.org/", "a b", "a//b", "C:\\x", "%2e%2e/x", "a/.htaccess"]
        {
            assert_eq!(address_of(bad), None, "{bad}");
        }
    }
}

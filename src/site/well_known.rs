//! Files that servers and search engines look for.

use crate::base::{Address, Links, escaped};
use crate::settings::Settings;

/// The site's map of the given addresses, what robots may see, what headers a server should send, and that GitHub Pages should leave the files
/// alone. What has to be absolute is there only with a base URL.
pub fn well_known(mapped: &[&Address], settings: &Settings, policy: &str) -> Vec<(&'static str, String)> {
    let mut files = vec![(".nojekyll", String::new()), ("_headers", headers(policy))];
    let mut robots = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &settings.site.base_url {
        robots.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
        files.push(("sitemap.xml", sitemap(base, mapped)));
    }
    files.push(("robots.txt", robots));
    files
}

/// In the form that Netlify and Cloudflare Pages read. `frame-ancestors` works as a header only.
fn headers(policy: &str) -> String {
    format!(
        "/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
         X-Frame-Options: DENY\n  Permissions-Policy: camera=(), microphone=(), geolocation=()\n  Cross-Origin-Opener-Policy: same-origin\n\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}

fn sitemap(base: &str, mapped: &[&Address]) -> String {
    let mut links: Vec<String> = mapped.iter().map(|address| Links::default().to(address)).collect();
    links.sort_unstable();
    let base = escaped(base);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for link in links {
        out.extend(["<url><loc>", &base, &escaped(&link), "</loc></url>\n"]);
    }
    out.push_str("</urlset>\n");
    out
}

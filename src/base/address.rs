//! Addresses inside the site, and the links between them.

use std::fmt;

/// A page's or file's address from the top of the site, without a leading slash. The home page is empty, a page ends in
/// `/` (`capabilities/ai-041/`), a file does not (`data/framework.json`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Address(String);

impl Address {
    /// The address of the page below the given parts; each part is one or more words of a path, without outer slashes.
    pub fn page<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> Address {
        // Room for most addresses, so that they need not grow part by part.
        let mut path = String::with_capacity(32);
        for part in parts {
            path.push_str(part.as_ref());
            path.push('/');
        }
        Address(path)
    }

    pub fn home() -> Address {
        Address(String::new())
    }

    /// The address of a single file, `/` between its parts.
    pub fn file(path: impl Into<String>) -> Address {
        Address(path.into())
    }

    /// A page below this one.
    pub fn below(&self, part: &str) -> Address {
        Address([&self.0, part, "/"].concat())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the bytes of this address are kept in the output.
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { [&self.0, "index.html"].concat() } else { self.0.clone() }
    }

    /// The relative path from this page to the top of the site: `./`, `../`, `../../` …
    pub fn root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How links are written: for a web server, or for a folder on disk, where a link has to name `index.html`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Links {
    pub offline: bool,
}

impl Links {
    /// The link to an address, to be put behind the linking page's [`Address::root`].
    pub fn to(self, address: &Address) -> String {
        let path = if self.offline { address.output_path() } else { address.0.clone() };
        percent_encode(&path)
    }

    /// As `to`, with what the page is asked for, as it is written, and the place on it.
    pub fn to_place(self, address: &Address, query: Option<&str>, anchor: Option<&str>) -> String {
        let mut link = self.to(address);
        if let Some(query) = query {
            link.push('?');
            link.push_str(query);
        }
        if let Some(anchor) = anchor {
            link.push('#');
            link.push_str(&percent_encode(anchor));
        }
        link
    }

    /// As `to`, with the place on the page.
    pub fn to_anchor(self, address: &Address, anchor: &str) -> String {
        self.to_place(address, None, Some(anchor))
    }
}

/// Everything but what RFC 3986 lets stand in a path or fragment, byte by byte.
pub fn percent_encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    if path.bytes().all(plain) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len() * 2);
    for byte in path.bytes() {
        match plain(byte) {
            true => out.push(byte as char),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_knows_its_file_and_the_way_to_the_top() {
        let page = Address::page(["domains", "ai"]).below("robotics");
        assert_eq!(page.as_str(), "domains/ai/robotics/");
        assert_eq!(page.output_path(), "domains/ai/robotics/index.html");
        assert_eq!(page.root(), "../../../");
        assert_eq!(Address::home().root(), "./");
        assert_eq!(Address::home().output_path(), "index.html");
    }

    #[test]
    fn links_on_disk_name_the_file() {
        let page = Address::page(["levels", "1"]);
        assert_eq!(Links { offline: false }.to(&page), "levels/1/");
        assert_eq!(Links { offline: true }.to(&page), "levels/1/index.html");
        let cafe = Address::page(["café"]);
        assert_eq!(Links::default().to_anchor(&cafe, "a b"), "caf%C3%A9/#a%20b");
    }
}

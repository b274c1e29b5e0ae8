//! From the path of a request to the path of a file, and nothing in between that could mean two things.

use crate::base::percent_encode;

/// Why a path names nothing here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// A `%` that is not followed by two digits, or bytes that are no text.
    Malformed,
    /// Well formed, but no file of a site can have it.
    NoFile,
}

/// Decodes a path once: `/a%20b/` becomes `a b/`, without the slash in front. What some program on the way might take
/// for another path (`..`, `\`, an encoded slash, an empty part) is refused rather than mended.
pub(super) fn decode(path: &str) -> Result<String, Fault> {
    let path = path.strip_prefix('/').ok_or(Fault::NoFile)?;
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| (digit as char).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else { return Err(Fault::Malformed) };
        match (high * 16 + low) as u8 {
            b'/' | b'\\' => return Err(Fault::NoFile),
            byte => bytes.push(byte),
        }
    }
    let path = String::from_utf8(bytes).map_err(|_| Fault::Malformed)?;
    let parts = path.strip_suffix('/').unwrap_or(&path);
    let is_strange =
        |part: &str| matches!(part, "" | "." | "..") || part.contains(|c: char| c == '\\' || c.is_control());
    match !path.is_empty() && parts.split('/').any(is_strange) {
        true => Err(Fault::NoFile),
        false => Ok(path),
    }
}

/// The folder that the site stands in, as seen from outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mount {
    /// Decoded, with a slash at the end and none in front; empty for `/`.
    inner: String,
}

impl Mount {
    /// Slashes may be missing at either end.
    pub fn new(path: &str) -> Mount {
        let path = path.trim_matches('/');
        Mount { inner: if path.is_empty() { String::new() } else { format!("{path}/") } }
    }

    /// As it is written in an address: `/framework/`.
    pub fn address(&self) -> String {
        format!("/{}", percent_encode(&self.inner))
    }

    /// The part of a decoded path that is below the mount; `None` if it is elsewhere.
    pub fn below<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.inner)
    }

    /// Whether whoever asks for this means the site's home page but is not there yet.
    pub fn is_above(&self, path: &str) -> bool {
        !self.inner.is_empty() && (path.is_empty() || self.inner.strip_suffix('/') == Some(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once() {
        assert_eq!(decode("/").as_deref(), Ok(""));
        assert_eq!(decode("/a/b.css").as_deref(), Ok("a/b.css"));
        assert_eq!(decode("/caf%C3%A9/a%20b/").as_deref(), Ok("café/a b/"));
        assert_eq!(decode("/100%2525").as_deref(), Ok("100%25"));
        assert_eq!(decode("/a..b/...").as_deref(), Ok("a..b/..."), "dots alone lead nowhere");
    }

    #[test]
    fn what_could_lead_elsewhere_names_no_file() {
        for path in [
            "/..",
            "/../a",
            "/a/../b",
            "/a/..",
            "/%2e%2e/a",
            "/%2E./a",
            "/.%2e",
            "/./a",
            "/a/.",
            "//",
            "//a",
            "/a//b",
            "/a//",
            "/a%2fb",
            "/%2Fa",
            "/..%2fa",
            "/a\\b",
            "/..\\a",
            "/a%5cb",
            "/a%00",
            "/%00",
            "/a%0d%0ab",
            "*",
            "",
            "a",
        ] {
            assert_eq!(decode(path), Err(Fault::NoFile), "{path}");
        }
    }

    #[test]
    fn malformed_encoding_is_told_apart() {
        for path in ["/%", "/a%4", "/%zz", "/%+1", "/%ff", "/%c0%ae%c0%ae/", "/%ed%a0%80"] {
            assert_eq!(decode(path), Err(Fault::Malformed), "{path}");
        }
    }

    #[test]
    fn a_mount_is_the_same_however_its_ends_are_written() {
        for written in ["/my site/", "my site", "/my site"] {
            let mount = Mount::new(written);
            assert_eq!(mount.address(), "/my%20site/");
            assert_eq!(mount.below("my site/a"), Some("a"));
            assert_eq!(mount.below("my sites/a"), None);
            assert!(mount.is_above("") && mount.is_above("my site") && !mount.is_above("my site/"));
        }
        let root = Mount::new("/");
        assert_eq!((root.address().as_str(), root.below("a"), root.is_above("")), ("/", Some("a"), false));
    }
}

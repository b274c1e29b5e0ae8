//! XML as OpenDocument wants it.

use crate::base::escaped;

pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static NAMESPACES: &[(&str, &str)] = &[
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
];

/// A whole file with this root.
pub fn document(root: &str, inner: &str) -> String {
    let namespaces: String = NAMESPACES.iter().map(|(prefix, name)| format!(" xmlns:{prefix}=\"{name}\"")).collect();
    format!("{DECLARATION}<{root}{namespaces} office:version=\"1.3\">{inner}</{root}>")
}

/// A text with each space kept, also where several follow each other.
pub fn spaced(text: &str) -> String {
    escaped(text).replace("  ", " <text:s/>")
}

pub fn millimetres(length: f64) -> String {
    format!("{length:.1}mm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_xml() {
        assert_eq!(escaped("<b a=\"x\"> & ]]>\u{0}\u{ffff}"), "&lt;b a=&quot;x&quot;&gt; &amp; ]]&gt;\u{fffd}\u{fffd}");
        assert_eq!(spaced("a    b"), "a <text:s/> <text:s/>b");
    }
}

//! Slugs: the words of an address.

use unicode_normalization::UnicodeNormalization;

/// Lower-case words of an address made from any text: accents folded, `'` dropped, everything else a hyphen.
/// Letters of other scripts stay. Empty for text without a letter or digit.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        // Accents fall off; the marks that other scripts write their vowels with are part of the word.
        let accent = ('\u{300}'..='\u{36f}').contains(&c);
        if c.is_alphanumeric() || (!accent && unicode_normalization::char::is_combining_mark(c)) {
            out.push(c);
        } else if accent || matches!(c, '\'' | '\u{2019}') {
            continue;
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out.nfc().collect()
}

/// Whether a file or folder name can stand in an address as it is: lower-case letters, digits, single hyphens.
pub fn is_slug(name: &str) -> bool {
    !name.is_empty() && slug(name) == name
}

/// Why a name cannot be a file on every system, if it cannot: reserved by Windows, too long, or with a character that
/// some disk or address refuses.
pub fn file_fault(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
    let device = matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    if device {
        Some("Windows keeps this name for a device")
    } else if name.len() > 150 {
        Some("it is longer than 150 bytes, which some disks refuse")
    } else if name.chars().any(|c| c.is_control() || "<>:\"/\\|?*%#&".contains(c)) {
        Some("it has a character that addresses or some disks refuse")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("it begins or ends with a space or ends with a dot, which Windows drops")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_words() {
        for (text, want) in [
            ("Data & cyber security", "data-and-cyber-security"),
            ("  Who's who? ", "whos-who"),
            ("Iechyd a gofal – Cymru", "iechyd-a-gofal-cymru"),
            ("Café №5", "cafe-no5"),
            ("数据 管理", "数据-管理"),
            ("!!!", ""),
            ("हिन्दी", "हिन्दी"),
            ("ガイド", "ガイド"),
        ] {
            let got = slug(&text.replace('&', "and"));
            assert_eq!(got, want);
            assert!(got.is_empty() || is_slug(&got));
        }
        assert!(!is_slug("Robotics") && !is_slug("a--b") && !is_slug("a_b"));
    }

    #[test]
    fn names_that_a_disk_refuses_are_named() {
        assert!(file_fault("aux.png").is_some());
        assert!(file_fault("a:b.png").is_some());
        assert!(file_fault(&"x".repeat(200)).is_some());
        assert_eq!(file_fault("diagram-2.png"), None);
    }
}

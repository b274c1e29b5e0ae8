//! Bytes to text: one Unicode form, one line end, no byte order mark; anything that is not UTF-8 is named.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Why bytes are not text: a message, the byte where it shows, and the mend.
#[derive(Debug, PartialEq, Eq)]
pub struct NotText {
    pub message: String,
    pub offset: usize,
    pub help: &'static str,
}

const SAVE_AS: &str = "open it in a text editor and save it with the encoding UTF-8";

pub fn text(bytes: &[u8]) -> Result<String, NotText> {
    let fault = |message: &str, offset, help| {
        let message = message.to_owned();
        Err(NotText { message, offset, help })
    };
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            return fault("the file is UTF-16, not UTF-8", 0, SAVE_AS);
        }
        _ => {}
    }
    // Looks at many bytes at once, which finding the place does not.
    if bytes.contains(&0) {
        let at = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
        let wide = bytes.iter().skip(1).step_by(2).take(64).filter(|b| **b == 0).count() > 16;
        let message =
            if wide { "the file is UTF-16, not UTF-8" } else { "the file holds a NUL byte, so it is not text" };
        return fault(message, at, SAVE_AS);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(normal(text)),
        Err(error) => fault("the file is not UTF-8 (perhaps Latin-1 or Windows-1252)", error.valid_up_to(), SAVE_AS),
    }
}

/// LF line ends, no byte order mark, composed Unicode: what two editors save differently and mean alike.
pub fn normal(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return text;
    }
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_differences_become_one_text() {
        let want = "caf\u{e9}\nb\n";
        for bytes in ["caf\u{e9}\nb\n", "\u{feff}cafe\u{301}\r\nb\r\n", "caf\u{e9}\rb\r"] {
            assert_eq!(text(bytes.as_bytes()).unwrap(), want);
        }
    }

    #[test]
    fn other_encodings_are_named() {
        let utf16: Vec<u8> = "title".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, word) in
            [(b"caf\xe9".as_slice(), "Latin-1"), (b"\xff\xfea\0", "UTF-16"), (&utf16, "NUL"), (b"a\0b", "NUL")]
        {
            let fault = text(bytes).unwrap_err();
            assert!(fault.message.contains(word), "{fault:?}");
        }
    }
}

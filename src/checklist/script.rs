//! What people call the set that a character belongs to: whoever looks for a font looks for that name.

use std::ops::RangeInclusive;

/// Sets that the program's own fonts lack, and by which fonts are named. Of several that hold a character, the first.
static SETS: &[(&str, &[RangeInclusive<u32>])] = &[
    ("Syriac", &[0x700..=0x74f]),
    ("Devanagari", &[0x900..=0x97f, 0xa8e0..=0xa8ff]),
    ("Bengali", &[0x980..=0x9ff]),
    ("Gurmukhi", &[0xa00..=0xa7f]),
    ("Gujarati", &[0xa80..=0xaff]),
    ("Oriya", &[0xb00..=0xb7f]),
    ("Tamil", &[0xb80..=0xbff]),
    ("Telugu", &[0xc00..=0xc7f]),
    ("Kannada", &[0xc80..=0xcff]),
    ("Malayalam", &[0xd00..=0xd7f]),
    ("Sinhala", &[0xd80..=0xdff]),
    ("Thai", &[0xe00..=0xe7f]),
    ("Lao", &[0xe80..=0xeff]),
    ("Tibetan", &[0xf00..=0xfff]),
    ("Myanmar", &[0x1000..=0x109f]),
    ("Ethiopic", &[0x1200..=0x139f, 0x2d80..=0x2ddf]),
    ("Cherokee", &[0x13a0..=0x13ff, 0xab70..=0xabbf]),
    ("Khmer", &[0x1780..=0x17ff, 0x19e0..=0x19ff]),
    ("Mongolian", &[0x1800..=0x18af]),
    ("Korean", &[0x1100..=0x11ff, 0x3130..=0x318f, 0xac00..=0xd7ff]),
    ("Japanese", &[0x3040..=0x30ff, 0x31f0..=0x31ff, 0xff66..=0xff9f]),
    (
        "Chinese or Japanese",
        &[0x2e80..=0x303f, 0x3100..=0x312f, 0x3400..=0x9fff, 0xf900..=0xfaff, 0xff00..=0xff65, 0x20000..=0x3ffff],
    ),
    ("emoji", &[0x2600..=0x27bf, 0x1f000..=0x1faff]),
    ("Arabic", &[0x600..=0x6ff, 0x750..=0x77f, 0x8a0..=0x8ff, 0xfb50..=0xfdff, 0xfe70..=0xfeff]),
    ("Hebrew", &[0x590..=0x5ff]),
    ("Cyrillic", &[0x400..=0x52f, 0x1c80..=0x1c8f, 0x2de0..=0x2dff, 0xa640..=0xa69f]),
    ("Greek", &[0x370..=0x3ff, 0x1f00..=0x1fff]),
    ("Latin", &[0x41..=0x24f, 0x1e00..=0x1eff, 0x2c60..=0x2c7f, 0xa720..=0xa7ff]),
    ("signs that only one computer knows", &[0xe000..=0xf8ff, 0xf0000..=0x10ffff]),
];

/// The set's name; "rare letters and signs" for what is in none of those that are known here.
pub fn script(c: char) -> &'static str {
    let holds = |ranges: &[RangeInclusive<u32>]| ranges.iter().any(|range| range.contains(&u32::from(c)));
    SETS.iter().find(|(_, ranges)| holds(ranges)).map_or("rare letters and signs", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_the_name_that_fonts_go_by() {
        for (c, name) in [
            ('क', "Devanagari"),
            ('த', "Tamil"),
            ('한', "Korean"),
            ('か', "Japanese"),
            ('寿', "Chinese or Japanese"),
            ('👍', "emoji"),
            ('\u{e000}', "signs that only one computer knows"),
            ('\u{16a0}', "rare letters and signs"),
        ] {
            assert_eq!(script(c), name);
        }
    }
}

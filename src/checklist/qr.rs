//! QR codes: an address on paper for whoever holds a telephone.

use qrcode::canvas::{Canvas, MaskPattern};
use qrcode::{Color, EcLevel, bits, ec};

/// The squares of a code, without the white edge of four squares that it needs on every side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Qr {
    /// How many squares each side has.
    pub size: usize,
    /// Row by row from the top left; `size` times `size`.
    pub dark: Vec<bool>,
}

/// The white edge that readers need, in squares.
pub const QUIET: usize = 4;

/// So many bytes any code has room for.
pub const MOST: usize = 2331;

/// The code of a text, which can lose a seventh of its squares to dirt or a crease. None for a text that is longer than
/// [`MOST`].
///
/// One mask serves all. Weighing the eight of them against each other (ISO/IEC 18004) takes twenty times as long as the rest,
/// for prints that no reader needs: each code says which mask it has.
pub fn modules(text: &str) -> Option<Qr> {
    let bits = bits::encode_auto(text.as_bytes(), EcLevel::M).ok()?;
    let version = bits.version();
    let (data, correction) = ec::construct_codewords(&bits.into_bytes(), version, EcLevel::M).ok()?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    canvas.apply_mask(MaskPattern::LargeCheckerboard);
    let dark: Vec<bool> = canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(Qr { size: dark.len().isqrt(), dark })
}

impl Qr {
    /// The dark squares as bars: column, row, and how many squares they are long. Bars leave no hairline between
    /// squares, which single squares do on many screens.
    pub fn bars(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.dark.chunks(self.size.max(1)).enumerate().flat_map(|(row, squares)| {
            let mut start = 0;
            squares.chunk_by(|a, b| a == b).filter_map(move |bar| {
                let column = start;
                start += bar.len();
                bar[0].then_some((column, row, bar.len()))
            })
        })
    }
}

/// The code as a picture for a page: two paths, black and its white edge, which it needs on a dark page too. It holds no
/// script and no style.
pub fn svg(qr: &Qr) -> String {
    let side = qr.size + 2 * QUIET;
    let mut path = String::with_capacity(qr.dark.len() * 2);
    let (mut end, mut of) = (0, None);
    for (column, row, length) in qr.bars() {
        // Lines along the middle of the squares, the first of a row from the edge and the others from the last one's end.
        if of == Some(row) {
            path.push('m');
            number(column - end, &mut path);
            path.push_str(" 0h");
        } else {
            path.push('M');
            number(column + QUIET, &mut path);
            path.push(' ');
            number(row + QUIET, &mut path);
            path.push_str(".5h");
        }
        number(length, &mut path);
        (end, of) = (column + length, Some(row));
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
    )
}

/// Writes a number's digits, at a quarter of what `write!` takes for it: a picture has some two thousand numbers.
fn number(value: usize, out: &mut String) {
    if value >= 10 {
        number(value / 10, out);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://capabilities.example/framework/c/level-2/?v=1.0.0&h=0123abcd";

    #[test]
    fn a_code_has_room_for_so_much_and_no_more() {
        assert!(modules(&"x".repeat(MOST)).is_some());
        assert!(modules(&"x".repeat(MOST + 1)).is_none());
    }

    #[test]
    fn a_code_has_its_three_corners() {
        let qr = modules(ADDRESS).expect("a code");
        assert_eq!(qr.dark.len(), qr.size * qr.size);
        let row = |x: usize, y: usize| (0..7).map(|at| qr.dark[y * qr.size + x + at]).collect::<Vec<bool>>();
        for (x, y) in [(0, 0), (qr.size - 7, 0), (0, qr.size - 7)] {
            assert_eq!(row(x, y), [true; 7]);
            assert_eq!(row(x, y + 1), [true, false, false, false, false, false, true]);
            assert_eq!(row(x, y + 3), [true, false, true, true, true, false, true]);
        }
    }

    #[test]
    fn bars_are_the_dark_squares() {
        let qr = modules(ADDRESS).expect("a code");
        let mut dark = vec![false; qr.dark.len()];
        for (column, row, length) in qr.bars() {
            dark[row * qr.size + column..][..length].fill(true);
        }
        assert_eq!(dark, qr.dark);
    }

    #[test]
    fn the_lines_of_a_picture_are_the_dark_squares() {
        let qr = modules(ADDRESS).expect("a code");
        let svg = svg(&qr);
        let path = svg.split(" d=\"").nth(2).and_then(|rest| rest.split('"').next()).expect("a path");
        let mut dark = vec![false; qr.dark.len()];
        for row in path.split('M').skip(1) {
            let (start, lines) = row.split_once('h').expect("a line");
            let (x, y) = start.split_once(' ').expect("a place");
            let mut x: usize = x.parse().expect("a column");
            let y: usize = y.trim_end_matches(".5").parse().expect("a row");
            for line in lines.split('m') {
                let (gap, length) = line.split_once(" 0h").unwrap_or(("0", line));
                let length: usize = length.parse().expect("a length");
                x += gap.parse::<usize>().expect("a gap");
                dark[(y - QUIET) * qr.size + x - QUIET..][..length].fill(true);
                x += length;
            }
        }
        assert_eq!(dark, qr.dark);
    }

    #[test]
    fn a_picture_is_paths_only_and_whatever_the_text_is_it_is_not_in_it() {
        let svg = svg(&modules("https://example.org/\"><script>alert(1)</script>").expect("a code"));
        assert!(!svg.contains("script") && !svg.contains("style"), "{svg}");
        assert_eq!(svg.matches('<').count(), 4);
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert_eq!(modules(&"x".repeat(3000)), None);
        assert!(modules("").is_some());
    }
}

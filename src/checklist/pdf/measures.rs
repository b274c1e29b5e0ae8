//! How big everything is: paper, margins, letters. All lengths are in points.

use crate::checklist::Form;
use crate::settings::Paper;

pub const MM: f32 = 72.0 / 25.4;

/// The height of a line, as a multiple of its letters' size.
pub const LEADING: f32 = 1.35;

/// Rules: between rows and columns, round a box, under a head.
pub const HAIR: f32 = 0.5;
pub const FRAME: f32 = 1.0;
pub const STRONG: f32 = 1.2;

#[derive(Clone, Debug)]
pub struct Measures {
    /// Of the paper as it is held.
    pub width: f32,
    pub height: f32,
    /// The margins. `start` is the binding side.
    pub start: f32,
    pub end: f32,
    pub top: f32,
    pub bottom: f32,
    pub large: bool,
    pub landscape: bool,
    /// The size of letters: what is read, what tells of it, the title, other headings.
    pub read: f32,
    pub small: f32,
    pub title: f32,
    pub heading: f32,
}

impl Measures {
    pub fn of(form: &Form) -> Measures {
        let large = form.large;
        // In large print a table of more than four columns leaves no room for its statements on an upright page.
        let landscape = form.layout.landscape || (large && form.layout.columns.len() > 4);
        let (short, long) = match form.paper {
            Paper::A4 => (210.0 * MM, 297.0 * MM),
            Paper::Letter => (612.0, 792.0),
        };
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        let (read, small, title, heading) = if large { (18.0, 18.0, 24.0, 20.0) } else { (12.0, 10.0, 20.0, 14.0) };
        Measures {
            width,
            height,
            start: 20.0 * MM,
            end: 15.0 * MM,
            top: 15.0 * MM,
            bottom: 15.0 * MM,
            large,
            landscape,
            read,
            small,
            title,
            heading,
        }
    }

    /// The width between the margins.
    pub fn measure(&self) -> f32 {
        self.width - self.start - self.end
    }

    /// Where the last line of a page's content may end: above the page's number.
    pub fn foot(&self) -> f32 {
        self.height - self.bottom - line(self.small) - 2.0 * MM
    }
}

/// The height of a line of letters of a size.
pub fn line(size: f32) -> f32 {
    size * LEADING
}

/// From the top of a line to where its letters stand, such that capitals have as much room above as below.
pub fn baseline(size: f32) -> f32 {
    below_middle(size) + line(size) / 2.0
}

/// From the middle of a line's capitals to where they stand: half their height, which is much the same in all fonts.
pub fn below_middle(size: f32) -> f32 {
    size * 0.357
}

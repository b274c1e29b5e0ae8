//! Pages: which band stands on which page, and where.

use super::mark::{Band, Flow};

/// A page's bands, each with the place of its top.
pub type Page = Vec<(f32, Band)>;

/// Flows, one after the other, on pages whose content lies between two heights. There is always a page.
pub fn pages(flows: Vec<Flow>, top: f32, foot: f32) -> Vec<Page> {
    let mut paper = Paper { pages: vec![Vec::new()], top, foot, y: top };
    for flow in flows {
        paper.flow(flow);
    }
    paper.pages
}

struct Paper {
    pages: Vec<Page>,
    top: f32,
    foot: f32,
    /// Where the next band goes.
    y: f32,
}

impl Paper {
    fn flow(&mut self, flow: Flow) {
        let opening: f32 = [&flow.title, &flow.head].into_iter().flatten().map(|band| band.height).sum();
        let total = flow.height();
        let needed = if flow.whole && total <= self.foot - self.top { total } else { opening + chain(&flow.bands, 0) };
        if self.y > self.top {
            // A third of the room before it is enough if that spares a page.
            let before = flow.before.min((self.foot - self.y - needed).max(flow.before / 3.0));
            if self.y + before + needed > self.foot {
                self.turn();
            } else {
                self.y += before;
            }
        }
        if let Some(title) = flow.title {
            self.place(title);
        }
        let again = flow.head.as_ref().map(Band::as_furniture);
        if let Some(head) = flow.head {
            self.place(head);
        }
        let opening = again.as_ref().map_or(0.0, |head| head.height);
        for at in 0..flow.bands.len() {
            let fresh = self.y <= self.top + opening + 0.01;
            if self.y + chain(&flow.bands, at) > self.foot && !fresh {
                self.turn();
                again.iter().for_each(|head| self.place(head.clone()));
            }
            let mut band = flow.bands[at].clone();
            while self.y + band.height > self.foot {
                let Some((first, rest)) = band.parted(self.foot - self.y) else { break };
                self.place(first);
                self.turn();
                again.iter().for_each(|head| self.place(head.clone()));
                band = rest;
            }
            self.place(band);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.top;
    }

    fn place(&mut self, band: Band) {
        let height = band.height;
        self.pages.last_mut().expect("there is always a page").push((self.y, band));
        self.y += height;
    }
}

/// The height of a band with those that it never stands without.
fn chain(bands: &[Band], at: usize) -> f32 {
    let mut height = 0.0;
    for band in &bands[at.min(bands.len())..] {
        height += band.height;
        if !band.with_next {
            break;
        }
    }
    height
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bands(heights: &[f32]) -> Vec<Band> {
        heights.iter().map(|height| Band::room(*height)).collect()
    }

    fn tops(pages: &[Page]) -> Vec<Vec<f32>> {
        pages.iter().map(|page| page.iter().map(|(y, _)| *y).collect()).collect()
    }

    #[test]
    fn a_head_stands_again_on_each_page() {
        let flow = Flow { head: Some(Band::room(10.0)), bands: bands(&[40.0, 40.0, 40.0]), ..Flow::default() };
        assert_eq!(tops(&pages(vec![flow], 0.0, 100.0)), [vec![0.0, 10.0, 50.0], vec![0.0, 10.0]]);
    }

    #[test]
    fn a_heading_stays_with_what_follows_it() {
        let mut bands = bands(&[80.0, 15.0, 30.0]);
        bands[1].with_next = true;
        let flow = Flow { bands, ..Flow::default() };
        assert_eq!(tops(&pages(vec![flow], 0.0, 100.0)), [vec![0.0], vec![0.0, 15.0]]);
    }

    #[test]
    fn a_flow_that_is_kept_whole_begins_on_a_new_page_unless_it_fits_none() {
        let first = Flow { bands: bands(&[60.0]), ..Flow::default() };
        let kept = |heights: &[f32]| Flow { bands: bands(heights), whole: true, before: 5.0, ..Flow::default() };
        let whole = pages(vec![first.clone(), kept(&[30.0, 30.0])], 0.0, 100.0);
        assert_eq!(tops(&whole), [vec![0.0], vec![0.0, 30.0]]);
        let parted = pages(vec![first, kept(&[30.0, 40.0, 40.0])], 0.0, 100.0);
        assert_eq!(tops(&parted), [vec![0.0, 65.0], vec![0.0, 40.0]]);
    }

    #[test]
    fn a_band_that_cannot_be_parted_still_ends() {
        let flow = Flow { bands: bands(&[500.0, 10.0]), ..Flow::default() };
        assert_eq!(pages(vec![flow], 0.0, 100.0).len(), 2);
    }
}

//! A mend that needs no judgement, as whoever finds a mistake knows it: what was typed, and what was meant beyond doubt.

/// What to do at a finding's place. Only what a careful reader would do without asking is one of these.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fix {
    /// Where `old` stands, `new` was meant.
    Write { old: String, new: String },
    /// This entry of a list stands there already: it goes.
    TakeOut,
}

impl Fix {
    /// The name that was meant, if there can be only one.
    pub fn name<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Fix> {
        let new = super::suggest::sure(typed, candidates)?.to_owned();
        Some(Fix::Write { old: typed.to_owned(), new })
    }
}

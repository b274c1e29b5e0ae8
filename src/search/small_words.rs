//! Small words: those that hold a sentence together and say nothing about its matter. A question in plain words is full of
//! them, and what it asks for seldom has just these; so none of them has to be found.

use crate::parse::Language;

/// The small words of a language, folded, with spaces between. Only English has a list: elsewhere what stands nearly
/// everywhere counts as small.
pub fn of(language: &Language) -> &'static str {
    if language.is_english() { ENGLISH } else { "" }
}

static ENGLISH: &str = "a about all also am an and any anyone anything are as at be because been before being but by \
can cannot cant could did do does doing done dont each either else even ever every for from get gets getting give go \
goes going got had has have having he her here him his how i id if ill im in into is it its ive just kind let like may \
me might mine more most much must my need needs no not of off on once one only or other our ours out over own please \
put rather same shall she should show so some someone something such than that thats the their them themselves then \
there these they thing things this those to too under until up upon us very want wants was way we well were what whats \
when where whether which while who whom whose why will with within without would you your yours";

//! Any Markdown becomes HTML without an element, an attribute or an address that an author brought, or is refused.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| gradus_fuzz::markdown(input));

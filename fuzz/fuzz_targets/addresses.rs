//! No alias, link or id, however written, is an address outside the site.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| gradus_fuzz::addresses(input));

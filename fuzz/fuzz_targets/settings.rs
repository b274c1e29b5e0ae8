//! Any text as `gradus.yml` is read or answered.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| gradus_fuzz::settings(input));

//! Any text becomes a slug that is one, and stays as it is when it becomes one again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| gradus_fuzz::slugs(input));

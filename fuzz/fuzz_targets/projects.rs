//! Any few files are a site or have a finding that says why not; and the same files are the same site.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| gradus_fuzz::projects(input));

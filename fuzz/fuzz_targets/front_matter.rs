//! Any front matter of any kind is read or answered, and every place that is named lies in the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| gradus_fuzz::front_matter(input));

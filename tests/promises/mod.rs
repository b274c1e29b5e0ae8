//! What Gradus promises to those who run it on content that they do not trust: a file a promise, a test named after each.
//!
//! `docs/promises.md` lists the promises, and where else each is proven. `GRADUS_LONG` asks for all that the quick part
//! leaves out; `tests/promises/long` sets it.

#[cfg(unix)]
mod bench;
#[cfg(target_os = "linux")]
mod mounts;
#[path = "../../fuzz/src/lib.rs"]
mod targets;
#[cfg(target_os = "linux")]
mod traced;

#[cfg(target_os = "linux")]
mod p01_whole_or_nothing;
mod p02_content_cannot_run;
mod p03_an_assessment_is_never_lost;
mod p04_nothing_of_others_is_removed;
mod p05_nothing_outside;
#[cfg(unix)]
mod p06_preview_tells_the_truth;
#[cfg(unix)]
mod p07_serve_never_dies;
mod p08_bad_input_gets_an_answer;
#[cfg(unix)]
mod p09_bounded;
#[cfg(target_os = "linux")]
mod p10_no_network_no_execution;
mod p11_strict_policy;
mod p12_no_third_party;
mod p13_accessible;
mod p14_works_without_script;
#[cfg(unix)]
mod p15_preview_is_safe;
#[cfg(unix)]
mod p16_no_edit_missed;
#[cfg(unix)]
mod p17_same_bytes;
mod p18_no_silent_collision;
mod p19_no_broken_link;
mod p20_encodings;
mod p21_all_forms_agree;
mod p22_pdf_is_accessible;
#[cfg(unix)]
mod p23_faults_of_the_system_are_told;
mod p24_big_and_long;
#[cfg(unix)]
mod p25_two_at_once;
mod p26_front_matter_means_what_it_says;
#[cfg(unix)]
mod p27_one_clear_line;
mod p28_safe_to_read_anywhere;
mod p29_upgrades_keep_working;
mod p30_small_watched_supply_chain;

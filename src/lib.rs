#![forbid(unsafe_code)]
pub mod base;
pub mod checklist;
pub mod cli;
pub mod emit;
pub mod export;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod render;
pub mod settings;
pub mod site;
pub mod source;
pub mod views;

//! The process around the command line: what the world is, and the exit code.

#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "this is the edge to the process")]

use gradus::cli::{self, Env};
use gradus::markdown;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

/// A build makes and drops many small texts in all threads, at which this allocator is much quicker than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A panic inside one document is a finding for that document.
        if !markdown::is_contained_panic() {
            before(info);
        }
    }));
    let dir = match std::env::current_dir() {
        Ok(dir) => dir,
        Err(error) => {
            eprintln!("error: the current folder cannot be used: {error}");
            return ExitCode::from(2);
        }
    };
    let forced_off =
        std::env::var_os("CLICOLOR_FORCE").is_some_and(|force| force == "0") && !io::stderr().is_terminal();
    let color = !forced_off && anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    let width = if io::stderr().is_terminal() { terminal_width() } else { 140 };
    let env = Env {
        args: std::env::args_os().collect(),
        dir,
        variables: std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect(),
        out: &mut io::stdout().lock(),
        // Not locked: a progress bar writes there too, from other threads.
        err: &mut io::stderr(),
        color,
        terminal: io::stderr().is_terminal(),
        out_terminal: io::stdout().is_terminal(),
        width,
    };
    ExitCode::from(cli::run(env) as u8)
}

fn terminal_width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.unwrap_or(100).clamp(60, 140)
}

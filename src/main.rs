//! The process around the command line: what the world is, and the exit code.

#![forbid(unsafe_code)]
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "this is the edge to the process")]

use gradus::cli::{self, Env};
use gradus::markdown;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use terminal_size::{Height, Width, terminal_size_of};

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
        out_width: width(io::stdout().is_terminal(), terminal_size_of(io::stdout())),
        width: width(io::stderr().is_terminal(), terminal_size_of(io::stderr())).unwrap_or(140),
    };
    ExitCode::from(cli::run(env) as u8)
}

/// How many columns a stream has, if it is a terminal. `COLUMNS` is for those who want to say so themselves.
fn width(is_terminal: bool, size: Option<(Width, Height)>) -> Option<usize> {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = size.map(|(Width(columns), _)| usize::from(columns));
    is_terminal.then(|| said.or(asked).unwrap_or(100).clamp(60, 140))
}

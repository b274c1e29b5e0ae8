//! Where the time of a build went, stage by stage: for `--timings`, and for the line at its end.

use super::Env;
use std::time::Instant;

pub struct Timings {
    start: Instant,
    last: Instant,
    laps: Vec<Lap>,
}

struct Lap {
    name: &'static str,
    ms: f64,
    count: usize,
}

impl Timings {
    pub fn start() -> Timings {
        let now = Instant::now();
        Timings { start: now, last: now, laps: Vec::new() }
    }

    /// A stage has ended; it made so many things.
    pub fn lap(&mut self, name: &'static str, count: usize) {
        let ms = self.last.elapsed().as_secs_f64() * 1000.0;
        self.laps.push(Lap { name, ms, count });
        self.last = Instant::now();
    }

    /// Since the start.
    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    pub fn tell(&self, env: &mut Env) {
        for Lap { name, ms, count } in &self.laps {
            let s = if *count == 1 { "" } else { "s" };
            env.say(&format!("{name:>8} {ms:>9.1} ms {count:>8} {}{s}", unit(name)));
        }
    }
}

/// What a stage counts.
fn unit(stage: &str) -> &'static str {
    match stage {
        "parse" | "words" => "document",
        "model" => "statement",
        "pages" | "samples" => "page",
        "checks" => "finding",
        _ => "file",
    }
}

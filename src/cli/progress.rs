//! The progress bar, on a terminal only; failures are remembered to be told at the end.

use std::sync::{Mutex, OnceLock, PoisonError};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use super::output::say;
use crate::error::Error;
use crate::ingest::Watcher;
use crate::outcome::Outcome;

/// So many failures are told; the archive lists them all.
const TOLD: usize = 10;

/// Watches a run.
pub struct Progress {
    is_quiet: bool,
    is_shown: bool,
    bar: OnceLock<ProgressBar>,
    failures: Mutex<Vec<String>>,
}

impl Progress {
    /// A bar where somebody looks at it.
    pub fn new(is_quiet: bool) -> Self {
        let is_shown = !is_quiet && super::output::is_watched();
        Self { is_quiet, is_shown, bar: OnceLock::new(), failures: Mutex::default() }
    }

    /// Takes the bar away and gives the first failures, a line each.
    pub fn end(self) -> Vec<String> {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
        self.failures.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    /// So many files will have their turn.
    pub fn begin(&self, files: u64) {
        if !self.is_shown {
            return;
        }
        let bar = ProgressBar::new(files);
        let style = "{bar:30} {human_pos}/{human_len} files, {rate}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            let rate = |state: &ProgressState, text: &mut dyn std::fmt::Write| {
                // A bar cannot fail to be drawn in a way that anybody could act on.
                let _ = write!(text, "{:.0} a second", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        let _ = self.bar.set(bar);
    }

    /// One more has had its turn.
    pub fn step(&self) {
        if let Some(bar) = self.bar.get() {
            bar.inc(1);
        }
    }

    /// Says something above the bar.
    pub fn say(&self, text: &str) {
        match self.bar.get() {
            Some(bar) => bar.suspend(|| say(text)),
            None => say(text),
        }
    }
}

impl Watcher for Progress {
    fn begun(&self, files: u64) {
        self.begin(files);
    }

    fn waits(&self, busy: &Error) {
        say(&format!("waiting: {busy}"));
    }

    fn leaves_index_to_fts5(&self) {
        if !self.is_quiet {
            say(
                "note: the archive's index is in a form that only SQLite knows; SQLite makes it, on one core",
            );
        }
    }

    fn done(&self, outcome: &Outcome) {
        self.step();
        if let Outcome::Failed(file, problem) = outcome {
            let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
            if failures.len() < TOLD {
                failures.push(format!("{}: {problem}", file.path));
            }
        }
    }
}

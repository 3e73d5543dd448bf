//! Ctrl-C and SIGTERM: the first asks the run to end after its batch, the second ends it at once.
//! Either way nothing that was committed is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether the run was asked to stop, and by what.
pub struct Stop {
    /// Becomes true with the first signal.
    pub flag: Arc<AtomicBool>,
    code: Arc<AtomicUsize>,
}

impl Stop {
    /// Listens to the signals from now on.
    pub fn listen() -> anyhow::Result<Self> {
        let stop = Self { flag: Arc::default(), code: Arc::default() };
        for (signal, code) in [(SIGINT, 130), (SIGTERM, 143)] {
            // In this order: the first signal finds the flag false and sets it.
            flag::register_conditional_shutdown(signal, code, Arc::clone(&stop.flag))?;
            flag::register_usize(signal, Arc::clone(&stop.code), usize::try_from(code)?)?;
            flag::register(signal, Arc::clone(&stop.flag))?;
        }
        Ok(stop)
    }

    /// The exit code of the signal that came.
    pub fn code(&self) -> u8 {
        u8::try_from(self.code.load(Ordering::Relaxed)).unwrap_or(130)
    }
}

/// A file that grows beyond what the system allows (`ulimit -f`) is then an error to tell. Without this the
/// program would end without a word.
pub fn take_limits_as_errors() -> anyhow::Result<()> {
    #[cfg(unix)]
    flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
    Ok(())
}

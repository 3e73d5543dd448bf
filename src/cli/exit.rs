//! How the program ends, and what it says of errors.

use std::io::ErrorKind;
use std::process::ExitCode;

use crate::error::Error;

/// How a command ended that was not stopped by an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Well,
    /// Some lines were no inputs or records.
    BadLines,
    /// Finished, but some files failed.
    SomeFailed,
    /// `check` found damage.
    Damage,
    /// A signal asked it to stop; 130 or 143.
    Interrupted(u8),
}

/// The exit code; says on stderr what went wrong.
#[must_use]
pub fn code(end: anyhow::Result<Exit>) -> ExitCode {
    let code = match end {
        Ok(Exit::Well) => 0,
        Ok(Exit::BadLines) => 2,
        Ok(Exit::SomeFailed) => 3,
        Ok(Exit::Damage) => 4,
        Ok(Exit::Interrupted(code)) => code,
        // Whoever read the results has had enough.
        Err(error) if is_closed_pipe(&error) => 0,
        Err(error) if error.is::<clap::Error>() => {
            super::output::say(&format!("{error}"));
            2
        }
        Err(error) => {
            let ours = error.downcast_ref::<Error>();
            super::output::say(&format!("error: {}", message(&error)));
            if let Some(hint) = ours.and_then(hint) {
                super::output::say(&format!("hint: {hint}"));
            }
            match ours {
                Some(Error::NewerArchive { .. }) => 5,
                Some(Error::NoArchive { .. }) => 10,
                Some(Error::Busy { .. }) => 11,
                _ => 1,
            }
        }
    };
    ExitCode::from(code)
}

/// What happened and why, each thing once: most of our errors say themselves what the system said.
fn message(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string).filter(|cause| !cause.is_empty()) {
        if message.is_empty() {
            message = cause;
        } else if !message.contains(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}

/// What there is to do about an error.
fn hint(error: &Error) -> Option<&'static str> {
    match error {
        Error::Root { .. } => Some("is the path spelled right, and the disk mounted?"),
        Error::Pattern { .. } => {
            Some("patterns are like *.txt, 2020/** or *.{txt,md}; quote them for the shell")
        }
        Error::NoArchive { .. } => {
            Some("make one with `morgue ingest FOLDER`, or name another with --archive")
        }
        Error::NotAnArchive { .. } => Some("nothing was changed in it; name another file with --archive"),
        Error::NewerArchive { .. } => Some("nothing was changed in it; update morgue to use it"),
        Error::NoRoom { .. } => Some("make room and run the same command again; what was stored is kept"),
        Error::Busy { .. } => {
            Some("searching works meanwhile; `ingest` and `load` wait for their turn with --wait SECONDS")
        }
        Error::NotOfAnExport { .. } => {
            Some("nothing was changed; move them away, or export into another folder")
        }
        Error::Damaged { .. } => {
            Some("`morgue check` lists what is damaged; ingest the folders into a new archive")
        }
        Error::NotAnExport { .. } => Some("nothing was written; name a folder of its own"),
        Error::NoArticle { .. } => {
            Some("`morgue search` finds articles; the end of a path will do, from a slash on")
        }
        Error::ManyArticles { .. } => Some("give more of the path"),
        Error::NoPerson { .. } => Some("`morgue people PART` lists those with PART in one of their names"),
        Error::ManyPersons { .. } => Some("give more of the name"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_well() {
        let closed = std::io::Error::from(ErrorKind::BrokenPipe);
        assert!(is_closed_pipe(&anyhow::Error::new(closed).context("printing")));
        assert!(!is_closed_pipe(&anyhow::anyhow!("something else")));
    }
}

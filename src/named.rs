//! Enumerations that stand in records and in the archive have one list of names.

/// Gives an enumeration its names: `ALL`, `as_str` and `parse`.
macro_rules! named {
    ($type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $type {
            /// Every one, in the order in which they are declared.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name used in records and in the archive.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The one of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }
    };
}

pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::article::Zone;
    use crate::extract::{Certainty, DateRole, DateType, PersonRole, RightsStatus, SourceRole, Subject};
    use crate::problem::{ProblemKind, Stage};
    use crate::record::Status;
    use crate::vocabulary::SourceKind;

    #[test]
    fn names_in_records_and_in_the_archive_are_the_same() {
        macro_rules! check {
            ($($type:ident),+) => {$(
                for &one in $type::ALL.iter() {
                    assert_eq!(serde_json::to_string(&one).unwrap(), format!("\"{}\"", one.as_str()));
                    assert_eq!($type::parse(one.as_str()), Some(one));
                }
                assert_eq!($type::parse("no such name"), None);
            )+};
        }
        check!(
            Zone,
            Certainty,
            DateRole,
            DateType,
            PersonRole,
            ProblemKind,
            RightsStatus,
            SourceKind,
            SourceRole,
            Stage,
            Status,
            Subject
        );
    }
}

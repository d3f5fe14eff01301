//! The error of everything that turns JSON into one of our types. It names the thing and the field, because "did not match
//! any variant" has never helped anyone to mend a federation problem.

/// Why a JSON value could not be read as an activity, actor or object.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A field we cannot do without is absent, null or empty.
    #[error("{of}: missing field `{field}`")]
    Missing {
        /// The type that was being read, as the sender spelled it (`Like`, `Person`), or `activity`/`object`.
        of: String,
        /// The JSON key.
        field: &'static str,
    },
    /// A field is present and has a shape we do not understand.
    #[error("{of}: field `{field}` is not {expected}")]
    Invalid {
        /// The type that was being read.
        of: String,
        /// The JSON key.
        field: &'static str,
        /// What would have been accepted, as a noun phrase.
        expected: &'static str,
    },
    /// The value is not a JSON object.
    #[error("{of}: not an object")]
    NotAnObject {
        /// What was being read.
        of: String,
    },
    /// The `type` is not one that this reader handles.
    #[error("{of}: type `{kind}` is not supported here")]
    Unsupported {
        /// What was being read.
        of: String,
        /// The `type` found.
        kind: String,
    },
    /// An embedded activity could not be read.
    #[error("{of}: object: {source}")]
    Inner {
        /// The outer activity's type.
        of: String,
        /// What was wrong with the inner one.
        source: Box<Error>,
    },
}

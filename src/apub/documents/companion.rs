//! The companion of a training: a page with the same words for servers that take no events, with an id of its own, so that no
//! server takes the two for one thing that changes its type. What is said of it is said of the training.

use url::Url;

use crate::db::posts::Post;
use crate::domain::Result;

use super::url;

/// What its id ends with, after that of the training.
const ENDING: &str = "/page";

/// The id of the companion of a training.
///
/// # Errors
/// If the stored address is damaged.
pub fn id(training: &Post) -> Result<Url> {
    url(&format!("{}{ENDING}", training.uri))
}

/// The training whose companion has this id, if it is one of the instance at `base`; else what was asked for.
pub fn meant<'a>(id: &'a str, base: &str) -> &'a str {
    let training = id.strip_suffix(ENDING).filter(|training| {
        let number = training
            .strip_prefix(base.trim_end_matches('/'))
            .and_then(|path| path.strip_prefix("/trainings/"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    });
    training.unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_companions_of_ours_stand_for_something_else() {
        let base = "https://majlis.example/";
        let training = "https://majlis.example/trainings/12";
        assert_eq!(meant("https://majlis.example/trainings/12/page", base), training);
        for other in [
            training,
            "https://majlis.example/topics/12/page",
            "https://majlis.example/trainings/12/x/page",
            "https://majlis.example/trainings//page",
            "https://majlis.example.evil.example/trainings/12/page",
            "https://other.example/trainings/12/page",
        ] {
            assert_eq!(meant(other, base), other);
        }
    }
}

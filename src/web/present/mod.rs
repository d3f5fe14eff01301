//! From what the domain loaded to what templates show. Loads nothing and decides no right that the domain does not check
//! again.

mod calendar;
mod cases;
mod files;
mod forums;
mod map;
mod markup;
mod organisations;
mod people;
mod privacy;
mod reading;
mod replications;
mod replies;
mod search;
mod seats;
mod sending;
mod topics;
mod trainings;
mod verification;

pub use self::calendar::{day_view, offset_minutes, training_card};
pub use self::cases::{
    case_card, case_view, cost_words, dimension_key, draft_state_key, metric_view, months_words, payback_key, wording,
};
pub use self::files::{files, files_of_case, kept_files, message_files, own_files, tray_item, upload_line};
pub use self::forums::{ForumStanding, forum_card, forum_head, forum_line, forum_name};
pub use self::map::map_view;
pub use self::markup::training_markup;
pub use self::organisations::{cities, kind_key, options, organisation_card, place, staff_line, term};
pub use self::people::{byline, handle, person_line};
pub use self::privacy::{ConsentChoice, consent_words};
pub use self::reading::level;
pub use self::replications::replications;
pub use self::replies::{mark_new, replies};
pub use self::search::hit_rows;
pub use self::seats::{mark, rating, refusal_key, seat_state, seat_view, seats_panel_of, sitter};
pub use self::sending::send_line;
pub use self::topics::{answer, near_topic, post_view, question_view, topic_row, topic_rows};
pub use self::trainings::{
    Telling, held_view, inside_view, level_key as training_level_key, material_view, moment_words, price_words,
    training_view, zone_words,
};
pub use self::verification::{case_row, case_state, evidence, standing, words as document_words};

pub use crate::domain::cases::size_key;

use crate::db::types::{Category, UtcTime};

use super::view::Stamp;

/// The key of a category of reasons.
pub fn category_key(category: Category) -> &'static str {
    match category {
        Category::Spam => "category-spam",
        Category::Abuse => "category-abuse",
        Category::Illegal => "category-illegal",
        Category::PersonalData => "category-personal-data",
        Category::OffTopic => "category-off-topic",
        Category::Other => "category-other",
    }
}

/// A count of the database as pages show it.
pub fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// A moment as pages show it.
pub fn stamp(time: UtcTime) -> Stamp {
    Stamp(time.millis())
}

/// A place in a list, as it stands in an address: `after=17.42`.
pub mod cursor {
    /// Writes it.
    pub fn write((first, second): (i64, i64)) -> String {
        format!("{first}.{second}")
    }

    /// Reads it; what makes no sense is the beginning of the list.
    pub fn read(text: &str) -> Option<(i64, i64)> {
        let (first, second) = text.split_once('.')?;
        Some((first.parse().ok()?, second.parse().ok()?))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_place_reads_as_it_was_written() {
            assert_eq!(read(&write((17, 42))), Some((17, 42)));
            for nonsense in ["", "17", "a.b", "1.2.3", "99999999999999999999.1"] {
                assert_eq!(read(nonsense), None, "{nonsense}");
            }
        }
    }
}

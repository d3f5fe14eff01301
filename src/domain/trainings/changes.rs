//! What those who come to a training have to know of a change of it, and telling them.

use serde::{Deserialize, Serialize};

use crate::db::notifications::{self as notices, Notification};
use crate::db::posts::Post;
use crate::db::trainings::TrainingRow;
use crate::db::types::{ActorId, NotificationKind, TrainingMode, TrainingState, UtcTime};
use crate::db::{Conn, accounts, forums};
use crate::domain::error::Result;
use crate::domain::{Core, Principal, Viewer, notifications};

use super::letters;
use super::show::{TrainingPlace, place_of};
use super::stake::{concerned, has_seat};
use super::times::{Moment, zone};

/// What those who come go by.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Whether it takes place.
    pub state: TrainingState,
    /// When it begins.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// When each meeting begins and ends, if there are several.
    pub meetings: Vec<(UtcTime, UtcTime)>,
    /// Whether people meet in a room or on the net.
    pub mode: TrainingMode,
    /// In which room.
    pub place: TrainingPlace,
    /// Where on the net; empty if nowhere.
    pub online_link: String,
}

impl Facts {
    /// Those of a record, its meetings and its link.
    pub(super) fn new(row: &TrainingRow, meetings: Vec<(UtcTime, UtcTime)>, online_link: &str) -> Self {
        let zone = zone(&row.timezone);
        Self {
            state: row.state,
            starts: Moment {
                at: row.starts_at,
                zone,
            },
            ends: Moment { at: row.ends_at, zone },
            meetings,
            mode: row.mode,
            place: place_of(row),
            online_link: online_link.to_owned(),
        }
    }
}

/// One thing that changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is on another day.
    Day,
    /// It is at another hour of the same day.
    Hour,
    /// Its hours are meant in another zone.
    Zone,
    /// Its meetings are others.
    Meetings,
    /// It is in another place.
    Place,
    /// Its link is another one; the link itself is told to those with a seat only.
    Link,
    /// Its day is not certain any more.
    Tentative,
    /// Its day is certain now.
    Certain,
    /// It does not take place.
    Cancelled,
}

impl Change {
    /// The key of the words for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "training-change-day",
            Self::Hour => "training-change-hour",
            Self::Zone => "training-change-zone",
            Self::Meetings => "training-change-meetings",
            Self::Place => "training-change-place",
            Self::Link => "training-change-link",
            Self::Tentative => "training-change-tentative",
            Self::Certain => "training-change-certain",
            Self::Cancelled => "training-change-cancelled",
        }
    }
}

/// What changed from `before` to `after`, as far as those who come have to know. Nothing else counts as a change of a training.
pub fn between(before: &Facts, after: &Facts) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.state != after.state {
        changes.push(match after.state {
            TrainingState::Cancelled => Change::Cancelled,
            TrainingState::Tentative => Change::Tentative,
            TrainingState::Scheduled => Change::Certain,
        });
    }
    let days = |facts: &Facts| (facts.starts.local().date_naive(), facts.ends.local().date_naive());
    if days(before) != days(after) {
        changes.push(Change::Day);
    } else if (before.starts.at, before.ends.at) != (after.starts.at, after.ends.at) {
        changes.push(Change::Hour);
    }
    if before.starts.zone != after.starts.zone {
        changes.push(Change::Zone);
    }
    let is_other_span = before.meetings.len() > 1 || after.meetings.len() > 1;
    if is_other_span && before.meetings != after.meetings {
        changes.push(Change::Meetings);
    }
    if before.place != after.place || before.mode != after.mode {
        changes.push(Change::Place);
    }
    if before.online_link != after.online_link {
        changes.push(Change::Link);
    }
    changes
}

/// Tells everybody with a stake in a training of these changes, except `doer` who made them; the forum speaks for its moderators.
/// Of several changes the last one stands for those before it. Those with a seat get a letter, too.
pub(in crate::domain) async fn tell(
    core: &Core,
    conn: &mut Conn,
    doer: ActorId,
    post: &Post,
    changes: &[Change],
) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let kind = if changes.contains(&Change::Cancelled) {
        NotificationKind::TrainingCancelled
    } else {
        NotificationKind::TrainingChanged
    };
    let voice = match post.forum_id.filter(|_| doer != post.actor_id) {
        Some(forum) => forums::get(conn, forum).await?.0.actor_id,
        None => doer,
    };
    for id in concerned(conn, post).await? {
        let account = accounts::get(conn, id).await?;
        if account.actor_id == doer || !Viewer::of(core, &account).may_read(post) {
            continue;
        }
        // Who may not come in hears nothing.
        let Ok(reader) = Principal::member(core, &account) else {
            continue;
        };
        notices::delete_about(conn, id, post.id, &[NotificationKind::TrainingChanged]).await?;
        let news = Notification {
            id: core.ids.next(),
            account_id: id,
            kind,
            actor_id: voice,
            post_id: Some(post.id),
            read_at: None,
            log_id: None,
        };
        if has_seat(conn, &reader, post).await? {
            notifications::put_with_letter(core, conn, &news).await?;
            letters::queue(core, conn, id, post.id, changes).await?;
        } else {
            notifications::put(core, conn, &news).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn facts() -> Facts {
        let zone = zone("Asia/Riyadh");
        let at = UtcTime::from_millis(1_800_000_000_000);
        Facts {
            state: TrainingState::Scheduled,
            starts: Moment { at, zone },
            ends: Moment {
                at: at.plus(TimeDelta::hours(1)),
                zone,
            },
            meetings: Vec::new(),
            mode: TrainingMode::Onsite,
            place: TrainingPlace::default(),
            online_link: String::new(),
        }
    }

    fn after(change: impl FnOnce(&mut Facts)) -> Vec<Change> {
        let mut after = facts();
        change(&mut after);
        between(&facts(), &after)
    }

    #[test]
    fn what_stays_is_no_change() {
        assert!(after(|_| {}).is_empty());
    }

    #[test]
    fn another_hour_of_the_same_day_is_told_as_an_hour_and_another_day_as_a_day() {
        let later = |hours| {
            after(move |facts| {
                facts.starts.at = facts.starts.at.plus(TimeDelta::hours(hours));
                facts.ends.at = facts.ends.at.plus(TimeDelta::hours(hours));
            })
        };
        assert_eq!(later(1), [Change::Hour]);
        assert_eq!(later(72), [Change::Day]);
    }

    #[test]
    fn the_same_moment_in_another_zone_is_told() {
        let moved = after(|facts| {
            facts.starts.zone = zone("Asia/Baghdad");
            facts.ends.zone = zone("Asia/Baghdad");
        });
        assert_eq!(moved, [Change::Zone]);
    }

    #[test]
    fn place_link_and_standing_are_told_each() {
        let moved = after(|facts| {
            facts.place.venue = "Hall 5".to_owned();
            facts.online_link = "https://meet.example/1".to_owned();
            facts.state = TrainingState::Tentative;
        });
        assert_eq!(moved, [Change::Tentative, Change::Place, Change::Link]);
        assert_eq!(
            after(|facts| facts.state = TrainingState::Cancelled),
            [Change::Cancelled]
        );
    }
}

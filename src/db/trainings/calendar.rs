//! On which days something is taught, and finding it by that.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::literals::{AuthorAmongOthers, Readable};
use crate::posts::Post;
use crate::schema::{posts, training_days, training_seating, training_words, trainings};
use crate::types::{
    ActorId, CertificateKind, ForumId, PostId, TrainingLevel, TrainingMode, TrainingState, UtcTime, Visibility,
};

/// A day of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_days)]
pub struct DayRow {
    /// The training.
    pub post_id: PostId,
    /// Its place among the days of the training, from 0.
    pub position: i64,
    /// The forum.
    pub forum_id: Option<ForumId>,
    /// When it begins on that day.
    pub starts_at: UtcTime,
    /// When it ends on that day.
    pub ends_at: UtcTime,
    /// When the day before it begins; none for the first.
    pub previous_at: Option<UtcTime>,
    /// When the day after it begins; none for the last.
    pub next_at: Option<UtcTime>,
}

/// What one finds a training by.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = training_words)]
pub struct WordsRow {
    /// The training.
    pub post_id: PostId,
    /// Folded words with a space before each.
    pub words: String,
    /// The same of who teaches.
    pub provider: String,
}

/// Which trainings are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// Who looks.
    pub shown: &'a [Visibility],
    /// Of this forum.
    pub forum: Option<ForumId>,
    /// Of one of these forums or topics; everything if none is said.
    pub among: Option<(&'a [ForumId], &'a [PostId])>,
    /// With words that begin with these, folded.
    pub words: &'a [String],
    /// The same of who teaches.
    pub provider: &'a [String],
    /// With this technology.
    pub technology: Option<&'a str>,
    /// In this region.
    pub region: Option<&'a str>,
    /// Where one can take part online, or in a room.
    pub online: Option<bool>,
    /// In this language.
    pub language: Option<&'a str>,
    /// Of this level.
    pub level: Option<TrainingLevel>,
    /// For no more than this, in riyals.
    pub price_max: Option<i64>,
    /// With a certificate.
    pub certificate: bool,
    /// With a seat left.
    pub seats: bool,
    /// Offered by this person, or among these.
    pub mine: Option<(ActorId, &'a [PostId])>,
    /// Not those that were cancelled.
    pub taking_place: bool,
}

/// Which part of the calendar.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Days that begin then or later.
    pub from: UtcTime,
    /// Days that begin before then.
    pub until: UtcTime,
    /// Each training once: with its first day in the span, or, if it is read backwards, with its last, if that is in it.
    pub once: bool,
    /// The latest first.
    pub backwards: bool,
    /// Only what comes after this one.
    pub after: Option<(UtcTime, PostId)>,
    /// At most so many.
    pub limit: i64,
}

/// Days of trainings with their posts, in the order of time.
pub async fn list(conn: &mut Conn, wanted: &Wanted<'_>, span: &Span) -> Result<Vec<(DayRow, Post)>> {
    let starts_with = |word: &String| format!("% {word}%");
    Ok(on!(conn, |c| {
        let mut query = training_days::table
            .inner_join(posts::table.on(posts::id.eq(training_days::post_id)))
            .inner_join(trainings::table.on(trainings::post_id.eq(training_days::post_id)))
            .inner_join(training_seating::table.on(training_seating::post_id.eq(training_days::post_id)))
            .inner_join(training_words::table.on(training_words::post_id.eq(training_days::post_id)))
            .filter(posts::removed_at.is_null())
            .filter(Readable(wanted.shown))
            .filter(training_days::starts_at.ge(span.from))
            .filter(training_days::starts_at.lt(span.until))
            .select((DayRow::as_select(), Post::as_select()))
            .limit(span.limit)
            .into_boxed();
        if let Some(forum) = wanted.forum {
            query = query.filter(training_days::forum_id.eq(forum));
        }
        if let Some((forums, topics)) = wanted.among {
            let in_forum = training_days::forum_id.eq_any(forums.iter().copied());
            let is_topic = training_days::post_id.eq_any(topics.iter().copied());
            query = query.filter(in_forum.or(is_topic));
        }
        for word in wanted.words {
            query = query.filter(training_words::words.like(starts_with(word)));
        }
        for word in wanted.provider {
            query = query.filter(training_words::provider.like(starts_with(word)));
        }
        if let Some(code) = wanted.technology {
            query = query.filter(trainings::technologies.like(format!("% {code} %")));
        }
        if let Some(code) = wanted.region {
            query = query.filter(trainings::region.eq(code));
        }
        if let Some(online) = wanted.online {
            let other = if online {
                TrainingMode::Onsite
            } else {
                TrainingMode::Online
            };
            query = query.filter(trainings::mode.ne(other));
        }
        if let Some(tag) = wanted.language {
            query = query.filter(trainings::languages.like(format!("% {tag} %")));
        }
        if let Some(level) = wanted.level {
            query = query.filter(trainings::level.eq(level));
        }
        if let Some(price) = wanted.price_max {
            query = query.filter(trainings::price.le(price));
        }
        if wanted.certificate {
            query = query.filter(trainings::certificate.ne(CertificateKind::None));
        }
        if wanted.seats {
            let is_left = training_seating::capacity.gt(training_seating::taken.nullable());
            query = query.filter(training_seating::capacity.is_null().or(is_left));
        }
        if let Some((actor, seats)) = wanted.mine {
            let has_seat = training_days::post_id.eq_any(seats.iter().copied());
            query = query.filter(AuthorAmongOthers.eq(actor.0).or(has_seat));
        }
        if wanted.taking_place {
            query = query.filter(trainings::state.ne(TrainingState::Cancelled));
        }
        if let Some((at, id)) = span.after {
            let beside = training_days::starts_at.eq(at);
            query = if span.backwards {
                let later = training_days::starts_at.lt(at);
                query
                    .filter(training_days::starts_at.le(at))
                    .filter(later.or(beside.and(training_days::post_id.lt(id))))
            } else {
                let later = training_days::starts_at.gt(at);
                query
                    .filter(training_days::starts_at.ge(at))
                    .filter(later.or(beside.and(training_days::post_id.gt(id))))
            };
        }
        if span.once && span.backwards {
            query = query.filter(training_days::next_at.is_null());
        } else if span.once {
            let is_first = training_days::previous_at.lt(span.from);
            query = query.filter(training_days::previous_at.is_null().or(is_first));
        }
        let query = if span.backwards {
            query.order((training_days::starts_at.desc(), training_days::post_id.desc()))
        } else {
            query.order((training_days::starts_at, training_days::post_id))
        };
        query.load(c).await
    })?)
}

/// Stores the days of a training, in the place of those before.
pub async fn replace_days(conn: &mut Conn, post: PostId, rows: &[DayRow]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        training_days::table.filter(training_days::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    for row in rows {
        on!(&mut *conn, |c| diesel::insert_into(training_days::table)
            .values(row)
            .execute(c)
            .await)?;
    }
    Ok(())
}

/// Stores what one finds a training by, in the place of what was there before.
pub async fn upsert_words(conn: &mut Conn, row: &WordsRow) -> Result<()> {
    on!(conn, |c| {
        diesel::insert_into(training_words::table)
            .values(row)
            .on_conflict(training_words::post_id)
            .do_update()
            .set(row)
            .execute(c)
            .await
    })?;
    Ok(())
}

/// Takes a training out of the calendar.
pub async fn delete(conn: &mut Conn, post: PostId) -> Result<()> {
    replace_days(conn, post, &[]).await?;
    on!(conn, |c| diesel::delete(training_words::table.find(post))
        .execute(c)
        .await)?;
    Ok(())
}

//! The demand board: trainings that members need. Who signs is in `signatures`, what is offered in `offers`, what alike ones
//! are found by in `words`, who was told in `notices`, and who gives trainings in `providers`.

pub mod notices;
pub mod offers;
pub mod providers;
pub mod signatures;
pub mod words;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::conn::{Conn, on};
use crate::schema::{forums, request_signatures, training_requests};
use crate::types::{
    AccountId, ForumId, NeedState, OrganisationId, PostId, Scope, TrainingLevel, TrainingMode, TrainingRequestId,
    UtcTime,
};
use crate::{Keyset, Result};

/// A training that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = training_requests)]
pub struct RequestRow {
    /// Id.
    pub id: TrainingRequestId,
    /// Who asked for it; none once their account is erased.
    pub account_id: Option<AccountId>,
    /// The forum in which alone it shows.
    pub forum_id: Option<ForumId>,
    /// Topic.
    pub title: String,
    /// What it is for, Markdown.
    pub body: String,
    /// The same, safe HTML.
    pub body_html: String,
    /// Language of the text.
    pub language: String,
    /// Where it may be; hybrid for either.
    pub mode: TrainingMode,
    /// Region in which it is needed.
    pub region: Option<String>,
    /// Primary tags of the languages it may be given in, each between spaces.
    pub languages: String,
    /// Times that suit, each between spaces.
    pub times: String,
    /// Months that suit, `2027-02`, each between spaces.
    pub months: String,
    /// Codes of technologies, each between spaces.
    pub technologies: String,
    /// What those who come know already.
    pub level: Option<TrainingLevel>,
    /// How it stands.
    pub state: NeedState,
    /// The need that it is part of now.
    pub merged_into_id: Option<TrainingRequestId>,
    /// The training that came of it.
    pub training_id: Option<PostId>,
    /// Who gives it.
    pub provider_id: Option<OrganisationId>,
    /// How many people of all who signed.
    pub people: i64,
    /// How many organisations.
    pub firms: i64,
    /// When it was asked for.
    pub created_at: UtcTime,
    /// When it came to an end.
    pub settled_at: Option<UtcTime>,
}

/// What its author may change.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = training_requests)]
#[diesel(treat_none_as_null = true)]
pub struct RequestChanges {
    /// See [`RequestRow`].
    pub title: String,
    /// See [`RequestRow`].
    pub body: String,
    /// See [`RequestRow`].
    pub body_html: String,
    /// See [`RequestRow`].
    pub language: String,
    /// See [`RequestRow`].
    pub mode: TrainingMode,
    /// See [`RequestRow`].
    pub region: Option<String>,
    /// See [`RequestRow`].
    pub languages: String,
    /// See [`RequestRow`].
    pub times: String,
    /// See [`RequestRow`].
    pub months: String,
    /// See [`RequestRow`].
    pub technologies: String,
    /// See [`RequestRow`].
    pub level: Option<TrainingLevel>,
}

/// How a need stands, with what follows from it.
#[derive(Debug, Clone, Copy, AsChangeset)]
#[diesel(table_name = training_requests)]
#[diesel(treat_none_as_null = true)]
pub struct Outcome {
    /// See [`RequestRow`].
    pub state: NeedState,
    /// See [`RequestRow`].
    pub merged_into_id: Option<TrainingRequestId>,
    /// See [`RequestRow`].
    pub training_id: Option<PostId>,
    /// See [`RequestRow`].
    pub provider_id: Option<OrganisationId>,
    /// See [`RequestRow`].
    pub settled_at: Option<UtcTime>,
}

/// What a list is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In these states.
    pub states: Vec<NeedState>,
    /// In this region.
    pub region: Option<String>,
    /// Not only in a room.
    pub is_online: bool,
    /// In this language.
    pub language: Option<String>,
    /// Of this technology.
    pub technology: Option<String>,
    /// Of forums of these scopes, and of none.
    pub scopes: &'static [Scope],
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Newest first.
    Newest,
    /// Those of most people first.
    Most,
}

/// Adds a need.
pub async fn insert(conn: &mut Conn, row: &RequestRow) -> Result<()> {
    on!(conn, |c| diesel::insert_into(training_requests::table)
        .values(row)
        .execute(c)
        .await)?;
    Ok(())
}

/// Changes what it says.
pub async fn update(conn: &mut Conn, id: TrainingRequestId, changes: &RequestChanges) -> Result<()> {
    on!(conn, |c| diesel::update(training_requests::table.find(id))
        .set(changes)
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets how it stands.
pub async fn set_outcome(conn: &mut Conn, id: TrainingRequestId, outcome: Outcome) -> Result<()> {
    on!(conn, |c| diesel::update(training_requests::table.find(id))
        .set(outcome)
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets how many need it.
pub async fn set_counts(conn: &mut Conn, id: TrainingRequestId, (people, firms): (i64, i64)) -> Result<()> {
    on!(conn, |c| diesel::update(training_requests::table.find(id))
        .set((training_requests::people.eq(people), training_requests::firms.eq(firms)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Those that were part of one are part of another now.
pub async fn redirect(conn: &mut Conn, from: TrainingRequestId, to: TrainingRequestId) -> Result<()> {
    on!(conn, |c| diesel::update(
        training_requests::table.filter(training_requests::merged_into_id.eq(from))
    )
    .set(training_requests::merged_into_id.eq(to))
    .execute(c)
    .await)?;
    Ok(())
}

/// Takes a need away with everything that hangs on it.
pub async fn delete(conn: &mut Conn, id: TrainingRequestId) -> Result<()> {
    on!(conn, |c| diesel::delete(training_requests::table.find(id))
        .execute(c)
        .await)?;
    Ok(())
}

/// A need, and the scope of its forum.
pub async fn find(conn: &mut Conn, id: TrainingRequestId) -> Result<Option<(RequestRow, Option<Scope>)>> {
    Ok(on!(conn, |c| training_requests::table
        .left_join(forums::table.on(training_requests::forum_id.eq(forums::id.nullable())))
        .filter(training_requests::id.eq(id))
        .select((RequestRow::as_select(), forums::scope.nullable()))
        .first(c)
        .await
        .optional())?)
}

/// A need, held until the transaction ends: whatever changes it or what hangs on it waits.
pub async fn get_locked(conn: &mut Conn, id: TrainingRequestId) -> Result<RequestRow> {
    // Writing is what both engines lock a row by.
    Ok(on!(conn, |c| diesel::update(training_requests::table.find(id))
        .set(training_requests::created_at.eq(training_requests::created_at))
        .returning(RequestRow::as_returning())
        .get_result(c)
        .await)?)
}

/// The need of which a training came.
pub async fn find_by_training(conn: &mut Conn, training: PostId) -> Result<Option<TrainingRequestId>> {
    Ok(on!(conn, |c| training_requests::table
        .filter(training_requests::training_id.eq(training))
        .select(training_requests::id)
        .first(c)
        .await
        .optional())?)
}

/// How many needs of an account are not at an end.
pub async fn count_unsettled(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| training_requests::table
        .filter(training_requests::account_id.eq(account))
        .filter(training_requests::settled_at.is_null())
        .count()
        .get_result(c)
        .await)?)
}

/// How many an account has asked for since.
pub async fn count_since(conn: &mut Conn, account: AccountId, since: TrainingRequestId) -> Result<i64> {
    Ok(on!(conn, |c| training_requests::table
        .filter(training_requests::account_id.eq(account))
        .filter(training_requests::id.gt(since))
        .count()
        .get_result(c)
        .await)?)
}

/// Everything that an account asked for, oldest first.
pub async fn list_by(conn: &mut Conn, account: AccountId) -> Result<Vec<RequestRow>> {
    Ok(on!(conn, |c| training_requests::table
        .filter(training_requests::account_id.eq(account))
        .order(training_requests::id)
        .select(RequestRow::as_select())
        .load(c)
        .await)?)
}

/// Those with these ids that may be known of, in no order.
pub async fn list_by_ids(
    conn: &mut Conn,
    ids: &[TrainingRequestId],
    scopes: &'static [Scope],
) -> Result<Vec<RequestRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| {
        let open = forums::table
            .filter(forums::scope.eq_any(scopes))
            .select(forums::id.nullable());
        training_requests::table
            .filter(training_requests::id.eq_any(ids.iter().copied()))
            .filter(
                training_requests::forum_id
                    .is_null()
                    .or(training_requests::forum_id.eq_any(open)),
            )
            .select(RequestRow::as_select())
            .load(c)
            .await
    })?)
}

/// Where in its order a statement begins.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// Below this number: an id, or people.
    Below(i64),
    /// Among those of so many people, below this id.
    Tied { people: i64, id: i64 },
}

/// A page of needs.
pub async fn list(conn: &mut Conn, filter: &Filter, order: Order, page: Keyset) -> Result<Vec<RequestRow>> {
    let (first, second) = page.after.unwrap_or((i64::MAX, i64::MAX));
    if order == Order::Newest || page.after.is_none() {
        return read(conn, filter, order, Start::Below(first), page.limit).await;
    }
    // Two ranges rather than one comparison of rows, so that each is one range of the index.
    let tied = Start::Tied {
        people: first,
        id: second,
    };
    let mut rows = read(conn, filter, order, tied, page.limit).await?;
    let left = page.limit.saturating_sub(i64::try_from(rows.len()).unwrap_or(i64::MAX));
    if left > 0 {
        rows.extend(read(conn, filter, order, Start::Below(first), left).await?);
    }
    Ok(rows)
}

async fn read(conn: &mut Conn, filter: &Filter, order: Order, start: Start, limit: i64) -> Result<Vec<RequestRow>> {
    let spaced = |code: &str| format!("% {code} %");
    Ok(on!(conn, |c| {
        let open = forums::table
            .filter(forums::scope.eq_any(filter.scopes))
            .select(forums::id.nullable());
        let mut query = training_requests::table
            .filter(
                training_requests::forum_id
                    .is_null()
                    .or(training_requests::forum_id.eq_any(open)),
            )
            .filter(training_requests::state.eq_any(filter.states.iter().copied()))
            .limit(limit)
            .select(RequestRow::as_select())
            .into_boxed();
        if let Some(region) = &filter.region {
            query = query.filter(training_requests::region.eq(region));
        }
        if filter.is_online {
            query = query.filter(training_requests::mode.ne(TrainingMode::Onsite));
        }
        if let Some(language) = &filter.language {
            query = query.filter(training_requests::languages.like(spaced(language)));
        }
        if let Some(technology) = &filter.technology {
            query = query.filter(training_requests::technologies.like(spaced(technology)));
        }
        query = match (order, start) {
            (Order::Newest, Start::Below(id) | Start::Tied { id, .. }) => query
                .filter(training_requests::id.lt(TrainingRequestId(id)))
                .order(training_requests::id.desc()),
            (Order::Most, Start::Below(people)) => query
                .filter(training_requests::people.lt(people))
                .order((training_requests::people.desc(), training_requests::id.desc())),
            (Order::Most, Start::Tied { people, id }) => query
                .filter(training_requests::people.eq(people))
                .filter(training_requests::id.lt(TrainingRequestId(id)))
                .order(training_requests::id.desc()),
        };
        query.load(c).await
    })?)
}

/// A page of the needs that an account asked for or signed, newest first.
pub async fn list_signed(
    conn: &mut Conn,
    account: AccountId,
    filter: &Filter,
    page: Keyset,
) -> Result<Vec<RequestRow>> {
    let before = page.after.map_or(i64::MAX, |(id, _)| id);
    Ok(on!(conn, |c| {
        let open = forums::table
            .filter(forums::scope.eq_any(filter.scopes))
            .select(forums::id.nullable());
        request_signatures::table
            .inner_join(training_requests::table)
            .filter(request_signatures::account_id.eq(account))
            .filter(request_signatures::request_id.lt(TrainingRequestId(before)))
            .filter(
                training_requests::forum_id
                    .is_null()
                    .or(training_requests::forum_id.eq_any(open)),
            )
            .filter(training_requests::state.eq_any(filter.states.iter().copied()))
            .order(request_signatures::request_id.desc())
            .limit(page.limit)
            .select(RequestRow::as_select())
            .load(c)
            .await
    })?)
}

/// Destroys those that came to an end before; says how many.
pub async fn delete_settled(conn: &mut Conn, before: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        training_requests::table.filter(training_requests::settled_at.lt(before))
    )
    .execute(c)
    .await)?)
}

//! Asking for a training, saying it otherwise, and ending the search.

use chrono::TimeDelta;

use crate::db::forums;
use crate::db::requests::signatures::{self, Signature};
use crate::db::requests::{self, Outcome, RequestRow};
use crate::db::types::{AccountId, ForumId, NeedState, NotificationKind, OrganisationId, Posting, TrainingRequestId};
use crate::db::{Conn, accounts};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::Right;
use crate::domain::{Core, Principal, Viewer, forums as places, moderation, organisations};

use super::form::{self, Checked, RequestForm};
use super::offers::decline;
use super::signing::held;
use super::standing::{recount, require_deciding, require_words, workplace};
use super::tell::{self, News};
use super::{account, alike, find};

/// Needs of one member that are not at an end.
const UNSETTLED_MOST: i64 = 10;
/// Needs of one member in a day.
const DAILY_MOST: i64 = 5;

/// A need ready to be stored.
struct Ready {
    checked: Checked,
    content: Content,
    forum: Option<ForumId>,
}

async fn prepare(core: &Core, by: &Principal, form: &RequestForm, before: Option<&RequestRow>) -> Result<Ready> {
    let terms = Taxonomy::load(core).await?;
    let (checked, mut problems) = form::check(&terms, core.clock.now(), form, before);
    let forum = match before {
        // It stays where it was asked for: those who signed may not know of another place.
        Some(row) => row.forum_id,
        None => places::choose(core, by, &form.forum, &mut problems).await?,
    };
    problems.into_result(())?;
    let content = Content::written(core, &checked.body, &checked.language).await?;
    Ok(Ready {
        checked,
        content,
        forum,
    })
}

fn row(core: &Core, account: AccountId, ready: &Ready) -> RequestRow {
    let said = ready.checked.changes(&ready.content.html);
    RequestRow {
        id: core.ids.next(),
        account_id: Some(account),
        forum_id: ready.forum,
        title: said.title,
        body: said.body,
        body_html: said.body_html,
        language: said.language,
        mode: said.mode,
        region: said.region,
        languages: said.languages,
        times: said.times,
        months: said.months,
        technologies: said.technologies,
        level: said.level,
        state: NeedState::Open,
        merged_into_id: None,
        training_id: None,
        provider_id: None,
        people: 0,
        firms: 0,
        created_at: core.clock.now(),
        settled_at: None,
    }
}

/// What somebody who is about to ask begins with: their language, and the organisation they have belonged to longest.
///
/// # Errors
/// [`Denied::Unverified`].
pub async fn begin(core: &Core, by: &Principal, language: &str) -> Result<RequestForm> {
    by.require(core, Right::OpenTopics)?;
    let places = organisations::mine(core, by).await?;
    let main = places.iter().find(|(_, place)| place.is_active());
    Ok(RequestForm {
        language: language.to_owned(),
        languages: vec![language.to_owned()],
        organisation: main.map_or_else(String::new, |(organisation, _)| organisation.id.to_string()),
        mode: "hybrid".to_owned(),
        ..RequestForm::default()
    })
}

/// That nothing on the board is like what somebody is about to ask for. Whoever has seen what there is may ask all the same.
///
/// # Errors
/// [`Error::Invalid`] with what else is wrong, or on `alike`; [`Denied::Unverified`].
pub async fn require_apart(core: &Core, by: &Principal, form: &RequestForm) -> Result<()> {
    by.require(core, Right::OpenTopics)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let terms = Taxonomy::load(core).await?;
    let (checked, problems) = form::check(&terms, core.clock.now(), form, None);
    problems.into_result(())?;
    if alike::to_words(core, &viewer, &checked.title, &checked.technologies)
        .await?
        .is_empty()
    {
        Ok(())
    } else {
        Err(Error::Invalid(Problems::one("alike", Problem::Taken)))
    }
}

/// Asks for a training; whoever does signs it first.
///
/// # Errors
/// [`Error::Invalid`], also with [`Problem::TooMany`] on `title` for somebody who asks for very much; [`Denied::Unverified`];
/// [`Denied::Banned`]; [`Denied::Words`]; [`Denied::ModeratorsOnly`].
pub async fn ask(core: &Core, by: &Principal, form: &RequestForm) -> Result<TrainingRequestId> {
    let account = account(by)?;
    by.require(core, Right::OpenTopics)?;
    let ready = prepare(core, by, form, None).await?;
    let row = row(core, account, &ready);
    core.change(async |conn| {
        // Of two at once the second one counts what the first one asked for.
        accounts::lock(conn, account).await?;
        require_modest(core, conn, account).await?;
        require_open_forum(conn, by, row.forum_id).await?;
        require_words(core, conn, by, &row, &ready.content).await?;
        let organisation = workplace(conn, account, &form.organisation).await?;
        requests::insert(conn, &row).await?;
        store(core, conn, (&row, account), organisation, &ready).await
    })
    .await?;
    Ok(row.id)
}

/// That somebody has not asked for very much already.
async fn require_modest(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    let too_many = |most: i64| {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Err(Error::Invalid(Problems::one("title", Problem::TooMany(most))))
    };
    if requests::count_unsettled(conn, account).await? >= UNSETTLED_MOST {
        return too_many(UNSETTLED_MOST);
    }
    let since: TrainingRequestId = core.ids.at(core.clock.now().plus(-TimeDelta::days(1)));
    if requests::count_since(conn, account, since).await? >= DAILY_MOST {
        return too_many(DAILY_MOST);
    }
    Ok(())
}

async fn require_open_forum(conn: &mut Conn, by: &Principal, forum: Option<ForumId>) -> Result<()> {
    let Some(forum) = forum else { return Ok(()) };
    let (forum, group) = forums::get(conn, forum).await?;
    if forum.posting == Posting::Moderators && !by.moderates(conn, &forum, &group).await? {
        return Err(Error::Forbidden(Denied::ModeratorsOnly));
    }
    Ok(())
}

/// The author's signature, and what it is found by.
async fn store(
    core: &Core,
    conn: &mut Conn,
    (row, author): (&RequestRow, AccountId),
    organisation: Option<OrganisationId>,
    ready: &Ready,
) -> Result<()> {
    let signature = Signature {
        request_id: row.id,
        account_id: author,
        organisation_id: organisation,
        people: ready.checked.people,
        created_at: core.clock.now(),
    };
    signatures::upsert(conn, &signature).await?;
    alike::enter(conn, row.id, &ready.checked.title, &ready.checked.technologies).await?;
    recount(conn, row.id).await
}

/// A need as its author would change it.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::Decided`] if it is over; [`Error::NotFound`].
pub async fn form_of(core: &Core, by: &Principal, id: TrainingRequestId) -> Result<RequestForm> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let mut conn = core.db.read().await?;
    let row = find(&mut conn, &viewer, id).await?;
    let author = require_author(by, &row)?;
    super::standing::require_unsettled(&row)?;
    let signature = signatures::find(&mut conn, id, author).await?;
    let words = |spaced: &str| spaced.split_whitespace().map(str::to_owned).collect();
    let organisation = signature.as_ref().and_then(|signature| signature.organisation_id);
    Ok(RequestForm {
        people: signature.map_or_else(String::new, |signature| signature.people.to_string()),
        organisation: organisation.map_or_else(String::new, |id| id.to_string()),
        forum: String::new(),
        mode: row.mode.as_str().to_owned(),
        region: row.region.unwrap_or_default(),
        languages: words(&row.languages),
        times: words(&row.times),
        months: words(&row.months),
        technologies: words(&row.technologies),
        level: row.level.map_or_else(String::new, |level| level.as_str().to_owned()),
        title: row.title,
        body: row.body,
        language: row.language,
    })
}

fn require_author(by: &Principal, row: &RequestRow) -> Result<AccountId> {
    match by.account_id {
        Some(account) if row.account_id == Some(account) => Ok(account),
        _ => Err(Error::Forbidden(Denied::NotAuthor)),
    }
}

/// Says it otherwise. Its forum stays.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotAuthor`]; [`Denied::Decided`] if it is over; [`Denied::Words`].
pub async fn edit(core: &Core, by: &Principal, id: TrainingRequestId, form: &RequestForm) -> Result<()> {
    let account = account(by)?;
    let before = requests::find(&mut core.db.read().await?, id).await?;
    let (before, _) = before.ok_or(Error::NotFound)?;
    let ready = prepare(core, by, form, Some(&before)).await?;
    core.change(async |conn| {
        let row = held(core, conn, by, id).await?;
        require_author(by, &row)?;
        let said = RequestRow {
            title: ready.checked.title.clone(),
            ..row.clone()
        };
        require_words(core, conn, by, &said, &ready.content).await?;
        let organisation = workplace(conn, account, &form.organisation).await?;
        requests::update(conn, id, &ready.checked.changes(&ready.content.html)).await?;
        store(core, conn, (&row, account), organisation, &ready).await
    })
    .await
}

/// Ends the search without a training: by its author, or by moderators. Who signed and who offered is told.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Denied::Decided`] if it is over; [`Error::NotFound`].
pub async fn close(core: &Core, by: &Principal, id: TrainingRequestId) -> Result<()> {
    core.change(async |conn| {
        let row = held(core, conn, by, id).await?;
        require_deciding(conn, by, &row).await?;
        let outcome = Outcome {
            state: NeedState::Closed,
            merged_into_id: None,
            training_id: None,
            provider_id: None,
            settled_at: Some(core.clock.now()),
        };
        requests::set_outcome(conn, id, outcome).await?;
        alike::leave(conn, id).await?;
        let news = News::of(NotificationKind::RequestClosed, id);
        tell::all(core, conn, by.actor_id, id, news).await?;
        decline(core, conn, by.actor_id, id, news).await
    })
    .await
}

/// Takes a need that should not be there off the board with everything that hangs on it. Moderators do, and it stands in their
/// log.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Error::NotFound`].
pub async fn remove(core: &Core, by: &Principal, id: TrainingRequestId) -> Result<()> {
    core.change(async |conn| {
        let (row, _) = requests::find(conn, id).await?.ok_or(Error::NotFound)?;
        if !may_remove(conn, by, &row).await? {
            return Err(Error::Forbidden(Denied::NotModerator));
        }
        moderation::note(core, conn, by, "need_removed", row.forum_id, None).await?;
        Ok(requests::delete(conn, id).await?)
    })
    .await
}

/// Whether somebody keeps order where a need stands.
pub(super) async fn may_remove(conn: &mut Conn, by: &Principal, row: &RequestRow) -> Result<bool> {
    let Some(forum) = row.forum_id else {
        return Ok(by.is_staff());
    };
    let (forum, group) = forums::get(conn, forum).await?;
    by.moderates(conn, &forum, &group).await
}

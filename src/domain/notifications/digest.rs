//! Digests: what a member did not read of the groups that they want once a day or a week, and new topics of the forums they
//! follow. While one waits, because the mail server is down, no second one is made: it takes in what comes.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::db::accounts::{self, Account};
use crate::db::notices::{self, Waiting};
use crate::db::notification_settings::{self as rows, Settings};
use crate::db::posts::Post;
use crate::db::privacy::erasures;
use crate::db::reading::levels;
use crate::db::timelines::{self, Window};
use crate::db::types::{AccountId, AccountState, LetterId, Pace, PostId, UtcTime, WatchLevel};
use crate::db::{Conn, letters as queue};
use crate::domain::error::Result;
use crate::domain::letters::LetterKind;
use crate::domain::{Core, Viewer, letters};
use crate::id::first_at;

use super::bundle::ids;
use super::matrix::Group;
use super::settings::{self, Wishes};

/// Members looked at in one turn.
const AT_A_TIME: i64 = 50;
/// New topics in one digest.
const NEWS_MOST: usize = 10;
/// New posts that are looked through for them.
const LOOKED_AT: i64 = 60;
/// What is older is no news, however long nothing was sent.
const STILL_NEWS: TimeDelta = TimeDelta::days(14);

/// Makes the digests that are due; says for how many members.
///
/// # Errors
/// If the database fails; what was made stays.
pub async fn make_due(core: &Core) -> Result<usize> {
    let now = core.clock.now();
    let due = rows::list_due(&mut core.db.read().await?, now, AT_A_TIME).await?;
    for row in &due {
        core.change(async |conn| of_account(core, conn, row, now).await).await?;
    }
    Ok(due.len())
}

async fn of_account(core: &Core, conn: &mut Conn, row: &Settings, now: UtcTime) -> Result<()> {
    let (account, wishes) = (row.account_id, settings::read(row));
    let Some(due) = row.digest_at else { return Ok(()) };
    let is_weekly = wishes.next_digest(Pace::Weekly, due.plus(-TimeDelta::milliseconds(1))) <= now;
    let wants_news = match wishes.news {
        Pace::Daily => true,
        Pace::Weekly => is_weekly,
        Pace::Now | Pace::Never => false,
    };
    let news_after = if wants_news {
        PostId(first_at(now))
    } else {
        row.news_after
    };
    let next = next(conn, account, &wishes, is_weekly, now).await?;
    // Of two at once the second one finds nothing to do.
    if !rows::advance(conn, account, row.digest_at, next, news_after).await? {
        return Ok(());
    }
    let mut waiting = notices::list_waiting(conn, account, Pace::Daily).await?;
    if is_weekly {
        waiting.extend(notices::list_waiting(conn, account, Pace::Weekly).await?);
    }
    let is_wanted = |one: &Waiting| one.read_at.is_none() && wishes.matrix.of(Group::of(one.kind)).mail != Pace::Never;
    let (told, left): (Vec<Waiting>, Vec<Waiting>) = waiting.into_iter().partition(is_wanted);
    notices::assign(conn, &ids(&left), None).await?;
    if !may_have(conn, account).await? {
        return notices::assign(conn, &ids(&told), None).await.map_err(Into::into);
    }
    if told.is_empty() && !wants_news {
        return Ok(());
    }
    let after = wants_news.then_some(row.news_after);
    let letter = open(core, conn, account, after, &wishes).await?;
    Ok(notices::assign(conn, &ids(&told), Some(letter)).await?)
}

/// When the one after this is due; none while nothing waits and no news are wanted.
async fn next(
    conn: &mut Conn,
    account: AccountId,
    wishes: &Wishes,
    is_weekly: bool,
    now: UtcTime,
) -> Result<Option<UtcTime>> {
    let pace = match wishes.news {
        Pace::Daily | Pace::Weekly => Some(wishes.news),
        // What waits for Sunday goes on waiting.
        _ if !is_weekly && !notices::list_waiting(conn, account, Pace::Weekly).await?.is_empty() => Some(Pace::Weekly),
        _ => None,
    };
    Ok(pace.map(|pace| wishes.next_digest(pace, now)))
}

/// Whether anybody still reads it.
async fn may_have(conn: &mut Conn, id: AccountId) -> Result<bool> {
    let account = accounts::get(conn, id).await?;
    let is_going = erasures::find_waiting(conn, id).await?.is_some();
    Ok(account.state == AccountState::Active && !is_going)
}

/// The digest that waits, or a new one. `after` is the newest post that was told, if it tells of new topics.
async fn open(
    core: &Core,
    conn: &mut Conn,
    account: AccountId,
    after: Option<PostId>,
    wishes: &Wishes,
) -> Result<LetterId> {
    let payload = json!({ "account_id": account.0, "news_after": after.map(|id| id.0) });
    let Some((waiting, known)) = queue::hold_open(conn, account, LetterKind::Digest.as_str(), "").await? else {
        let at = wishes.allowed(core.clock.now());
        return letters::put(
            core,
            conn,
            (LetterKind::Digest, &payload, Some(account)),
            (None, ""),
            at,
        )
        .await;
    };
    if known.get("news_after").and_then(Value::as_i64).is_none() {
        queue::set_payload(conn, waiting, &payload).await?;
    }
    Ok(waiting)
}

/// New topics of the forums that a member follows, those first that they watch; nothing that they mute, and nothing of their
/// own. None if the digest is to tell of none.
pub(super) async fn news(core: &Core, conn: &mut Conn, account: &Account, payload: &Value) -> Result<Vec<Post>> {
    let wishes = settings::of(conn, account.id).await?.0;
    let Some(after) = payload
        .get("news_after")
        .and_then(Value::as_i64)
        .filter(|_| wishes.news != Pace::Never)
    else {
        return Ok(Vec::new());
    };
    let viewer = Viewer::of(core, account);
    let oldest = first_at(core.clock.now().plus(-STILL_NEWS));
    let window = Window {
        max: None,
        since: Some(PostId(after.max(oldest))),
        min: None,
        limit: LOOKED_AT,
    };
    let mut found = Vec::new();
    for post in timelines::list_home(conn, account.actor_id, viewer.visibilities(), window).await? {
        let is_topic = post.parent_id.is_none() && post.forum_id.is_some() && post.actor_id != account.actor_id;
        if !is_topic || post.is_removed() {
            continue;
        }
        let (of_topic, of_forum) = levels::find_both(conn, account.id, post.forum_id, post.id).await?;
        match of_topic.or(of_forum) {
            Some(WatchLevel::Mute) => {}
            level => found.push((level != Some(WatchLevel::Watch), post)),
        }
    }
    // Stable: within each, the newest stays first.
    found.sort_by_key(|(is_other, _)| *is_other);
    found.truncate(NEWS_MOST);
    Ok(found.into_iter().map(|(_, post)| post).collect())
}

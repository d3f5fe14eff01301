//! Searches of the library that members keep, and telling them once a day what is new in them. What is new is asked for as the
//! member who keeps the search, so that it tells of nothing that they could not find themselves.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::cases::library as rows;
use crate::db::cases::saved::{self, SavedSearch};
use crate::db::notifications::Notification;
use crate::db::types::{AccountId, AccountState, NotificationKind, PostId, SavedSearchId};
use crate::db::{Conn, accounts, queue};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer, notifications};

use super::catalogue::Current;
use super::library::{Facet, Search};

/// Name of the job.
pub const JOB: &str = "saved_searches";
/// Searches of one member.
pub const MOST: usize = 20;
/// Longest name, in characters.
pub const NAME_MAX: usize = 80;
/// Longest search, in bytes.
const QUERY_MAX: usize = 1_000;
/// How often it is looked.
const EVERY: TimeDelta = TimeDelta::days(1);
/// Nobody is told twice within this time, however often the job runs.
const PAUSE: TimeDelta = TimeDelta::hours(20);
/// Members asked for at a time.
const AT_A_TIME: i64 = 100;
/// New case studies that are counted.
const COUNTED: usize = 50;

fn keeper(by: &Principal) -> Result<AccountId> {
    by.account_id.ok_or(Error::Forbidden(Denied::SignIn))
}

/// A search as the address of the library says it, without what is no choice.
pub fn written(search: &Search) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for facet in Facet::ALL.into_iter().filter(|facet| !search.chosen(*facet).is_empty()) {
        query.append_pair(facet.as_str(), search.chosen(facet));
    }
    if search.is_verified {
        query.append_pair("verified", "yes");
    }
    query.finish()
}

/// The same again.
pub fn read(query: &str) -> Search {
    let mut search = Search::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if name == "verified" {
            search.is_verified = value == "yes";
        } else if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.as_str() == name) {
            search = search.with(facet, &value);
        }
    }
    search
}

/// What a member keeps, by name.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<SavedSearch>> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    Ok(saved::list(&mut core.db.read().await?, keeper(by)?, most).await?)
}

/// Keeps a search under a name.
///
/// # Errors
/// [`Error::Invalid`] on `name`, also if there are too many; [`Denied::SignIn`].
pub async fn keep(core: &Core, by: &Principal, name: &str, search: &Search) -> Result<()> {
    let account = keeper(by)?;
    let mut problems = Problems::default();
    let name = problems.line("name", name, 1, NAME_MAX);
    let query = written(search);
    if query.len() > QUERY_MAX {
        problems.add("name", Problem::TooLong(QUERY_MAX));
    }
    problems.into_result(())?;
    core.change(async |conn| {
        accounts::lock(conn, account).await?;
        let known = saved::list(conn, account, i64::MAX).await?;
        if known.len() >= MOST {
            return Err(Error::Invalid(Problems::one("name", Problem::TooMany(MOST))));
        }
        require_free(&known, None, &name)?;
        let now = core.clock.now();
        // Everything that is here has a smaller number.
        let newest: PostId = core.ids.next();
        let row = SavedSearch {
            id: core.ids.next(),
            account_id: account,
            name: name.clone(),
            query: query.clone(),
            seen_id: newest,
            fresh: 0,
            checked_at: now,
            created_at: now,
        };
        Ok(saved::insert(conn, &row).await?)
    })
    .await
}

fn require_free(known: &[SavedSearch], except: Option<SavedSearchId>, name: &str) -> Result<()> {
    let is_taken = |row: &SavedSearch| row.name == name && Some(row.id) != except;
    if known.iter().any(is_taken) {
        return Err(Error::Invalid(Problems::one("name", Problem::Taken)));
    }
    Ok(())
}

/// Calls a search otherwise.
///
/// # Errors
/// [`Error::Invalid`] on `name`; [`Error::NotFound`].
pub async fn rename(core: &Core, by: &Principal, id: SavedSearchId, name: &str) -> Result<()> {
    let account = keeper(by)?;
    let mut problems = Problems::default();
    let name = problems.line("name", name, 1, NAME_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        accounts::lock(conn, account).await?;
        require_free(&saved::list(conn, account, i64::MAX).await?, Some(id), &name)?;
        if saved::rename(conn, account, id, &name).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    })
    .await
}

/// Keeps a search no longer.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn forget(core: &Core, by: &Principal, id: SavedSearchId) -> Result<()> {
    Ok(saved::delete(&mut core.db.write().await?, keeper(by)?, id).await?)
}

/// The search, which its keeper looks at now: nothing of it is new any more.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn open(core: &Core, by: &Principal, id: SavedSearchId) -> Result<Search> {
    let account = keeper(by)?;
    let found = saved::find(&mut core.db.read().await?, account, id).await?;
    let found = found.ok_or(Error::NotFound)?;
    if found.fresh > 0 {
        saved::set_looked(&mut core.db.write().await?, account, id).await?;
    }
    Ok(read(&found.query))
}

/// Looks for everybody who keeps searches, and has itself called again tomorrow.
///
/// # Errors
/// If the database fails; who was told before that is not told again.
pub async fn run(core: &Core) -> Result<()> {
    let mut after = AccountId(0);
    loop {
        let keepers = saved::list_keepers(&mut core.db.read().await?, after, AT_A_TIME).await?;
        let Some(last) = keepers.last().copied() else { break };
        for keeper in keepers {
            look(core, keeper).await?;
        }
        after = last;
    }
    schedule(core, EVERY).await
}

/// Has it looked for everybody in some time, once for each day however often it is asked for.
///
/// # Errors
/// If the database fails.
pub async fn schedule(core: &Core, wait: TimeDelta) -> Result<()> {
    let at = core.clock.now().plus(wait);
    let key = format!("{JOB}-{}", at.utc().date_naive());
    let mut conn = core.db.write().await?;
    Ok(queue::insert(&mut conn, core.ids.next(), JOB, &json!({}), Some(&key), at).await?)
}

/// Tells one member, in one notice, that there is something new for their searches.
async fn look(core: &Core, id: AccountId) -> Result<()> {
    let library = core.catalogue.current(&mut core.db.read().await?).await?;
    core.change(async |conn| {
        let account = match accounts::get(conn, id).await {
            Ok(account) => account,
            Err(crate::db::Error::NotFound) => return Ok(()),
            Err(other) => return Err(other.into()),
        };
        // Whoever cannot come in is told of nothing, and of all of it once they can.
        if account.state != AccountState::Active {
            return Ok(());
        }
        let (viewer, now) = (Viewer::of(core, &account), core.clock.now());
        let mut is_new = false;
        for row in saved::list(conn, id, i64::MAX).await? {
            if row.checked_at.plus(PAUSE) > now {
                continue;
            }
            let (newest, fresh) = news(core, conn, library, (&viewer, &row)).await?;
            is_new |= saved::set_checked(conn, &row, (newest, fresh), now).await? && fresh > 0;
        }
        if !is_new {
            return Ok(());
        }
        let notice = Notification {
            id: core.ids.next(),
            account_id: id,
            kind: NotificationKind::SavedSearch,
            actor_id: account.actor_id,
            post_id: None,
            read_at: None,
            log_id: None,
        };
        notifications::put(core, conn, &notice).await
    })
    .await
}

/// The newest case study that a search finds for its keeper, and how many are newer than what they were told of. Their own
/// are no news to them.
async fn news(
    core: &Core,
    conn: &mut Conn,
    library: Current<'_>,
    (viewer, row): (&Viewer, &SavedSearch),
) -> Result<(PostId, i64)> {
    let search = read(&row.query);
    let ids = library.newest(&search.wish(core, viewer), COUNTED);
    let found = rows::list_by_ids(conn, &ids, viewer.visibilities()).await?;
    let newer = found.iter().filter(|post| post.id > row.seen_id);
    let newest = newer.clone().map(|post| post.id).max().unwrap_or(row.seen_id);
    let theirs = newer.filter(|post| Some(post.actor_id) != viewer.actor_id()).count();
    Ok((newest, i64::try_from(theirs).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_kept_as_it_is_and_nonsense_is_not() {
        let search = read("sector=22&verified=yes&unknown=1&region=%3Cb%3E&size=");
        assert_eq!(search.chosen(Facet::Sector), "22");
        assert_eq!(search.chosen(Facet::Region), "<b>");
        assert_eq!(written(&search), "sector=22&region=%3Cb%3E&verified=yes");
        assert_eq!(read(&written(&search)), search);
    }
}

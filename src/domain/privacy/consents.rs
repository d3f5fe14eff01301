//! Consents: given for one purpose each, withdrawn as easily, and never forgotten by the ledger.
//!
//! What withdrawing does:
//!
//! - public profile: bio, expertise and list of posts are for members only; the document for other servers carries the
//!   display name alone; search engines are asked to stay away
//! - federation outside the network: followers on servers outside the trusted network are let go, new ones refused
//! - digest mail: no new topics of followed forums are told by mail
//! - transfer abroad: nothing hangs on it yet, and the page says so

use crate::db::instances;
use crate::db::privacy::consents::{self, Consent};
use crate::db::privacy::notices;
use crate::db::types::{AccountId, ActorId, ConsentPurpose, ConsentSource};
use crate::db::{Conn, accounts, actors};
use crate::domain::error::{Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::notifications::settings;
use crate::domain::{Core, Principal, follows};

/// Everything a member said, newest first.
///
/// # Errors
/// If the database fails.
pub async fn history(core: &Core, account: AccountId) -> Result<Vec<Consent>> {
    Ok(consents::list(&mut core.db.read().await?, account).await?)
}

/// The purposes to which a history consents in the end.
pub fn given(history: &[Consent]) -> Vec<ConsentPurpose> {
    let newest = |purpose| history.iter().find(|consent| consent.purpose == purpose);
    ConsentPurpose::ALL
        .iter()
        .copied()
        .filter(|purpose| newest(*purpose).is_some_and(|consent| consent.is_given))
        .collect()
}

/// Sets what a member consents to; what is not in `wanted` is withdrawn. Only what changes is written down.
///
/// # Errors
/// If the database fails.
pub async fn set(core: &Core, by: &Principal, wanted: &[ConsentPurpose]) -> Result<()> {
    core.change(async |conn| {
        for purpose in ConsentPurpose::ALL {
            change(core, conn, by, *purpose, wanted.contains(purpose)).await?;
        }
        Ok(())
    })
    .await
}

/// Sets one consent of a member; says whether it changed.
pub(in crate::domain) async fn change(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    purpose: ConsentPurpose,
    is_given: bool,
) -> Result<bool> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    if consents::find(conn, account, purpose).await?.unwrap_or(false) == is_given {
        return Ok(false);
    }
    record(core, conn, account, purpose, is_given, ConsentSource::Settings).await?;
    apply(core, conn, by, purpose, is_given).await?;
    Ok(true)
}

/// What somebody of a sample consents to. Nobody has heard of them before, so nobody is told.
///
/// # Errors
/// If the database fails.
pub async fn grant(core: &Core, by: &Principal, wanted: &[ConsentPurpose]) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    core.change(async |conn| begin(core, conn, (account, by.actor_id), wanted, ConsentSource::Operator).await)
        .await
}

/// Notes the consents of a newcomer, within the transaction that makes the account.
pub(in crate::domain) async fn begin(
    core: &Core,
    conn: &mut Conn,
    (account, actor): (AccountId, ActorId),
    wanted: &[ConsentPurpose],
    source: ConsentSource,
) -> Result<()> {
    for purpose in wanted {
        record(core, conn, account, *purpose, true, source).await?;
    }
    if wanted.contains(&ConsentPurpose::DigestMail) {
        settings::follow_consent(core, conn, account, true).await?;
    }
    if wanted.contains(&ConsentPurpose::PublicProfile) {
        consents::set_discoverable(conn, actor, true).await?;
    }
    Ok(())
}

async fn record(
    core: &Core,
    conn: &mut Conn,
    account: AccountId,
    purpose: ConsentPurpose,
    is_given: bool,
    source: ConsentSource,
) -> Result<()> {
    let notice = notices::find_current(conn).await?;
    let row = Consent {
        id: core.ids.next(),
        account_id: account,
        purpose,
        is_given,
        notice_version: notice.map_or(0, |notice| notice.version),
        source,
        created_at: core.clock.now(),
    };
    Ok(consents::insert(conn, &row).await?)
}

async fn apply(core: &Core, conn: &mut Conn, by: &Principal, purpose: ConsentPurpose, is_given: bool) -> Result<()> {
    match (purpose, is_given) {
        (ConsentPurpose::PublicProfile, _) => {
            consents::set_discoverable(conn, by.actor_id, is_given).await?;
            event::record(core, conn, by, &Event::ProfileChanged).await
        }
        (ConsentPurpose::DigestMail, _) => match by.account_id {
            Some(account) => settings::follow_consent(core, conn, account, is_given).await,
            None => Ok(()),
        },
        (ConsentPurpose::FederationOutside, false) => follows::end_outside(core, conn, by).await,
        _ => Ok(()),
    }
}

/// Whether a local person may be followed from this actor's server: one of the trusted network, or any if they consented.
pub(in crate::domain) async fn may_follow(conn: &mut Conn, by: &Principal, target: ActorId) -> Result<bool> {
    let Some(home) = by.instance_id else {
        return Ok(true);
    };
    let Some(account) = accounts::find_by_actor(conn, target).await? else {
        // A forum; its scope decides.
        return Ok(true);
    };
    if instances::get(conn, home).await?.is_trusted {
        return Ok(true);
    }
    let word = consents::find(conn, account.id, ConsentPurpose::FederationOutside).await?;
    Ok(word.unwrap_or(false))
}

/// Whether a guest may see more of a local person than the name.
pub fn is_public(actor: &actors::Actor) -> bool {
    !actor.is_local() || actor.is_discoverable
}

//! Actor documents ready to be served. Every delivery of ours makes its receiver ask for the signer's document, so this
//! answer is by far the most frequent one.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;

use crate::db::actors::{self, Actor};
use crate::db::types::{AccountState, ActorKind, Visibility};
use crate::db::{accounts, forums};
use crate::domain::privacy::former;
use crate::domain::{Core, Error, Result};

use super::actors as documents;

/// Most documents kept.
const ENTRIES_MAX: u64 = 10_000;
/// How long a change made through another process of the instance may stay unseen.
const LIFETIME: Duration = Duration::from_secs(30);

/// A document and what deciding about it needs.
#[derive(Debug)]
pub struct CachedActor {
    /// The actor.
    pub actor: Actor,
    /// Who may know of it.
    pub visibility: Visibility,
    /// The document as it is served.
    pub body: Bytes,
}

/// The cache, keyed by user name. Cheap to clone; clones share it.
#[derive(Clone)]
pub struct Cache(moka::future::Cache<String, Arc<CachedActor>>);

impl Default for Cache {
    fn default() -> Self {
        let cache = moka::future::Cache::builder()
            .max_capacity(ENTRIES_MAX)
            .time_to_live(LIFETIME)
            .build();
        Self(cache)
    }
}

impl Cache {
    /// The local actor called `name`, with its document.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is none, or it belongs to an account that was never confirmed or is suspended;
    /// [`Error::Gone`].
    pub async fn get(&self, core: &Core, name: &str) -> Result<Arc<CachedActor>> {
        if let Some(known) = self.0.get(name).await {
            return Ok(known);
        }
        let made = Arc::new(load(core, name).await?);
        self.0.insert(name.to_owned(), Arc::clone(&made)).await;
        Ok(made)
    }

    /// Forgets the document of an actor that changed. Names are case-insensitive, so every spelling goes.
    pub async fn forget(&self, username: &str) {
        let spellings: Vec<Arc<String>> = self
            .0
            .iter()
            .map(|(name, _)| name)
            .filter(|name| name.eq_ignore_ascii_case(username))
            .collect();
        for name in spellings {
            self.0.invalidate(name.as_str()).await;
        }
    }
}

async fn load(core: &Core, name: &str) -> Result<CachedActor> {
    let mut conn = core.db.read().await?;
    let Some(actor) = actors::find_by_handle(&mut conn, None, name).await? else {
        let is_gone = former::is_reserved(core, &mut conn, name).await?;
        return Err(if is_gone { Error::Gone } else { Error::NotFound });
    };
    if actor.deleted_at.is_some() {
        return Err(Error::Gone);
    }
    let forum = match actor.kind {
        ActorKind::Group => forums::find_by_actor(&mut conn, actor.id).await?,
        ActorKind::Application => None,
        _ => {
            let account = accounts::find_by_actor(&mut conn, actor.id).await?;
            if account.is_some_and(|account| account.state != AccountState::Active) {
                return Err(Error::NotFound);
            }
            None
        }
    };
    let document = documents::wire(core, &actor, forum.as_ref())?.document();
    Ok(CachedActor {
        visibility: forum.map_or(Visibility::Public, |forum| forum.scope.into()),
        body: Bytes::from(document.to_string()),
        actor,
    })
}

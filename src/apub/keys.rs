//! Keys in use: private ones of our actors, opened and parsed; public ones of remote actors, parsed, with the memory of
//! vain attempts. Must not know: how a key is fetched, what is signed.

use chrono::TimeDelta;
use federation::signature::{PrivateKey, PublicKey, Scheme, SignatureError};
use http::{HeaderMap, Method};
use moka::future::Cache;
use url::Url;

use crate::db::actors::{self, Actor};
use crate::db::types::{ActorId, UtcTime};
use crate::domain::actors::INSTANCE_USERNAME;
use crate::domain::{self, Core};

use super::error::Result;

/// Most private keys kept parsed.
const LOCAL_MAX: u64 = 2_000;
/// Most remote actors whose keys are kept parsed.
const REMOTE_MAX: u64 = 20_000;
/// How long fetched keys are used without asking again.
const FRESH: TimeDelta = TimeDelta::hours(24);
/// How long a vain attempt is remembered when there is no key to be had.
const VAIN: TimeDelta = TimeDelta::minutes(15);
/// How long when the actor's server did not answer: what its people send us meanwhile waits as long.
const VAIN_BRIEFLY: TimeDelta = TimeDelta::minutes(1);
/// Shortest time between two fetches of the same actor's keys.
const PAUSE: TimeDelta = TimeDelta::minutes(5);

/// The caches. Cheap to clone; clones share them.
#[derive(Clone)]
pub struct Keys {
    local: Cache<ActorId, Signer>,
    remote: Cache<String, RemoteKeys>,
}

/// What signs as one of our actors. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Signer {
    /// RSA key.
    pub key: PrivateKey,
    /// Its id: the actor's id and `#main-key`.
    pub key_id: String,
}

impl Signer {
    /// The headers that sign a request; send each of them as it is. `body` is none for GET.
    ///
    /// # Errors
    /// If the address has no host.
    pub fn headers(
        &self,
        scheme: Scheme,
        method: &Method,
        url: &Url,
        body: Option<&[u8]>,
        now: UtcTime,
    ) -> Result<HeaderMap, SignatureError> {
        let request = federation::signature::Outgoing {
            method,
            url,
            body,
            date: now.utc(),
        };
        let headers = federation::signature::sign_request(&self.key, &self.key_id, scheme, &request)?;
        Ok(headers.into_iter().collect())
    }
}

/// What we know of a remote actor's keys.
#[derive(Debug, Clone)]
pub struct RemoteKeys {
    /// Usable keys; empty after a vain attempt.
    pub keys: Vec<PublicKey>,
    /// When they were last asked for.
    pub asked_at: UtcTime,
    /// After a vain attempt: whether asking again may help the sender.
    pub may_come: bool,
}

impl RemoteKeys {
    /// Whether they may be used without asking again; for a vain attempt, whether it still counts.
    pub fn holds(&self, now: UtcTime) -> bool {
        let lifetime = match (self.keys.is_empty(), self.may_come) {
            (false, _) => FRESH,
            (true, false) => VAIN,
            (true, true) => VAIN_BRIEFLY,
        };
        self.asked_at.plus(lifetime) > now
    }

    /// Whether they may be asked for again because a signature did not fit.
    pub fn may_refresh(&self, now: UtcTime) -> bool {
        self.asked_at.plus(PAUSE) <= now
    }
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            local: Cache::new(LOCAL_MAX),
            remote: Cache::new(REMOTE_MAX),
        }
    }
}

impl Keys {
    /// What signs as `actor`, which must be ours.
    ///
    /// # Errors
    /// If it is not ours, or its key was sealed with another secret.
    pub async fn signer(&self, core: &Core, actor: &Actor) -> Result<Signer> {
        if let Some(signer) = self.local.get(&actor.id).await {
            return Ok(signer);
        }
        let sealed = actor.private_key.as_deref().ok_or(domain::Error::NotFound)?;
        let der = core.secrets.open(sealed).map_err(domain::Error::from)?;
        let key = PrivateKey::from_pkcs8_der(&der).map_err(|error| domain::Error::Internal(error.to_string()))?;
        let signer = Signer {
            key,
            key_id: format!("{}#main-key", actor.uri),
        };
        self.local.insert(actor.id, signer.clone()).await;
        Ok(signer)
    }

    /// What signs as the instance itself: our reading of other servers.
    ///
    /// # Errors
    /// As [`Keys::signer`].
    pub async fn instance(&self, core: &Core) -> Result<Signer> {
        let actor = actors::find_by_handle(&mut core.db.read().await?, None, INSTANCE_USERNAME).await?;
        self.signer(core, &actor.ok_or(domain::Error::NotFound)?).await
    }

    /// What we know of the keys of the remote actor `uri`: from memory, else from its row.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn remote(&self, core: &Core, uri: &str) -> Result<Option<RemoteKeys>> {
        if let Some(known) = self.remote.get(uri).await {
            return Ok(Some(known));
        }
        let actor = actors::find_by_uri(&mut core.db.read().await?, uri).await?;
        match actor.filter(|actor| !actor.is_local()) {
            Some(actor) => Ok(Some(self.remember(&actor).await)),
            None => Ok(None),
        }
    }

    /// Takes the keys of a stored remote actor into memory.
    pub async fn remember(&self, actor: &Actor) -> RemoteKeys {
        let rsa = PublicKey::from_pem(&actor.public_key).ok();
        let ed25519 = actor
            .ed25519_public
            .as_deref()
            .and_then(|key| PublicKey::from_multibase(key).ok());
        let known = RemoteKeys {
            keys: rsa.into_iter().chain(ed25519).collect(),
            asked_at: actor.fetched_at.unwrap_or(UtcTime::from_millis(0)),
            may_come: false,
        };
        self.remote.insert(actor.uri.clone(), known.clone()).await;
        known
    }

    /// Remembers that the keys of `uri` could not be had.
    pub async fn remember_vain(&self, uri: &str, may_come: bool, now: UtcTime) {
        let vain = RemoteKeys {
            keys: Vec::new(),
            asked_at: now,
            may_come,
        };
        self.remote.insert(uri.to_owned(), vain).await;
    }

    /// Remembers that the keys of `uri` were asked for in vain, and keeps those we had.
    pub async fn remember_attempt(&self, uri: &str, now: UtcTime) {
        if let Some(known) = self.remote.get(uri).await {
            self.remote
                .insert(uri.to_owned(), RemoteKeys { asked_at: now, ..known })
                .await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_asked_for_again_after_a_day_and_vain_attempts_after_a_quarter_of_an_hour() {
        let start = UtcTime::from_millis(0);
        let later = |minutes| start.plus(TimeDelta::minutes(minutes));
        let key = PrivateKey::generate_ed25519().unwrap().public_key().unwrap();
        let known = RemoteKeys {
            keys: vec![key],
            asked_at: start,
            may_come: false,
        };
        assert!(known.holds(later(23 * 60)) && !known.holds(later(24 * 60)));
        assert!(!known.may_refresh(later(4)) && known.may_refresh(later(5)));
        let vain = RemoteKeys {
            keys: Vec::new(),
            ..known
        };
        assert!(vain.holds(later(14)) && !vain.holds(later(15)));
        let unanswered = RemoteKeys { may_come: true, ..vain };
        assert!(unanswered.holds(start) && !unanswered.holds(later(1)));
    }
}

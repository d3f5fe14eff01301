//! The key pair by which push services know this instance: made when first needed, and kept. Browsers are bound to it, so that
//! changing it would end every one of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::db::settings;
use crate::domain::Core;
use crate::domain::error::{Error, Result};
use crate::web_push::{self, VapidKey};

/// Its place among the settings; the private half is sealed.
const KEY: &str = "push_key";

/// The key pair.
///
/// # Errors
/// If the database fails.
pub async fn get(core: &Core) -> Result<VapidKey> {
    let stored = settings::find(&mut core.db.read().await?, KEY).await?;
    let stored = match stored {
        Some(stored) => stored,
        None => make(core).await?,
    };
    read(&stored).ok_or_else(|| Error::Internal("the key for pushes cannot be read".to_owned()))
}

/// Of two processes that make one, the first one's counts.
async fn make(core: &Core) -> Result<Value> {
    let key = web_push::generate(&core.secrets)?;
    let value = json!({ "public": key.public, "private": STANDARD.encode(&key.private) });
    let mut conn = core.db.write().await?;
    Ok(settings::find_or_set(&mut conn, KEY, &value, core.clock.now()).await?)
}

fn read(stored: &Value) -> Option<VapidKey> {
    let text = |name: &str| stored.get(name).and_then(Value::as_str);
    Some(VapidKey {
        public: text("public")?.to_owned(),
        private: STANDARD.decode(text("private")?).ok()?,
    })
}

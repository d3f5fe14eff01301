//! `training_letter`: tells those with a seat by letter what changed about their training.

use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::db::types::AccountId;
use crate::domain::trainings::letters::{self, Waiting};
use crate::domain::{Error, Result, accounts};
use crate::mail::Envelope;
use crate::web::present::moment_words;
use crate::web::{paths, training_mail};

/// Sends the letter, unless its reader or the training is gone.
pub(super) async fn run(app: &App, payload: &Value) -> Result<Option<Envelope>> {
    let letter = Waiting::deserialize(payload).map_err(|error| Error::Internal(error.to_string()))?;
    let Some((post, training)) = letters::subject(&app.core, &letter).await? else {
        return Ok(None);
    };
    let (account, actor) = accounts::get(&app.core, AccountId(letter.account_id)).await?;
    let chrome = crate::web::mail::chrome(app, account.language.into());
    let link = app.core.config.link(&paths::training(&post.id.0));
    let about = training_mail::About {
        title: &post.title,
        when: &moment_words(training.starts, account.language),
        reason: &training.reason,
    };
    let words = training_mail::changed(&chrome, &letter.changes, &about, &actor.name, &link);
    super::outgoing(&account, &actor, words)
}

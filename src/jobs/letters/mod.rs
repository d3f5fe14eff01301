//! Sending letters: a worker of its own, so that a slow mail server holds up nothing else. A letter is claimed, written from its
//! row, handed to the mail server and settled, one after another over one connection; while the server rests, none is claimed.
//!
//! A process that is killed after the server took a letter and before that is written down leaves it claimed; when the lease
//! ends it is sent once more, with the same `Message-ID`, by which mail programs know it. Nothing else is sent twice.

mod confirm_mail;
mod email_change;
mod identity_linked;
mod invitation;
mod notices;
mod organisation_news;
mod password_changed;
mod reset_password;
mod seat_letter;
mod security_letter;
mod training_letter;
mod verification_letter;

use std::sync::Arc;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::app::App;
use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::letters::Letter as Row;
use crate::domain::letters::LetterKind;
use crate::domain::letters::sending::{self, Fate};
use crate::domain::notifications::{bundle, digest};
use crate::domain::{Error, Result, leases};
use crate::id::random_token;
use crate::mail::{Envelope, NotSent};
use crate::web::mail::Letter;

use super::{POLL, erasure, export, personal_data};

/// Sends letters until `stop`.
pub(super) async fn work(app: App, bell: Arc<Notify>, stop: CancellationToken) {
    let sender = random_token();
    while !stop.is_cancelled() {
        let next = async {
            make(&app).await?;
            send_next(&app, &sender).await
        };
        match next.await {
            Ok(true) => {}
            Ok(false) => tokio::select! {
                () = bell.notified() => {}
                () = tokio::time::sleep(POLL) => {}
                () = stop.cancelled() => {}
            },
            Err(error) => {
                tracing::error!(%error, "the sender of letters could not read its queue");
                tokio::time::sleep(POLL).await;
            }
        }
    }
}

/// Makes and sends whatever is due now.
pub(super) async fn send_due(app: &App) -> Result<usize> {
    let sender = random_token();
    let mut count = 0;
    make(app).await?;
    while send_next(app, &sender).await? {
        count += 1;
    }
    Ok(count)
}

/// Makes letters of what waits to be told.
async fn make(app: &App) -> Result<()> {
    while Box::pin(bundle::make_due(&app.core)).await? > 0 {}
    while Box::pin(digest::make_due(&app.core)).await? > 0 {}
    Ok(())
}

/// Sends the next letter that is due, if the server may be tried; says whether there was one.
async fn send_next(app: &App, sender: &str) -> Result<bool> {
    let core = &app.core;
    if app.mail.rests(core.clock.now()).is_some() {
        return Ok(false);
    }
    let Some(letter) = sending::claim(core, sender).await? else {
        return Ok(false);
    };
    let renew = || sending::renew(core, &letter, sender);
    let fate = match leases::while_held(Box::pin(deliver(app, &letter)), renew).await {
        Ok(fate) => fate,
        Err(error) => {
            tracing::warn!(letter = %letter.id, kind = letter.kind, %error, "letter {} could not be written", letter.id);
            Fate::PutOff("unwritten".to_owned())
        }
    };
    match &fate {
        Fate::Refused(code) => tracing::warn!(letter = %letter.id, code, "letter {} was refused", letter.id),
        Fate::Unreachable(_) => tracing::warn!("the mail server cannot be reached"),
        _ => {}
    }
    if fate == Fate::Sent && letter.kind == LetterKind::ErasureDone.as_str() {
        erasure::sent(app, &letter.payload).await?;
    }
    if !sending::settle(core, &letter, sender, &fate).await? {
        tracing::warn!(letter = %letter.id, kind = letter.kind, "letter {} went to another sender meanwhile", letter.id);
    }
    Ok(true)
}

async fn deliver(app: &App, letter: &Row) -> Result<Fate> {
    if let Some(fate) = sending::verdict(&app.core, letter).await? {
        return Ok(fate);
    }
    let Some(envelope) = Box::pin(write(app, letter)).await? else {
        return Ok(Fate::Dropped("overtaken"));
    };
    let envelope = Envelope {
        message_id: letter.message_id.clone(),
        ..envelope
    };
    Ok(match app.mail.send(envelope, app.core.clock.now()).await {
        Ok(()) => Fate::Sent,
        Err(NotSent::Refused(code)) => Fate::Refused(code),
        Err(NotSent::PutOff(code)) => Fate::PutOff(code),
        Err(NotSent::Unreachable(until)) => Fate::Unreachable(until),
    })
}

/// Writes a letter; none if nobody waits for it any more.
async fn write(app: &App, letter: &Row) -> Result<Option<Envelope>> {
    let payload = &letter.payload;
    let kind = LetterKind::named(&letter.kind);
    let kind = kind.ok_or_else(|| Error::Internal(format!("no letter is called {}", letter.kind)))?;
    match kind {
        LetterKind::Notices | LetterKind::Digest => notices::run(app, letter).await,
        LetterKind::ConfirmMail => confirm_mail::run(app, payload).await,
        LetterKind::ResetPassword => reset_password::run(app, payload).await,
        LetterKind::PasswordChanged => password_changed::run(app, payload).await,
        LetterKind::EmailChange => email_change::run(app, payload).await,
        LetterKind::Security => security_letter::run(app, payload).await,
        LetterKind::IdentityLinked => identity_linked::run(app, payload).await,
        LetterKind::Invitation => invitation::run(app, payload).await,
        LetterKind::OrganisationNews => organisation_news::run(app, payload).await,
        LetterKind::Verification => verification_letter::run(app, payload).await,
        LetterKind::Seat => seat_letter::run(app, payload).await,
        LetterKind::Training => training_letter::run(app, payload).await,
        LetterKind::ErasureRequested => erasure::requested(app, payload).await,
        LetterKind::ErasureDone => erasure::done(app, payload).await,
        LetterKind::ExportReady => export::ready(app, payload).await,
        LetterKind::RequestAnswered => personal_data::answered(app, payload).await,
    }
}

/// A letter to the person behind an account.
pub(super) fn outgoing(account: &Account, actor: &Actor, letter: askama::Result<Letter>) -> Result<Option<Envelope>> {
    let letter = letter.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(Some(Envelope {
        to: account.email.clone(),
        name: actor.name.clone(),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        ..Envelope::default()
    }))
}

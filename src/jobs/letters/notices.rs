//! Letters about notifications, and digests.

use std::collections::HashSet;

use crate::app::App;
use crate::db::letters::Letter as Row;
use crate::domain::letters::LetterKind;
use crate::domain::notifications::letter::{self, Content};
use crate::domain::notifications::matrix::Group;
use crate::domain::notifications::unsubscribe::{self, Topic};
use crate::domain::notifications::{conversations, deeds, needs, titles};
use crate::domain::{Result, Viewer, instances};
use crate::mail::{Envelope, List};
use crate::web::notices::{Surroundings, bundle, present};
use crate::web::notices_mail::{self, Leave};
use crate::web::paths;

/// Writes the letter; none if everything in it was read, is gone, or may not be read any more.
pub(super) async fn run(app: &App, row: &Row) -> Result<Option<Envelope>> {
    let Some(content) = letter::content(&app.core, row).await? else {
        return Ok(None);
    };
    let is_digest = row.kind == LetterKind::Digest.as_str();
    let topic = topic(&content, is_digest);
    let leave = app.core.config.link(&paths::unsubscribe(&unsubscribe::token(
        &app.core,
        content.account.id,
        topic,
    )));
    let rows: Vec<_> = content.told.iter().map(|(told, ..)| told).collect();
    let homes: Vec<_> = content
        .told
        .iter()
        .filter_map(|(_, actor, _)| actor.instance_id)
        .collect();
    let viewer = Viewer::of(&app.core, &content.account);
    let around = Surroundings {
        deeds: deeds(&app.core, &rows).await?,
        needs: needs(&app.core, &rows).await?,
        hosts: instances::hosts(&app.core, &homes).await?,
        titles: titles(&app.core, &viewer, &content.told).await?,
        talks: conversations(&app.core, &rows).await?,
    };
    let bundles = bundle(present(&content.told, &around), &around.titles);
    let chrome = crate::web::mail::chrome(app, content.account.language.into());
    let words = notices_mail::Words {
        name: content.actor.display_name(),
        bundles: &bundles,
        news: &content.news,
        leave: Leave { link: &leave, topic },
        settings: &app.core.config.link(paths::SETTINGS_NOTIFICATIONS),
        base: &app.core.config.base(),
    };
    let written = if is_digest {
        notices_mail::digest(&chrome, &words)
    } else {
        notices_mail::notices(&chrome, &words)
    };
    let envelope = super::outgoing(&content.account, &content.actor, written)?;
    Ok(envelope.map(|envelope| Envelope {
        thread: Some(row.thread_key.clone()).filter(|key| !key.is_empty()),
        list: Some(List {
            name: list_name(topic),
            leave,
            is_bulk: is_digest,
        }),
        ..envelope
    }))
}

/// What the reader leaves by the link in it: the one group that it tells of, or all of them.
fn topic(content: &Content, is_digest: bool) -> Topic {
    if is_digest {
        return Topic::Digest;
    }
    let groups: HashSet<Group> = content.told.iter().map(|(told, ..)| Group::of(told.kind)).collect();
    let mut groups = groups.into_iter();
    match (groups.next(), groups.next()) {
        (Some(group), None) => Topic::Group(group),
        _ => Topic::All,
    }
}

fn list_name(topic: Topic) -> &'static str {
    match topic {
        Topic::Group(group) => group.as_str(),
        Topic::All => "notices",
        Topic::Digest => "digest",
    }
}

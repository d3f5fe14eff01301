//! Reports that leave: a `Flag` by the instance, which does not say who reported. The server of a forum elsewhere gets it, for
//! its moderators, and the author's server if the reporter wants that; nobody else.

use federation::audience::Recipients;
use federation::build::{self, Envelope};
use url::Url;

use crate::apub::documents::url;
use crate::db::actors::{self, Actor};
use crate::db::moderation::reports;
use crate::db::types::{ReportId, Stream};
use crate::db::{forums, posts};
use crate::domain::actors::INSTANCE_USERNAME;
use crate::domain::moderation::Why;
use crate::domain::{Error, Result};

use super::draft::Draft;
use super::plan::Plan;
use super::reach;

/// The `Flag` for each server that is to hear of a report.
pub(super) async fn drafts(mut plan: Plan<'_>, id: ReportId) -> Result<Vec<Draft>> {
    let report = reports::get(&mut plan.conn, id).await?;
    let subject = actors::get(&mut plan.conn, report.subject_id).await?;
    let site = actors::find_by_handle(&mut plan.conn, None, INSTANCE_USERNAME).await?;
    let site = site.ok_or(Error::NotFound)?;
    let mut objects = vec![url(&subject.uri)?];
    let mut is_public = true;
    if let Some(post) = report.post_id {
        let post = posts::get(&mut plan.conn, post).await?;
        is_public = post.visibility == crate::db::types::Visibility::Public;
        objects.push(url(&post.uri)?);
    }
    let group = match report.forum_id {
        Some(forum) => Some(forums::get(&mut plan.conn, forum).await?.1),
        None => None,
    };
    let group = group.filter(|group| !group.is_local());
    let author = Some(subject).filter(|subject| report.is_forwarded && !subject.is_local());
    // One server hears of it once.
    let author = author.filter(|author| {
        group
            .as_ref()
            .is_none_or(|group| group.instance_id != author.instance_id)
    });
    let why = Why {
        category: Some(report.category),
        words: report.words.clone(),
    };
    let mut drafts = Vec::new();
    for (addressee, slug) in [(group, "flag"), (author, "flag-author")] {
        let Some(addressee) = addressee else { continue };
        let id = match slug {
            "flag" => url(&report.uri)?,
            other => plan.id(other)?,
        };
        let body = wire(&id, &site, &addressee, &objects, &why.line())?;
        let inboxes = reach::of([&addressee]);
        drafts.push(Draft {
            uri: id.to_string(),
            actor_id: site.id,
            kind: "Flag",
            body,
            is_listed: false,
            post_id: None,
            stream: Stream::Normal,
            inboxes: reach::permitted(plan.core, &mut plan.conn, inboxes, is_public).await?,
        });
    }
    Ok(drafts)
}

fn wire(id: &Url, site: &Actor, addressee: &Actor, objects: &[Url], reason: &str) -> Result<String> {
    let envelope = Envelope {
        id: id.clone(),
        actor: url(&site.uri)?,
        recipients: Recipients {
            to: vec![url(&addressee.uri)?],
            cc: Vec::new(),
        },
        group: None,
    };
    Ok(build::flag(&envelope, objects, reason).document().to_string())
}

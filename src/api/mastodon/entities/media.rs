//! Files of posts as media attachments.

use serde::Serialize;
use serde_json::{Value, json};

use crate::api::mastodon::site::Site;
use crate::api::reply::Id;
use crate::db::media::Media;
use crate::domain::media::Hanging;
use crate::domain::media::messages::HangingFile;

/// A file of ours, or one on another server.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct MediaAttachment<'a> {
    id: Id,
    /// `image` or `unknown`, which clients show as a link.
    #[serde(rename = "type")]
    kind: &'static str,
    url: String,
    preview_url: String,
    remote_url: Option<&'a str>,
    text_url: Option<&'a str>,
    meta: Value,
    description: Option<&'a str>,
    blurhash: Option<&'a str>,
}

impl<'a> MediaAttachment<'a> {
    /// A file of ours.
    pub(in crate::api::mastodon) fn own(site: &Site, media: &'a Media) -> Self {
        let url = format!("{}/media/{}", site.files, media.token);
        let is_picture = media.is_picture();
        Self {
            id: Id(media.id.0),
            kind: if is_picture { "image" } else { "unknown" },
            preview_url: if is_picture {
                format!("{url}/small")
            } else {
                url.clone()
            },
            url,
            remote_url: None,
            text_url: None,
            meta: meta(media.width, media.height),
            description: said(&media.alt),
            blurhash: media.blurhash.as_deref(),
        }
    }

    /// Whatever hangs on a post. Pictures of other servers go through our proxy.
    pub(in crate::api::mastodon) fn hanging(site: &Site, hanging: &'a Hanging) -> Option<Self> {
        if let Some(media) = &hanging.media {
            return Some(Self::own(site, media));
        }
        let said_there = &hanging.attachment;
        let remote = said_there.url.as_deref()?;
        let is_picture = said_there.media_type.starts_with("image/");
        let url = if is_picture {
            site.proxied(remote)
        } else {
            remote.to_owned()
        };
        Some(Self {
            id: Id(said_there.id.0),
            kind: if is_picture { "image" } else { "unknown" },
            preview_url: url.clone(),
            url,
            remote_url: Some(remote),
            text_url: None,
            meta: meta(said_there.width, said_there.height),
            description: said(&said_there.alt),
            blurhash: said_there.blurhash.as_deref(),
        })
    }
}

impl<'a> MediaAttachment<'a> {
    /// Whatever hangs on a private message.
    pub(in crate::api::mastodon) fn of_message(site: &Site, file: &'a HangingFile) -> Option<Self> {
        if let Some(media) = &file.media {
            return Some(Self::own(site, media));
        }
        let row = &file.row;
        let remote = row.url.as_deref()?;
        let is_picture = row.media_type.starts_with("image/");
        let url = if is_picture {
            site.proxied(remote)
        } else {
            remote.to_owned()
        };
        Some(Self {
            id: Id(row.message_id.0 | i64::from(row.position)),
            kind: if is_picture { "image" } else { "unknown" },
            preview_url: url.clone(),
            url,
            remote_url: Some(remote),
            text_url: None,
            meta: meta(row.width, row.height),
            description: said(&row.alt),
            blurhash: None,
        })
    }
}

fn said(alt: &str) -> Option<&str> {
    Some(alt).filter(|alt| !alt.is_empty())
}

fn meta(width: Option<i32>, height: Option<i32>) -> Value {
    let Some((width, height)) = width.zip(height).filter(|(width, height)| *width > 0 && *height > 0) else {
        return json!({});
    };
    json!({ "original": {
        "width": width,
        "height": height,
        "size": format!("{width}x{height}"),
        "aspect": f64::from(width) / f64::from(height),
    } })
}

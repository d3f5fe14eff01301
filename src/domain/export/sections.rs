//! What the copy holds, one function for each kind of data.

use serde_json::{Value, json};

use crate::db::privacy::{consents as ledger, exports as copies, notices as versions, own};
use crate::db::types::{FollowState, UtcTime};
use crate::db::{Conn, actors};
use crate::domain::error::Result;

use super::{Field, Section, Subject};

/// A value under its names for people and for machines.
pub(super) fn field(title: &'static str, name: &'static str, value: impl Into<Value>) -> Field {
    Field {
        title,
        name,
        value: value.into(),
    }
}

pub(super) fn when(title: &'static str, name: &'static str, at: Option<UtcTime>) -> Field {
    field(title, name, at.map(UtcTime::rfc3339))
}

pub(super) fn account(who: &Subject) -> Section {
    let account = &who.account;
    let row = vec![
        field("export-email", "email", account.email.as_str()),
        field("export-username", "username", who.actor.username.as_str()),
        field("export-role", "role", account.role.as_str()),
        field("export-language", "language", account.language.as_str()),
        when("export-created", "created_at", Some(account.created_at)),
        when("export-confirmed", "confirmed_at", account.confirmed_at),
    ];
    Section {
        title: "export-account",
        name: "account",
        rows: vec![row],
    }
}

pub(super) async fn profile(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let actor = &who.actor;
    let known: Vec<String> = actors::list_expertise(conn, actor.id)
        .await?
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let row = vec![
        field("export-name", "name", actor.name.as_str()),
        field("export-bio", "bio", actor.summary_source.as_str()),
        field("export-expertise", "expertise", json!(known)),
        field("export-address", "address", actor.uri.as_str()),
        field("export-public", "is_public", actor.is_discoverable),
    ];
    Ok(Section {
        title: "export-profile",
        name: "profile",
        rows: vec![row],
    })
}

pub(super) async fn posts(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let posts = own::posts(conn, who.actor.id).await?;
    let row = |post: &crate::db::posts::Post| {
        vec![
            field("export-kind", "kind", post.kind.as_str()),
            field("export-title", "title", post.title.as_str()),
            field("export-text", "source", post.source.clone()),
            field("export-language", "language", post.language.clone()),
            field("export-readers", "visibility", post.visibility.as_str()),
            field("export-votes", "votes", post.vote_count),
            field("export-link", "url", post.url.as_str()),
            when("export-published", "published_at", Some(post.published_at)),
            when("export-edited", "edited_at", post.edited_at),
            when("export-removed", "removed_at", post.removed_at),
        ]
    };
    Ok(Section {
        title: "export-posts",
        name: "posts",
        rows: posts.iter().map(row).collect(),
    })
}

/// The rows; the files themselves stand at their addresses.
pub(super) async fn files(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = crate::db::media::list_all(conn, who.account.id).await?;
    let row = |file: crate::db::media::Media| {
        vec![
            field("export-file-name", "name", file.name),
            field("export-file-type", "media_type", file.media_type),
            field("export-file-size", "size", file.size),
            field("export-file-alt", "description", file.alt),
            field("export-link", "url", format!("/media/{}", file.token)),
            when("export-when", "uploaded_at", Some(file.created_at)),
        ]
    };
    Ok(Section {
        title: "export-files",
        name: "files",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn votes(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let votes = own::votes(conn, who.actor.id).await?;
    Ok(Section {
        title: "export-own-votes",
        name: "votes",
        rows: votes.into_iter().map(|(url, at)| link(url, at)).collect(),
    })
}

fn link(url: String, at: UtcTime) -> Vec<Field> {
    vec![field("export-link", "url", url), when("export-when", "at", Some(at))]
}

fn follow((url, state, at): (String, FollowState, UtcTime)) -> Vec<Field> {
    vec![
        field("export-link", "url", url),
        field("export-state", "state", state.as_str()),
        when("export-when", "at", Some(at)),
    ]
}

pub(super) async fn following(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::following(conn, who.actor.id).await?;
    Ok(Section {
        title: "export-following",
        name: "following",
        rows: rows.into_iter().map(follow).collect(),
    })
}

pub(super) async fn followers(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::followers(conn, who.actor.id).await?;
    Ok(Section {
        title: "export-followers",
        name: "followers",
        rows: rows.into_iter().map(follow).collect(),
    })
}

pub(super) async fn mentions(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::mentions(conn, who.actor.id).await?;
    Ok(Section {
        title: "export-mentions",
        name: "mentions",
        rows: rows.into_iter().map(|(url, at)| link(url, at)).collect(),
    })
}

pub(super) async fn notifications(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::notifications(conn, who.account.id).await?;
    let row = |(kind, by, post, read): (
        crate::db::types::NotificationKind,
        String,
        Option<String>,
        Option<UtcTime>,
    )| {
        vec![
            field("export-kind", "kind", kind.as_str()),
            field("export-by", "by", by),
            field("export-link", "url", post),
            when("export-read", "read_at", read),
        ]
    };
    Ok(Section {
        title: "export-notifications",
        name: "notifications",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// Without the tokens, which open doors.
pub(super) async fn sessions(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::sessions(conn, who.account.id).await?;
    let row = |session: crate::db::sessions::Session| {
        vec![
            field("export-browser", "user_agent", session.user_agent),
            when("export-created", "created_at", Some(session.created_at)),
            when("export-seen", "seen_at", Some(session.seen_at)),
            when("export-until", "expires_at", Some(session.expires_at)),
        ]
    };
    Ok(Section {
        title: "export-sessions",
        name: "sessions",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn applications(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::applications(conn, who.account.id).await?;
    let row = |(name, scopes, since, until): (String, String, UtcTime, Option<UtcTime>)| {
        vec![
            field("export-name", "name", name),
            field("export-scopes", "scopes", scopes),
            when("export-created", "created_at", Some(since)),
            when("export-until", "revoked_at", until),
        ]
    };
    Ok(Section {
        title: "export-applications",
        name: "applications",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn consents(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = ledger::list(conn, who.account.id).await?;
    let row = |consent: ledger::Consent| {
        vec![
            field("export-purpose", "purpose", consent.purpose.as_str()),
            field("export-given", "is_given", consent.is_given),
            field("export-version", "notice_version", consent.notice_version),
            field("export-where", "source", consent.source.as_str()),
            when("export-when", "at", Some(consent.created_at)),
        ]
    };
    Ok(Section {
        title: "export-consents",
        name: "consents",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn notices(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = versions::list_accepted(conn, who.account.id).await?;
    let row = |(version, at): (i64, UtcTime)| {
        vec![
            field("export-version", "notice_version", version),
            when("export-when", "accepted_at", Some(at)),
        ]
    };
    Ok(Section {
        title: "export-notices",
        name: "notices",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn organisations(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::memberships(conn, who.account.id).await?;
    let row = |own: own::Membership| {
        vec![
            field("export-name-ar", "name_ar", own.name_ar),
            field("export-name-en", "name_en", own.name_en),
            field("export-role", "role", own.role.as_str()),
            field("export-state", "state", own.state.as_str()),
            field("export-message", "message", own.message),
            when("export-when", "at", Some(own.created_at)),
        ]
    };
    Ok(Section {
        title: "export-organisations",
        name: "organisations",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn requests(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = own::requests(conn, who.account.id).await?;
    let row = |request: own::OwnRequest| {
        vec![
            field("export-kind", "kind", request.kind.as_str()),
            field("export-state", "state", request.state.as_str()),
            field("export-message", "message", request.message),
            field("export-answer", "answer", request.answer),
            when("export-when", "received_at", Some(request.received_at)),
            when("export-due", "due_at", Some(request.due_at)),
        ]
    };
    Ok(Section {
        title: "export-requests",
        name: "requests",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn exports(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = copies::list(conn, who.account.id, 100).await?;
    let row = |export: copies::Export| {
        vec![
            field("export-state", "state", export.state.as_str()),
            when("export-when", "requested_at", Some(export.requested_at)),
            when("export-until", "expires_at", export.expires_at),
        ]
    };
    Ok(Section {
        title: "export-exports",
        name: "exports",
        rows: rows.into_iter().map(row).collect(),
    })
}

//! NodeInfo: what runs here, and how much of it.

use axum::extract::{Path, State};
use axum::response::Response;
use federation::build::{self, NodeInfoDraft, NodeInfoVersion};

use crate::app::App;
use crate::apub::documents::url;
use crate::db::{accounts, timelines};
use crate::domain::instances;
use crate::error::{Failure, Result};

use super::reply;

/// Exact numbers of fewer members than this would tell about persons.
const FEW: i64 = 10;

/// `/.well-known/nodeinfo`: where the documents are, and the instance's own actor (FEP-2677).
pub(super) async fn links(State(app): State<App>) -> Result<Response> {
    let config = &app.core.config;
    let links = build::node_info_links(&url(&config.link("/"))?, &url(&config.link("/actor"))?);
    Ok(reply::json("application/json", &links))
}

/// `/nodeinfo/2.0` and `/nodeinfo/2.1`.
pub(super) async fn document(State(app): State<App>, Path(version): Path<String>) -> Result<Response> {
    let (version, media_type) = match version.as_str() {
        "2.0" => (
            NodeInfoVersion::V20,
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.0#\"",
        ),
        "2.1" => (
            NodeInfoVersion::V21,
            "application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/2.1#\"",
        ),
        _ => return Err(Failure::not_found()),
    };
    let config = &app.core.config;
    let mut conn = app.core.db.read().await?;
    let members = accounts::count_active(&mut conn).await?;
    let (topics, replies) = timelines::count_local(&mut conn).await?;
    let draft = NodeInfoDraft {
        software: instances::SOFTWARE.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        repository: Some(env!("CARGO_PKG_REPOSITORY").to_owned()),
        homepage: None,
        node_name: config.instance.name_en.clone(),
        node_description: config.instance.description_en.clone(),
        staff_accounts: Vec::new(),
        open_registrations: config.instance.registration,
        users_total: (members >= FEW).then(|| u64::try_from(members).unwrap_or(0)),
        users_active_month: None,
        users_active_halfyear: None,
        local_posts: u64::try_from(topics).ok(),
        local_comments: u64::try_from(replies).ok(),
        federation_enabled: config.federation.enabled,
    };
    Ok(reply::json(media_type, &build::node_info(&draft, version)))
}

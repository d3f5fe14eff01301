//! WebFinger and host-meta.

use axum::extract::{Query, State};
use axum::response::Response;
use federation::build::{self, WebFingerDraft};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::apub::documents::{CachedActor, url};
use crate::db::types::ActorKind;
use crate::domain::actors::INSTANCE_USERNAME;
use crate::domain::{Core, Viewer};
use crate::error::{Failure, Result};

use super::reader::{Keep, Reader};
use super::reply::{self, JRD_JSON};

/// The question of WebFinger.
#[derive(Debug, Deserialize)]
pub(super) struct Resource {
    #[serde(default)]
    resource: String,
}

/// What a question is about.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// The instance.
    Site,
    /// A member or forum.
    Name(String),
}

/// `/.well-known/webfinger`: who is behind an address. The same 404 for names we do not have, for other hosts, and for
/// forums the asker may not know of.
pub(super) async fn webfinger(reader: Reader, Query(question): Query<Resource>) -> Result<Response> {
    let core = &reader.app().core;
    if question.resource.is_empty() {
        return Err(Failure::status(http::StatusCode::BAD_REQUEST));
    }
    let answer = match asked(core, &question.resource).ok_or_else(Failure::not_found)? {
        Asked::Site => build::site_webfinger(&url(&core.config.link("/"))?, &url(&core.config.link("/actor"))?),
        Asked::Name(name) => {
            let known = reader.app().apub.documents().get(core, &name).await?;
            let answer = || describe(core, &known);
            if Viewer::Guest.may_see(known.visibility) {
                answer()?
            } else if reader.viewer().await?.may_see(known.visibility) {
                return Ok(reply::kept(reply::json(JRD_JSON, &answer()?), Keep::Private));
            } else {
                return Err(Failure::not_found());
            }
        }
    };
    Ok(reply::json(JRD_JSON, &answer))
}

fn describe(core: &Core, known: &CachedActor) -> Result<Value> {
    let actor = &known.actor;
    Ok(build::webfinger(&WebFingerDraft {
        username: actor.username.clone(),
        host: core.config.host(),
        actor: url(&actor.uri)?,
        kind: match actor.kind {
            ActorKind::Person => "Person",
            ActorKind::Service => "Service",
            ActorKind::Organization => "Organization",
            ActorKind::Group => "Group",
            ActorKind::Application => "Application",
        },
        profile: url(&actor.url)?,
        subscribe_template: Some(core.config.link("/connect?address={uri}")),
    }))
}

/// Reads a resource: `acct:name@host`, `name@host`, the address of an actor or of its page, or that of the instance.
fn asked(core: &Core, resource: &str) -> Option<Asked> {
    if let Some(address) = own_path(core, resource) {
        return match address.as_str() {
            "" | "/" => Some(Asked::Site),
            "/actor" => Some(Asked::Name(INSTANCE_USERNAME.to_owned())),
            path => {
                let name = ["/u/", "/g/", "/@", "/forums/"]
                    .iter()
                    .find_map(|folder| path.strip_prefix(folder))?;
                (!name.is_empty() && !name.contains(['/', '@'])).then(|| Asked::Name(name.to_owned()))
            }
        };
    }
    let handle = resource.strip_prefix("acct:").unwrap_or(resource);
    let (name, host) = handle.trim_start_matches(['@', '!']).rsplit_once('@')?;
    host.eq_ignore_ascii_case(&core.config.host())
        .then(|| Asked::Name(name.to_owned()))
}

/// The path of an address on this instance.
fn own_path(core: &Core, resource: &str) -> Option<String> {
    let address = Url::parse(resource).ok()?;
    let ours = federation::origin::same_origin(&address, &core.config.instance.url);
    (ours && address.query().is_none()).then(|| address.path().to_owned())
}

/// `/.well-known/host-meta`.
pub(super) async fn host_meta(State(app): State<App>) -> Result<Response> {
    let site = url(&app.core.config.link("/"))?;
    Ok(reply::discovery("application/xrd+xml", build::host_meta_xml(&site)))
}

/// `/.well-known/host-meta.json`.
pub(super) async fn host_meta_json(State(app): State<App>) -> Result<Response> {
    let site = url(&app.core.config.link("/"))?;
    Ok(reply::json("application/json", &build::host_meta_json(&site)))
}

//! What another server runs, as its NodeInfo says.

use federation::origin;
use federation::parse::{self, Limits};
use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::db::instances;
use crate::domain::{Result as DomainResult, text};

use super::error::{Error, Result};
use super::http::{Client, HttpError};

/// Both schemas that servers have; the newer one first.
const SCHEMAS: [&str; 2] = [
    "http://nodeinfo.diaspora.software/ns/schema/2.1",
    "http://nodeinfo.diaspora.software/ns/schema/2.0",
];

/// Asks `host` what it runs and writes it down. A server without NodeInfo stays unknown.
///
/// # Errors
/// If it does not answer now, or the database fails.
pub async fn learn(app: &App, host: &str) -> DomainResult<()> {
    let core = &app.core;
    let Some(instance) = instances::find_by_host(&mut core.db.read().await?, host).await? else {
        return Ok(());
    };
    let scheme = if core.config.federation.allow_private {
        core.config.instance.url.scheme()
    } else {
        "https"
    };
    match software(app.apub.http(), scheme, host).await {
        Ok((name, version)) => {
            let mut conn = core.db.write().await?;
            Ok(instances::set_software(&mut conn, instance.id, &name, &version).await?)
        }
        Err(error) if error.is_passing() => Err(error.into()),
        Err(error) => {
            tracing::debug!(%error, host, "no NodeInfo");
            Ok(())
        }
    }
}

async fn software(http: &Client, scheme: &str, host: &str) -> Result<(String, String)> {
    let start = Url::parse(&format!("{scheme}://{host}/.well-known/nodeinfo"))
        .map_err(|_| Error::Refused("the host is no host"))?;
    let links = read(http, &start).await?;
    let href = document(&links).ok_or(Error::Refused("no NodeInfo"))?;
    if !origin::same_origin(&href, &start) {
        return Err(Error::Refused("NodeInfo on another server"));
    }
    let info = read(http, &href).await?;
    let part = |key: &str| {
        info.get("software")
            .and_then(|software| software.get(key))
            .and_then(Value::as_str)
    };
    let name = part("name").ok_or(Error::Refused("NodeInfo without a name"))?;
    Ok((
        text::cut(name, 60).to_lowercase(),
        text::cut(part("version").unwrap_or_default(), 60),
    ))
}

async fn read(http: &Client, url: &Url) -> Result<Value> {
    let answer = http.get_following(url, "application/json", 1).await?;
    if !answer.status.is_success() {
        return Err(HttpError::Status(answer.status).into());
    }
    parse::json(&answer.body, Limits::COLLECTION).map_err(|error| HttpError::Document(error.to_string()).into())
}

fn document(links: &Value) -> Option<Url> {
    let links = links.get("links")?.as_array()?;
    let by_schema = |schema: &&str| {
        links
            .iter()
            .find(|link| link.get("rel").and_then(Value::as_str) == Some(schema))
            .and_then(|link| Url::parse(link.get("href")?.as_str()?).ok())
    };
    SCHEMAS.iter().find_map(by_schema)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_newer_schema_is_read() {
        let link = |number: &str| json!({ "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{number}"), "href": format!("https://peer.example/nodeinfo/{number}") });
        let both = json!({ "links": [link("2.0"), link("2.1")] });
        assert_eq!(document(&both).unwrap().path(), "/nodeinfo/2.1");
        assert_eq!(document(&json!({ "links": [link("1.0")] })), None);
    }
}

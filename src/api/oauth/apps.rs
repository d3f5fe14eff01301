//! Registering an application and asking whether a token is good.

use axum::extract::State;
use serde::Serialize;

use crate::api::ApiResult;
use crate::api::caller::Caller;
use crate::api::params::Params;
use crate::api::reply::{Id, json};
use crate::app::App;
use crate::db::oauth::OauthApp;
use crate::domain::oauth::{NewApp, apps};

/// An application as others see it.
#[derive(Serialize)]
struct Application<'a> {
    id: Id,
    name: &'a str,
    website: Option<&'a str>,
    scopes: Vec<&'a str>,
    redirect_uris: Vec<&'a str>,
    redirect_uri: &'a str,
    vapid_key: &'static str,
}

impl<'a> Application<'a> {
    fn new(app: &'a OauthApp) -> Self {
        Self {
            id: Id(app.id.0),
            name: &app.name,
            website: app.website.as_deref(),
            scopes: app.scopes.split(' ').filter(|scope| !scope.is_empty()).collect(),
            redirect_uris: app.redirect_uris.lines().collect(),
            redirect_uri: &app.redirect_uris,
            // Push is not served, so there is no key; old clients want a text all the same.
            vapid_key: "",
        }
    }
}

/// An application as it is told to itself, once.
#[derive(Serialize)]
struct Registration<'a> {
    #[serde(flatten)]
    application: Application<'a>,
    client_id: &'a str,
    client_secret: &'a str,
    client_secret_expires_at: u8,
}

/// `POST /api/v1/apps`
pub(super) async fn register(State(app): State<App>, params: Params) -> ApiResult {
    let given = params.list("redirect_uris");
    let uris = given
        .iter()
        .flat_map(|uris| uris.split_whitespace())
        .map(ToOwned::to_owned);
    let new = NewApp {
        name: params.text_or_empty("client_name"),
        redirect_uris: uris.collect(),
        scopes: params.list("scopes").join(" "),
        website: params.text_or_empty("website"),
    };
    let registered = apps::register(&app.core, &new).await?;
    Ok(json(&Registration {
        application: Application::new(&registered.app),
        client_id: &registered.app.client_id,
        client_secret: &registered.secret,
        client_secret_expires_at: 0,
    }))
}

/// `GET /api/v1/apps/verify_credentials`
pub(super) async fn verify(caller: Caller) -> ApiResult {
    Ok(json(&Application::new(&caller.holder()?.app)))
}

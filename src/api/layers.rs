//! What stands around the client APIs: one form of path, CORS, a limit of requests and the headers that tell of it.

use std::convert::Infallible;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use governor::clock::Clock as _;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use tower::{Service, ServiceExt};
use tower_http::cors::{Any, CorsLayer};

use crate::app::App;
use crate::config::Config;
use crate::web::limits::{Ticks, client_address, network};

use super::ApiError;

/// The window of the limit, in seconds.
const WINDOW_SECONDS: u32 = 300;
/// Addresses are forgotten once so many are kept and they are at rest.
const ADDRESSES_MAX: usize = 10_000;
/// Largest body; nothing here takes files yet.
const BODY_MAX: usize = 256 * 1024;

/// How many requests each address may make. Clones count together.
#[derive(Clone)]
pub(super) struct Limits {
    limiter: Arc<RateLimiter<IpAddr, DashMapStateStore<IpAddr>, Ticks, StateInformationMiddleware>>,
    limit: u32,
    clock: Ticks,
    config: Arc<Config>,
}

impl Limits {
    pub(super) fn new(app: &App) -> Self {
        let config = app.core.config.clone();
        let clock = Ticks(app.core.clock.clone());
        let limit = NonZeroU32::new(config.security.api_per_five_minutes).unwrap_or(NonZeroU32::MIN);
        let each = Duration::from_secs(WINDOW_SECONDS.into()) / limit.get();
        let quota = Quota::with_period(each)
            .unwrap_or_else(|| Quota::per_second(limit))
            .allow_burst(limit);
        Self {
            limiter: Arc::new(RateLimiter::new(quota, DashMapStateStore::default(), clock.clone())),
            limit: limit.get(),
            clock,
            config,
        }
    }

    async fn hold(self, request: Request, next: Next) -> Response {
        if self.limiter.len() > ADDRESSES_MAX {
            self.limiter.retain_recent();
        }
        let address = network(client_address(&self.config, request.headers(), request.extensions()));
        let (remaining, wait, mut response) = match self.limiter.check_key(&address) {
            Ok(state) => (state.remaining_burst_capacity(), 0, next.run(request).await),
            Err(refused) => {
                let wait = refused.wait_time_from(self.clock.now()).as_secs() + 1;
                (0, wait, ApiError::limited(wait).into_response())
            }
        };
        let seconds = if wait == 0 { WINDOW_SECONDS.into() } else { wait };
        self.tell(response.headers_mut(), remaining, seconds);
        response
    }

    fn tell(&self, headers: &mut HeaderMap, remaining: u32, seconds: u64) {
        let reset = TimeDelta::seconds(i64::try_from(seconds).unwrap_or(i64::from(WINDOW_SECONDS)));
        headers.insert("x-ratelimit-limit", HeaderValue::from(self.limit));
        headers.insert("x-ratelimit-remaining", HeaderValue::from(remaining));
        if let Ok(reset) = HeaderValue::from_str(&self.clock.0.now().plus(reset).rfc3339()) {
            headers.insert("x-ratelimit-reset", reset);
        }
    }
}

/// The routes as one service that does not care for slashes at the end of a path.
pub(super) fn around(
    app: &App,
    limits: &Limits,
    routes: Router<App>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static + use<>
{
    let limits = limits.clone();
    let routes = routes
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(middleware::from_fn(move |request, next| {
            limits.clone().hold(request, next)
        }))
        .layer(cors())
        .with_state(app.clone());
    tower::service_fn(move |request: Request| routes.clone().oneshot(without_last_slash(request)))
}

fn without_last_slash(mut request: Request) -> Request {
    let path = request.uri().path();
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() < path.len() && !trimmed.is_empty() {
        let target = match request.uri().query() {
            Some(query) => format!("{trimmed}?{query}"),
            None => trimmed.to_owned(),
        };
        let mut parts = request.uri().clone().into_parts();
        parts.path_and_query = target.parse().ok().or(parts.path_and_query);
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request
}

/// Any origin may call: callers are known by their token, never by a cookie, so there are no credentials to misuse.
pub(super) fn cors() -> CorsLayer {
    let exposed = [
        "link",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-request-id",
        "idempotency-key",
    ];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
            Method::OPTIONS,
        ])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            HeaderName::from_static("idempotency-key"),
        ])
        .expose_headers(exposed.map(HeaderName::from_static))
        .max_age(Duration::from_secs(86_400))
}

//! How often one address, and one account, may try credentials.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, StatusCode};
use governor::clock::{Clock as GovernorClock, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::validate::normal_email;
use crate::error::Failure;

/// Keys are forgotten once so many are kept and they are at rest.
const KEYS_MAX: usize = 10_000;

/// Our clock, as limiters read it; tests can turn it.
#[derive(Debug, Clone)]
pub struct Ticks(pub Clock);

impl GovernorClock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let millis = u64::try_from(self.0.now().millis()).unwrap_or(0);
        Nanos::from(millis.saturating_mul(1_000_000))
    }
}

/// The limiter of everything that tries a password or a link.
pub struct Credentials {
    limiter: RateLimiter<String, DashMapStateStore<String>, Ticks, NoOpMiddleware<Nanos>>,
    clock: Ticks,
}

impl Credentials {
    /// As configured: so many tries a minute, all at once if need be.
    pub fn new(config: &Config, clock: &Clock) -> Self {
        let clock = Ticks(clock.clone());
        let tries = NonZeroU32::new(config.security.credentials_per_minute).unwrap_or(NonZeroU32::MIN);
        Self {
            limiter: RateLimiter::new(Quota::per_minute(tries), DashMapStateStore::default(), clock.clone()),
            clock,
        }
    }

    /// Counts one try from `address`, and for the account called `login` if one is named.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn check(&self, address: IpAddr, login: Option<&str>) -> Result<(), Failure> {
        if self.limiter.len() > KEYS_MAX {
            self.limiter.retain_recent();
        }
        self.count(&format!("address {}", network(address)))?;
        match login.map(normal_email) {
            Some(login) if !login.is_empty() => self.count(&format!("login {login}")),
            _ => Ok(()),
        }
    }

    fn count(&self, key: &String) -> Result<(), Failure> {
        self.limiter.check_key(key).map_err(|refusal| {
            let now = self.clock.now();
            let wait = refusal.earliest_possible().duration_since(now);
            Failure {
                retry_after: Some(u64::from(wait).div_ceil(1_000_000_000).max(1)),
                ..Failure::status(StatusCode::TOO_MANY_REQUESTS)
            }
        })
    }
}

/// What counts as one place: an IPv4 address, or the /64 that one customer has in IPv6.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Where a request comes from: the other end of the connection, or what the trusted proxy says. A proxy appends to
/// `X-Forwarded-For`, so only the last entry is its own word.
pub fn client_address(config: &Config, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let name = &config.server.client_address_header;
    let told = (!name.is_empty())
        .then(|| headers.get_all(name.as_str()).iter().next_back())
        .flatten();
    told.and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next()?.trim().parse().ok())
        .or_else(|| extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip()))
        .unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED))
}

/// Where a request comes from, for handlers.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub IpAddr);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(client_address(
            &app.core.config,
            &parts.headers,
            &parts.extensions,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::UtcTime;
    use axum::http::HeaderValue;
    use chrono::TimeDelta;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn limiter(clock: &Clock) -> Credentials {
        let mut config = Config::default();
        config.security.credentials_per_minute = 2;
        Credentials::new(&config, clock)
    }

    #[test]
    fn too_many_tries_must_wait_and_waiting_helps() {
        let clock = Clock::fixed(UtcTime::from_millis(1_795_341_600_000));
        let limiter = limiter(&clock);
        assert!(limiter.check(HERE, None).is_ok() && limiter.check(HERE, None).is_ok());
        let refused = limiter.check(HERE, None).expect_err("the third try");
        assert_eq!(refused.retry_after, Some(30));
        clock.advance(TimeDelta::seconds(30));
        assert!(limiter.check(HERE, None).is_ok());
    }

    #[test]
    fn one_account_is_guarded_against_many_addresses() {
        let clock = Clock::fixed(UtcTime::from_millis(1_795_341_600_000));
        let limiter = limiter(&clock);
        let from = |n: u8| IpAddr::from([192, 0, 2, n]);
        assert!(limiter.check(from(1), Some("Noura@factory.example")).is_ok());
        assert!(limiter.check(from(2), Some("noura@factory.example")).is_ok());
        assert!(limiter.check(from(3), Some("noura@factory.example ")).is_err());
    }

    #[test]
    fn only_the_proxys_own_word_counts() {
        let mut config = Config::default();
        let forged = HeaderMap::from_iter([(
            axum::http::HeaderName::from_static("x-forwarded-for"),
            HeaderValue::from_static("203.0.113.9, 192.0.2.1"),
        )]);
        let unknown = IpAddr::V6(Ipv6Addr::UNSPECIFIED);
        assert_eq!(client_address(&config, &forged, &Extensions::new()), unknown);
        config.server.client_address_header = "x-forwarded-for".to_owned();
        assert_eq!(client_address(&config, &forged, &Extensions::new()), HERE);
    }
}

//! The cookies of the site: their names, how they are set and read.
//!
//! Cookies ignore ports, so on plain http (development) each name ends in the port: two instances on one host do not
//! sign each other out. On https every name begins with `__Host-`, so that no neighbouring domain can set it.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;
use url::form_urlencoded;

use crate::config::Config;

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The token of the session.
    Session,
    /// What the form tokens of a guest are bound to.
    Csrf,
    /// Language of a guest.
    Language,
    /// Light or dark.
    Theme,
    /// The message shown once after a redirect.
    Flash,
    /// What is remembered while somebody signs in with another provider; sealed.
    Openid,
    /// The address somebody has just registered with, for the page that says where the letter went.
    Mail,
    /// The token of somebody who gave the right password and has yet to show the second factor.
    Half,
    /// What a passkey is asked to sign.
    Passkey,
    /// The accounts that this browser was signed in to, as marks that only we can read.
    Known,
}

impl Cookie {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Session => "",
            Self::Csrf => "-csrf",
            Self::Language => "-language",
            Self::Theme => "-theme",
            Self::Flash => "-flash",
            Self::Mail => "-mail",
            Self::Half => "-half",
            Self::Passkey => "-passkey",
            Self::Known => "-known",
            Self::Openid => "-openid",
        }
    }
}

/// How this instance names its cookies.
#[derive(Debug, Clone)]
pub struct Cookies {
    is_secure: bool,
    port: u16,
}

impl Cookies {
    /// For the instance's address.
    pub fn new(config: &Config) -> Self {
        let url = &config.instance.url;
        Self {
            is_secure: url.scheme() == "https",
            port: url.port_or_known_default().unwrap_or_default(),
        }
    }

    /// The name a browser knows it by.
    pub fn name(&self, cookie: Cookie) -> String {
        if self.is_secure {
            format!("__Host-majlis{}", cookie.suffix())
        } else {
            format!("majlis{}-{}", cookie.suffix(), self.port)
        }
    }

    /// The value a request carries; none if it is empty or not there.
    pub fn read(&self, headers: &HeaderMap, cookie: Cookie) -> Option<String> {
        let name = self.name(cookie);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(key, value)| *key == name && !value.is_empty())
            .map(|(_, value)| decode(value))
    }

    /// The `Set-Cookie` line that keeps `value` for `age`, or until the browser closes.
    pub fn set(&self, cookie: Cookie, value: &str, age: Option<TimeDelta>) -> HeaderValue {
        let encoded: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
        self.line(cookie, &encoded, age)
    }

    /// The `Set-Cookie` line that takes it back.
    pub fn clear(&self, cookie: Cookie) -> HeaderValue {
        self.line(cookie, "", Some(TimeDelta::zero()))
    }

    fn line(&self, cookie: Cookie, value: &str, age: Option<TimeDelta>) -> HeaderValue {
        let mut line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", self.name(cookie));
        if let Some(age) = age {
            line.push_str(&format!("; Max-Age={}", age.num_seconds()));
        }
        if self.is_secure {
            line.push_str("; Secure");
        }
        // Name, encoded value and attributes are plain ASCII, which every header can hold.
        HeaderValue::from_str(&line).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

fn decode(value: &str) -> String {
    form_urlencoded::parse(format!("v={value}").as_bytes())
        .next()
        .map(|(_, value)| value)
        .unwrap_or(Cow::Borrowed(""))
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(url: &str) -> Cookies {
        let mut config = Config::default();
        config.instance.url = url.parse().expect("an address");
        Cookies::new(&config)
    }

    fn carrying(line: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(line).expect("a header"))])
    }

    #[test]
    fn two_instances_on_one_host_have_cookies_of_their_own() {
        let (riyadh, jeddah) = (cookies("http://localhost:7401"), cookies("http://localhost:7402"));
        let carried = carrying("majlis-7401=riyadh; majlis-7402=jeddah");
        assert_eq!(riyadh.read(&carried, Cookie::Session).as_deref(), Some("riyadh"));
        assert_eq!(jeddah.read(&carried, Cookie::Session).as_deref(), Some("jeddah"));
    }

    #[test]
    fn on_https_a_cookie_is_secure_and_bound_to_the_host() {
        let line = cookies("https://majlis.example").set(Cookie::Session, "abc", Some(TimeDelta::days(1)));
        assert_eq!(
            line,
            "__Host-majlis=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400; Secure"
        );
    }

    #[test]
    fn a_value_comes_back_as_it_was_set() {
        let cookies = cookies("http://localhost:7401");
        let line = cookies.set(Cookie::Mail, "نورة+a@factory.example; x", None);
        let pair = line
            .to_str()
            .expect("text")
            .split(';')
            .next()
            .expect("a pair")
            .to_owned();
        assert_eq!(
            cookies.read(&carrying(&pair), Cookie::Mail).as_deref(),
            Some("نورة+a@factory.example; x")
        );
    }
}

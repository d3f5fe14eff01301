//! Where an application may be sent back to.

use url::Url;

use super::OUT_OF_BAND;

/// Schemes that run or show something in the browser itself, or reach into the machine.
const REFUSED: &[&str] = &[
    "javascript",
    "data",
    "vbscript",
    "blob",
    "file",
    "about",
    "filesystem",
    "ws",
    "wss",
    "ftp",
    "mailto",
    "tel",
    "sms",
];
/// Longest address.
const LENGTH_MAX: usize = 2_000;

/// Whether an application may register this address: https, http on this machine (RFC 8252 §7.3), an application's own
/// scheme (§7.1), or [`OUT_OF_BAND`]. Relative addresses, fragments and credentials are refused.
pub fn is_allowed(text: &str) -> bool {
    if text == OUT_OF_BAND {
        return true;
    }
    if text.len() > LENGTH_MAX || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return false;
    }
    let Ok(url) = Url::parse(text) else { return false };
    if url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    match url.scheme() {
        "https" => true,
        "http" => is_loopback(&url),
        scheme => !REFUSED.contains(&scheme) && scheme != "urn",
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Adds parameters to a redirect address; a query it has stays.
pub fn with_query(redirect_uri: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    let separator = if redirect_uri.contains('?') { '&' } else { '?' };
    format!("{redirect_uri}{separator}{}", query.finish())
}

/// What a content security policy must allow so that a form may end at this address: an origin, or a scheme. None for
/// [`OUT_OF_BAND`].
pub fn form_target(redirect_uri: &str) -> Option<String> {
    let url = Url::parse(redirect_uri).ok().filter(|_| redirect_uri != OUT_OF_BAND)?;
    Some(if matches!(url.scheme(), "http" | "https") {
        url.origin().ascii_serialization()
    } else {
        format!("{}:", url.scheme())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_sites_loopback_and_own_schemes_may_be_returned_to() {
        for fine in [
            "https://phanpy.social/",
            "https://elk.zone/api/majlis.example/oauth/x?y=z",
            "http://127.0.0.1:9/back",
            "http://localhost:4000/",
            "http://[::1]:1/",
            "mastodon://joinmastodon.org/oauth",
            "oauth2redirect://com.keylesspalace.tusky/",
            OUT_OF_BAND,
        ] {
            assert!(is_allowed(fine), "{fine}");
        }
    }

    #[test]
    fn what_could_run_or_leak_may_not() {
        for bad in [
            "",
            "/back",
            "back",
            "//evil.example/x",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "http://evil.example/",
            "https://a.example/#x",
            "https://user:secret@a.example/",
            "https://a.example/a b",
            "urn:ietf:wg:oauth:2.0:other",
            "file:///etc/passwd",
        ] {
            assert!(!is_allowed(bad), "{bad}");
        }
    }

    #[test]
    fn an_existing_query_is_kept() {
        assert_eq!(
            with_query("https://a.example/?x=1", &[("code", "a b")]),
            "https://a.example/?x=1&code=a+b"
        );
        assert_eq!(
            with_query("app://cb", &[("code", "c"), ("state", "&")]),
            "app://cb?code=c&state=%26"
        );
    }

    #[test]
    fn the_policy_names_an_origin_or_a_scheme() {
        assert_eq!(
            form_target("https://a.example/x?y").as_deref(),
            Some("https://a.example")
        );
        assert_eq!(form_target("mastodon://x/oauth").as_deref(), Some("mastodon:"));
        assert_eq!(form_target(OUT_OF_BAND), None);
    }
}

//! Name look-up that only ever gives addresses we may connect to. It is the connection's own look-up, so there is no
//! second one that could answer differently.

use std::net::{Ipv4Addr, SocketAddr};

use federation::net;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Looks names up and refuses the whole name if one of its addresses is not on the public Internet.
#[derive(Debug, Clone, Copy)]
pub struct GuardedDns {
    /// Development only: any address will do, and `*.localhost` is this machine.
    pub allow_private: bool,
}

impl Resolve for GuardedDns {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = *self;
        Box::pin(async move {
            let host = name.as_str();
            if guard.allow_private && is_localhost(host) {
                let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
                return Ok(Box::new(std::iter::once(here)) as Addrs);
            }
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host, 0)).await?.collect();
            if !guard.permits(&found) {
                return Err("the name leads to no public address".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

impl GuardedDns {
    fn permits(&self, found: &[SocketAddr]) -> bool {
        let public = |address: &SocketAddr| net::is_public(address.ip());
        !found.is_empty() && (self.allow_private || found.iter().all(public))
    }
}

fn is_localhost(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(addresses: &[&str]) -> Vec<SocketAddr> {
        addresses
            .iter()
            .map(|a| SocketAddr::new(a.parse().unwrap(), 443))
            .collect()
    }

    #[test]
    fn one_private_address_spoils_the_name() {
        let guard = GuardedDns { allow_private: false };
        assert!(guard.permits(&at(&["93.184.216.34", "2606:2800:220:1::1"])));
        assert!(!guard.permits(&[]));
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "fe80::1",
            "fc00::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
        ] {
            assert!(!guard.permits(&at(&["93.184.216.34", private])), "{private}");
        }
    }

    #[test]
    fn a_development_network_may_be_private() {
        let guard = GuardedDns { allow_private: true };
        assert!(guard.permits(&at(&["127.0.0.1"])));
        assert!(is_localhost("majlis-b.localhost") && is_localhost("localhost"));
        assert!(!is_localhost("localhost.example"));
    }
}

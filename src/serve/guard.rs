//! Who may ask: the Host header of every request, and the origin of those that listen.
//!
//! The preview shows unpublished text on an address that every page in the browser can reach. A page of another site
//! can send requests there, and by DNS rebinding even under a name of its own that leads to this machine. A browser
//! cannot lie about the Host header, so only names that lead here by right are answered.

use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use std::net::IpAddr;

/// The names a preview answers to.
#[derive(Clone, Debug)]
pub struct Guard {
    /// Names other than `localhost` and addresses: the one that `--host` gave.
    names: Vec<String>,
    /// Whether any address of this machine will do, since the server listens beyond loopback.
    any_address: bool,
}

impl Guard {
    /// Answers `localhost` and loopback addresses; and, where the server listens on `address`, that one too. `name` is
    /// what was asked for on the command line.
    #[must_use]
    pub fn new(address: IpAddr, name: Option<&str>) -> Self {
        Self {
            names: name.map(str::to_ascii_lowercase).into_iter().collect(),
            any_address: !address.is_loopback(),
        }
    }

    /// Whether the request names this server as its host. More than one Host header is an attempt at something.
    #[must_use]
    pub fn allows_host(&self, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        host.to_str().is_ok_and(|host| self.allows_name(host))
    }

    /// Whether a request to listen comes from a page of this server.
    ///
    /// `Origin` says so; browsers leave it out of a page's requests to its own server, and say
    /// `Sec-Fetch-Site: same-origin` instead, which no page can forge. A request with neither is refused.
    #[must_use]
    pub fn allows_listener(&self, headers: &HeaderMap) -> bool {
        match headers.get(ORIGIN).map(|origin| origin.to_str()) {
            Some(Ok(origin)) => {
                let same = headers.get(HOST).and_then(|host| host.to_str().ok());
                let named = origin.strip_prefix("http://");
                named.is_some_and(|name| Some(name) == same && self.allows_name(name))
            }
            Some(Err(_)) => false,
            None => headers
                .get("sec-fetch-site")
                .is_some_and(|site| site == "same-origin"),
        }
    }

    /// Whether a name, perhaps with a port, is one of ours.
    fn allows_name(&self, host: &str) -> bool {
        let (name, port) = split(host);
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        let bare = name.strip_prefix('[').and_then(|n| n.strip_suffix(']'));
        if let Ok(address) = bare.unwrap_or(&name).parse::<IpAddr>() {
            return address.is_loopback() || self.any_address;
        }
        name == "localhost" || name.ends_with(".localhost") || self.names.contains(&name)
    }
}

/// A host's name and port.
fn split(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        // The colons of an address of version 6 stand in brackets.
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    }
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use axum::http::HeaderMap;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_names_that_lead_here_by_right_are_answered() {
        let loopback = Guard::new([127, 0, 0, 1].into(), None);
        let open = Guard::new([0, 0, 0, 0].into(), Some("Studio.local"));
        for (host, here, beyond) in [
            ("localhost", true, true),
            ("LOCALHOST:4321", true, true),
            ("127.0.0.1:4321", true, true),
            ("[::1]:4321", true, true),
            ("site.localhost:1", true, true),
            ("192.168.1.7:4321", false, true),
            ("studio.local:4321", false, true),
            ("evil.example", false, false),
            ("localhost.evil.example", false, false),
            ("127.0.0.1.evil.example", false, false),
            ("localhost:99999", false, false),
            ("localhost:80@evil.example", false, false),
            ("", false, false),
        ] {
            let headers = headers(&[("host", host)]);
            assert_eq!(loopback.allows_host(&headers), here, "{host}");
            assert_eq!(open.allows_host(&headers), beyond, "{host}");
        }
        assert!(!loopback.allows_host(&headers(&[])));
        let twice = headers(&[("host", "localhost"), ("host", "evil.example")]);
        assert!(!loopback.allows_host(&twice));
    }

    #[test]
    fn only_pages_of_this_server_may_listen() {
        let guard = Guard::new([127, 0, 0, 1].into(), None);
        let host = ("host", "localhost:4321");
        for (more, expected) in [
            (&[("origin", "http://localhost:4321")][..], true),
            (&[("sec-fetch-site", "same-origin")], true),
            (&[], false),
            (&[("origin", "http://localhost:5000")], false),
            (&[("origin", "null")], false),
            (&[("origin", "http://evil.example")], false),
            (&[("origin", "https://localhost:4321")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (
                &[
                    ("origin", "http://evil.example"),
                    ("sec-fetch-site", "same-origin"),
                ],
                false,
            ),
        ] {
            let pairs: Vec<_> = std::iter::once(host).chain(more.iter().copied()).collect();
            assert_eq!(
                guard.allows_listener(&headers(&pairs)),
                expected,
                "{more:?}"
            );
        }
    }
}

//! How others find us: WebFinger, host-meta, NodeInfo. These are plain JSON or XML, not ActivityStreams.

use serde_json::{Value, json};
use url::Url;

/// A WebFinger answer for a member, forum or the instance actor. Answer 404 for names we do not have, other hosts, and
/// whatever the asker may not know to exist.
#[derive(Debug, Clone)]
pub struct WebFingerDraft {
    /// The name without host.
    pub username: String,
    /// Our host, with the port in development.
    pub host: String,
    /// The actor's id.
    pub actor: Url,
    /// The actor's ActivityStreams type, which tells a forum from a person before it is fetched.
    pub kind: &'static str,
    /// The page for people.
    pub profile: Url,
    /// Where a remote follow starts, with `{uri}` in it.
    pub subscribe_template: Option<String>,
}

/// The JRD for one of our actors, to be served as `application/jrd+json`.
#[must_use]
pub fn webfinger(draft: &WebFingerDraft) -> Value {
    let mut links = vec![
        json!({
            "rel": "self",
            "type": "application/activity+json",
            "href": draft.actor,
            "properties": { "https://www.w3.org/ns/activitystreams#type": draft.kind },
        }),
        json!({ "rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": draft.profile }),
    ];
    links.extend(
        draft
            .subscribe_template
            .as_ref()
            .map(|template| json!({ "rel": "http://ostatus.org/schema/1.0/subscribe", "template": template })),
    );
    let mut aliases = vec![draft.actor.as_str()];
    if draft.profile != draft.actor {
        aliases.push(draft.profile.as_str());
    }
    json!({ "subject": format!("acct:{}@{}", draft.username, draft.host), "aliases": aliases, "links": links })
}

/// The JRD for `https://host/` itself, which leads to the instance actor (FEP-d556).
#[must_use]
pub fn site_webfinger(site: &Url, application: &Url) -> Value {
    json!({
        "subject": site,
        "links": [{
            "rel": "https://www.w3.org/ns/activitystreams#Service",
            "type": "application/activity+json",
            "href": application,
        }],
    })
}

fn lrdd_template(site: &Url) -> String {
    format!(
        "{}/.well-known/webfinger?resource={{uri}}",
        site.as_str().trim_end_matches('/')
    )
}

/// `/.well-known/host-meta`, to be served as `application/xrd+xml`.
#[must_use]
pub fn host_meta_xml(site: &Url) -> String {
    // URLs have no `<` or `"`; `&` does not occur in the template of an origin.
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8"?>"#,
            "\n",
            r#"<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">"#,
            "\n  ",
            r#"<Link rel="lrdd" type="application/jrd+json" template="{}"/>"#,
            "\n</XRD>\n"
        ),
        lrdd_template(site)
    )
}

/// `/.well-known/host-meta.json`, to be served as `application/json`.
#[must_use]
pub fn host_meta_json(site: &Url) -> Value {
    json!({ "links": [{ "rel": "lrdd", "type": "application/jrd+json", "template": lrdd_template(site) }] })
}

/// The NodeInfo versions we serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeInfoVersion {
    /// 2.0, read by everybody.
    V20,
    /// 2.1, adds repository and homepage.
    V21,
}

impl NodeInfoVersion {
    /// `2.0` or `2.1`.
    #[must_use]
    pub fn number(self) -> &'static str {
        match self {
            Self::V20 => "2.0",
            Self::V21 => "2.1",
        }
    }
}

/// What NodeInfo says about us. Hide exact counts on tiny instances before they get here.
#[derive(Debug, Clone)]
pub struct NodeInfoDraft {
    /// Lower-case software name.
    pub software: String,
    /// Its version.
    pub version: String,
    /// Source repository.
    pub repository: Option<String>,
    /// The software's home page.
    pub homepage: Option<String>,
    /// The instance's name.
    pub node_name: String,
    /// The instance's description, plain text.
    pub node_description: String,
    /// Ids of the people who run it.
    pub staff_accounts: Vec<Url>,
    /// Whether anybody may register.
    pub open_registrations: bool,
    /// Members; `None` keeps it to ourselves.
    pub users_total: Option<u64>,
    /// Members active in the last 30 days.
    pub users_active_month: Option<u64>,
    /// Members active in the last 180 days.
    pub users_active_halfyear: Option<u64>,
    /// Topics written here.
    pub local_posts: Option<u64>,
    /// Replies written here.
    pub local_comments: Option<u64>,
    /// Whether we federate at all.
    pub federation_enabled: bool,
}

/// The NodeInfo document.
#[must_use]
pub fn node_info(draft: &NodeInfoDraft, version: NodeInfoVersion) -> Value {
    let mut software = json!({ "name": draft.software, "version": draft.version });
    if version == NodeInfoVersion::V21 {
        software["repository"] = json!(draft.repository);
        software["homepage"] = json!(draft.homepage);
    }
    drop_nulls(json!({
        "version": version.number(),
        "software": software,
        "protocols": ["activitypub"],
        "services": { "inbound": [], "outbound": [] },
        "openRegistrations": draft.open_registrations,
        "usage": {
            "users": {
                "total": draft.users_total,
                "activeMonth": draft.users_active_month,
                "activeHalfyear": draft.users_active_halfyear,
            },
            "localPosts": draft.local_posts,
            "localComments": draft.local_comments,
        },
        "metadata": {
            "nodeName": draft.node_name,
            "nodeDescription": draft.node_description,
            "staffAccounts": draft.staff_accounts,
            "federation": { "enabled": draft.federation_enabled },
        },
    }))
}

/// `/.well-known/nodeinfo`: both versions, and the instance actor (FEP-2677). The documents are served at `/nodeinfo/2.0` and `/nodeinfo/2.1`.
#[must_use]
pub fn node_info_links(site: &Url, application: &Url) -> Value {
    let link = |version: NodeInfoVersion| {
        let number = version.number();
        json!({
            "rel": format!("http://nodeinfo.diaspora.software/ns/schema/{number}"),
            "href": format!("{}/nodeinfo/{number}", site.as_str().trim_end_matches('/')),
        })
    };
    json!({
        "links": [
            link(NodeInfoVersion::V20),
            link(NodeInfoVersion::V21),
            { "rel": "https://www.w3.org/ns/activitystreams#Application", "href": application },
        ],
    })
}

/// The schema knows absent, not null.
fn drop_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, drop_nulls(value)))
            .collect(),
        other => other,
    }
}

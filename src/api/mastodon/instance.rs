//! What this server is and allows.

use axum::extract::State;
use serde_json::{Value, json as object};

use crate::api::ApiResult;
use crate::api::reply::json;
use crate::app::App;
use crate::domain::media::{ALT_MAX, ATTACHMENTS_MAX};
use crate::domain::{stats, text};
use crate::media::KINDS;

use super::images;

/// The Mastodon version whose API this speaks, first, as clients parse it; then ours.
const VERSION: &str = concat!("4.3.0 (compatible; Majlis ", env!("CARGO_PKG_VERSION"), ")");

struct About {
    title: String,
    description: String,
    languages: [&'static str; 2],
}

fn about(app: &App) -> About {
    let instance = &app.core.config.instance;
    if instance.language == "en" {
        About {
            title: instance.name_en.clone(),
            description: instance.description_en.clone(),
            languages: ["en", "ar"],
        }
    } else {
        About {
            title: instance.name_ar.clone(),
            description: instance.description_ar.clone(),
            languages: ["ar", "en"],
        }
    }
}

/// `GET /api/v1/instance`
pub(super) async fn v1(State(app): State<App>) -> ApiResult {
    let config = &app.core.config;
    let about = about(&app);
    let numbers = stats::instance(&app.core).await?;
    Ok(json(&object!({
        "uri": config.host(),
        "title": about.title,
        "short_description": about.description,
        "description": about.description,
        "email": config.instance.contact,
        "version": VERSION,
        "urls": {},
        "stats": {
            "user_count": numbers.accounts,
            "status_count": numbers.topics + numbers.replies,
            "domain_count": numbers.peers,
        },
        "thumbnail": config.link(images::HEADER),
        "languages": about.languages,
        "registrations": config.instance.registration,
        "approval_required": false,
        "invites_enabled": false,
        "configuration": limits(&app),
        "contact_account": null,
        "rules": [],
    })))
}

/// `GET /api/v2/instance`
pub(super) async fn v2(State(app): State<App>) -> ApiResult {
    let config = &app.core.config;
    let about = about(&app);
    let numbers = stats::instance(&app.core).await?;
    let mut configuration = limits(&app);
    configuration["urls"] = object!({
        "about": config.link("/about"),
        "privacy_policy": null,
        "terms_of_service": null,
    });
    configuration["vapid"] = object!({ "public_key": "" });
    configuration["translation"] = object!({ "enabled": false });
    let open = object!({ "local": "public", "remote": "public" });
    configuration["timelines_access"] = object!({
        "live_feeds": open,
        "hashtag_feeds": open,
        "trending_link_feeds": { "local": "disabled", "remote": "disabled" },
    });
    configuration["limited_federation"] = Value::Bool(false);
    let banner = config.link(images::HEADER);
    Ok(json(&object!({
        "domain": config.host(),
        "title": about.title,
        "version": VERSION,
        "source_url": env!("CARGO_PKG_REPOSITORY"),
        "description": about.description,
        "usage": { "users": { "active_month": numbers.accounts } },
        "thumbnail": { "url": banner, "blurhash": null, "versions": { "@1x": banner, "@2x": banner } },
        "icon": [{ "src": config.link(images::AVATAR), "size": "120x120" }],
        "languages": about.languages,
        "configuration": configuration,
        "registrations": {
            "enabled": config.instance.registration,
            "approval_required": false,
            "reason_required": false,
            "message": null,
            "min_age": null,
            "url": config.link("/register"),
        },
        // 1: nothing of what newer clients switch on by a higher number is served.
        "api_versions": { "mastodon": 1 },
        "contact": { "email": config.instance.contact, "account": null },
        "rules": [],
    })))
}

/// What may be sent. Clients want every key, also of what is not served yet.
fn limits(app: &App) -> Value {
    let media = &app.core.config.media;
    let mut types: Vec<&str> = KINDS.iter().map(|kind| kind.media_type).collect();
    types.dedup();
    object!({
        "accounts": { "max_featured_tags": 0, "max_pinned_statuses": 0, "max_profile_fields": 0,
                      "profile_field_name_limit": 255, "profile_field_value_limit": 255 },
        "statuses": { "max_characters": text::BODY_MAX, "max_media_attachments": ATTACHMENTS_MAX, "characters_reserved_per_url": 23 },
        "media_attachments": {
            "description_limit": ALT_MAX,
            "supported_mime_types": types,
            "image_size_limit": u64::from(media.image_megabytes) * 1_000_000,
            "image_matrix_limit": u64::from(media.image_megapixels) * 1_000_000,
            "video_size_limit": 0, "video_frame_rate_limit": 0, "video_matrix_limit": 0,
        },
        "polls": { "max_options": 0, "max_characters_per_option": 0, "min_expiration": 300, "max_expiration": 2_629_746 },
    })
}

/// `GET /api/v1/instance/peers`
pub(super) async fn peers(State(app): State<App>) -> ApiResult {
    Ok(json(&stats::peers(&app.core).await?))
}

/// `GET /api/v1/instance/extended_description`
pub(super) async fn extended_description(State(app): State<App>) -> ApiResult {
    let instance = &app.core.config.instance;
    let content = format!(
        "<p>{}</p><p>{}</p>",
        text::escape(&instance.description_en),
        text::escape(&instance.description_ar)
    );
    Ok(json(
        &object!({ "updated_at": app.core.clock.now().rfc3339(), "content": content }),
    ))
}

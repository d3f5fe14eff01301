//! Actor rows to Person, Group and Application documents.

use federation::build::{ApplicationDraft, GroupDraft, ImageDraft, KeysDraft, PersonDraft, ProfileField, Wire};
use url::Url;

use crate::db::actors::Actor;
use crate::db::forums::Forum;
use crate::db::types::{ActorKind, Posting};
use crate::domain::{Core, Error, Result, own_profile, text};

use super::{language, url};

/// The document of one of our actors; `forum` is what stands behind a Group.
///
/// # Errors
/// [`Error::NotFound`] for an actor of another server and for a Group without a forum.
pub fn wire(core: &Core, actor: &Actor, forum: Option<&Forum>) -> Result<Wire> {
    if !actor.is_local() {
        return Err(Error::NotFound);
    }
    match (actor.kind, forum) {
        (ActorKind::Group, Some(forum)) => group(core, actor, forum),
        (ActorKind::Group, None) => Err(Error::NotFound),
        (ActorKind::Application, _) => application(core, actor),
        _ => person(core, actor),
    }
}

fn person(core: &Core, actor: &Actor) -> Result<Wire> {
    let draft = PersonDraft {
        id: url(&actor.uri)?,
        username: actor.username.clone(),
        name: actor.display_name().to_owned(),
        // The name alone leaves, unless the member chose to be public.
        summary_html: some(&actor.summary_html).filter(|_| actor.is_discoverable),
        url: url(&actor.url)?,
        inbox: url(&actor.inbox)?,
        outbox: part(actor, "outbox")?,
        followers: part(actor, "followers")?,
        following: part(actor, "following")?,
        featured: Some(part(actor, "featured")?),
        shared_inbox: url(&core.config.link("/inbox"))?,
        icon: icon(actor),
        image: None,
        fields: fields(actor),
        is_bot: actor.kind == ActorKind::Service,
        discoverable: actor.is_discoverable,
        indexable: actor.is_discoverable,
        manually_approves_followers: actor.is_locked,
        published: actor.published_at.utc(),
        updated: None,
        moved_to: None,
        also_known_as: Vec::new(),
        keys: keys(actor),
    };
    Ok(draft.build())
}

/// What a member shares besides name and bio. Its names are read in both languages, for a document has no reader yet.
fn fields(actor: &Actor) -> Vec<ProfileField> {
    let (title, expertise) = own_profile::shared_parts(actor);
    let title = title.map(|title| ("العمل · Role", title));
    let expertise = (!expertise.is_empty()).then(|| ("الخبرات · Expertise", expertise.join(" · ")));
    let shared = title.into_iter().chain(expertise);
    shared
        .map(|(name, value)| ProfileField {
            name: name.to_owned(),
            value: text::escape(&value),
        })
        .collect()
}

fn group(core: &Core, actor: &Actor, forum: &Forum) -> Result<Wire> {
    let spoken = [("ar", &forum.name_ar), ("en", &forum.name_en)];
    let draft = GroupDraft {
        id: url(&actor.uri)?,
        username: actor.username.clone(),
        name: actor.display_name().to_owned(),
        summary_html: some(&actor.summary_html),
        summary_markdown: some(&actor.summary_source),
        url: url(&actor.url)?,
        inbox: url(&actor.inbox)?,
        outbox: part(actor, "outbox")?,
        followers: part(actor, "followers")?,
        moderators: part(actor, "moderators")?,
        featured: part(actor, "featured")?,
        shared_inbox: url(&core.config.link("/inbox"))?,
        icon: icon(actor),
        image: None,
        posting_restricted_to_mods: forum.posting == Posting::Moderators,
        manually_approves_followers: actor.is_locked,
        discoverable: actor.is_discoverable,
        question_answer: true,
        languages: spoken
            .iter()
            .filter(|(_, name)| !name.is_empty())
            .map(|(tag, _)| language(tag))
            .collect(),
        published: actor.published_at.utc(),
        updated: None,
        keys: keys(actor),
    };
    Ok(draft.build())
}

fn application(core: &Core, actor: &Actor) -> Result<Wire> {
    let draft = ApplicationDraft {
        id: url(&actor.uri)?,
        username: actor.username.clone(),
        name: core.config.instance.name_en.clone(),
        summary_html: None,
        url: url(&core.config.link("/"))?,
        inbox: url(&core.config.link("/inbox"))?,
        outbox: part(actor, "outbox")?,
        icon: icon(actor),
        published: actor.published_at.utc(),
        keys: keys(actor),
    };
    Ok(draft.build())
}

/// The address of one of an actor's collections.
pub(in crate::apub) fn part(actor: &Actor, name: &str) -> Result<Url> {
    url(&format!("{}/{name}", actor.uri))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn keys(actor: &Actor) -> KeysDraft {
    KeysDraft {
        rsa_pem: actor.public_key.clone(),
        ed25519_multibase: actor.ed25519_public.clone(),
    }
}

fn icon(actor: &Actor) -> Option<ImageDraft> {
    let address = Url::parse(actor.avatar_url.as_deref()?).ok()?;
    let media_type = match address.path().rsplit('.').next() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("svg") => "image/svg+xml",
        _ => "image/webp",
    };
    Some(ImageDraft {
        url: address,
        media_type: media_type.to_owned(),
    })
}

//! What a member says of themselves, and whom they show it to: members or everybody on this instance, and, field by field,
//! other servers. Without their word only the display name leaves.
//!
//! What is shared is copied to the actor, and what stands on an actor is public; everything else stands in the profile.

use serde_json::{Map, Value, json};

use crate::db::actors::{self, Actor};
use crate::db::profiles::{self, Profile};
use crate::db::types::{AccountId, ConsentPurpose, TermKind};
use crate::db::{Conn, accounts};

use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::privacy::consents;
use super::taxonomy::Taxonomy;
use super::validate::{Problem, Problems};
use super::{Core, Principal, fold, text};

/// Longest bio, in characters.
pub const BIO_MAX: usize = 2_000;
/// Most expertise tags of one person.
pub const EXPERTISE_MAX: usize = 12;
/// Longest expertise tag, in characters.
const TAG_MAX: usize = 40;
/// Longest job title, in characters.
pub const JOB_TITLE_MAX: usize = 80;
/// Languages that members say they speak, by tag.
pub const LANGUAGES: [&str; 6] = ["ar", "en", "ur", "hi", "bn", "tl"];

/// What a member may change of their public side.
#[derive(Debug, Clone, Default)]
pub struct ProfileForm {
    /// Display name.
    pub display_name: String,
    /// What they do at work.
    pub job_title: String,
    /// Bio in Markdown.
    pub bio: String,
    /// Expertise, separated by commas (Latin or Arabic) or line breaks.
    pub expertise: String,
    /// Languages they speak, by tag; unknown ones are left out.
    pub languages: Vec<String>,
    /// Code of their region.
    pub region: String,
    /// Code of their sector.
    pub sector: String,
    /// Everybody who opens the page sees it, not members only: the consent to a public profile.
    pub is_for_everybody: bool,
    /// The bio also goes to other servers.
    pub shares_bio: bool,
    /// The job title also goes to other servers.
    pub shares_job_title: bool,
    /// The expertise also goes to other servers.
    pub shares_expertise: bool,
}

/// A profile as its owner edits it.
#[derive(Debug, Clone)]
pub struct OwnProfile {
    /// The profile.
    pub profile: Profile,
    /// What they know, as typed.
    pub expertise: Vec<String>,
    /// Languages they speak, by tag.
    pub languages: Vec<String>,
}

/// The profile of the member who asks.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn load(core: &Core, by: &Principal) -> Result<OwnProfile> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let mut conn = core.db.read().await?;
    let profile = profiles::find(&mut conn, account).await?;
    let expertise = actors::list_expertise(&mut conn, by.actor_id).await?;
    Ok(OwnProfile {
        profile: profile.unwrap_or_else(|| Profile::silent(account)),
        expertise: expertise.into_iter().map(|(_, name)| name).collect(),
        languages: profiles::list_languages(&mut conn, account).await?,
    })
}

/// The profile of a new account, found by its name.
pub(super) async fn start(conn: &mut Conn, account: AccountId, actor: &Actor) -> Result<()> {
    profiles::save(conn, &Profile::silent(account)).await?;
    let words = fold::index_words([actor.name.as_str(), actor.username.as_str()]);
    Ok(profiles::set_words(conn, account, &words).await?)
}

/// Changes the profile of the member who asks.
///
/// # Errors
/// [`Error::Invalid`] if a field is too long, has too many entries, or is none of the choices.
pub async fn save(core: &Core, by: &Principal, form: &ProfileForm) -> Result<()> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let before = load(core, by).await?.profile;
    let mut problems = Problems::default();
    let name = problems.line("display_name", &form.display_name, 1, 60);
    let tags = expertise_tags(&mut problems, &form.expertise);
    let profile = check(&Taxonomy::load(core).await?, &mut problems, form, &before);
    problems.into_result(())?;
    let languages: Vec<String> = LANGUAGES
        .iter()
        .filter(|tag| form.languages.iter().any(|spoken| spoken == *tag))
        .map(|tag| (*tag).to_owned())
        .collect();
    let shared = shared(&profile, &tags);
    core.change(async |conn| {
        let (_, actor) = accounts::get_with_actor(conn, account).await?;
        let mut words = vec![name.as_str(), actor.username.as_str(), profile.job_title.as_str()];
        words.extend(tags.iter().map(|(_, name)| name.as_str()));
        profiles::save(conn, &profile).await?;
        profiles::set_languages(conn, account, &languages).await?;
        profiles::set_words(conn, account, &fold::index_words(words)).await?;
        actors::set_expertise(conn, by.actor_id, &tags).await?;
        let (source, html) = if profile.shares_bio {
            (profile.bio_source.as_str(), profile.bio_html.as_str())
        } else {
            ("", "")
        };
        actors::update_profile(conn, by.actor_id, &name, source, html).await?;
        actors::set_shared_profile(conn, by.actor_id, shared.as_ref()).await?;
        // A change of this consent tells others of the profile as a whole.
        let is_told = consents::change(core, conn, by, ConsentPurpose::PublicProfile, form.is_for_everybody).await?;
        if is_told {
            return Ok(());
        }
        event::record(core, conn, by, &Event::ProfileChanged).await
    })
    .await
}

fn check(terms: &Taxonomy, problems: &mut Problems, form: &ProfileForm, before: &Profile) -> Profile {
    let bio_source = problems.block("bio", &form.bio, 0, BIO_MAX);
    let (region, sector) = (before.region.as_deref(), before.sector.as_deref());
    Profile {
        account_id: before.account_id,
        job_title: problems.line("job_title", &form.job_title, 0, JOB_TITLE_MAX),
        bio_html: text::render(&bio_source, &|_| None),
        bio_source,
        region: terms.choice(problems, "region", TermKind::Region, &form.region, region),
        sector: terms.choice(problems, "sector", TermKind::Sector, &form.sector, sector),
        shares_bio: form.shares_bio,
        shares_job_title: form.shares_job_title,
        shares_expertise: form.shares_expertise,
    }
}

/// The parts of a profile, besides the bio, that its owner shares with other servers; none if there are none.
fn shared(profile: &Profile, tags: &[(String, String)]) -> Option<Value> {
    let mut parts = Map::new();
    if profile.shares_job_title && !profile.job_title.is_empty() {
        parts.insert("job_title".to_owned(), json!(profile.job_title));
    }
    if profile.shares_expertise && !tags.is_empty() {
        let names: Vec<&str> = tags.iter().map(|(_, name)| name.as_str()).collect();
        parts.insert("expertise".to_owned(), json!(names));
    }
    (!parts.is_empty()).then_some(Value::Object(parts))
}

/// The job title and the expertise that an actor shares with everybody; nothing of a local one who is not public.
pub fn shared_parts(actor: &Actor) -> (Option<String>, Vec<String>) {
    let shared = actor.shared_profile.as_ref().filter(|_| consents::is_public(actor));
    let part = |name: &str| shared?.get(name).cloned();
    let title = part("job_title").and_then(|title| title.as_str().map(ToOwned::to_owned));
    let names = part("expertise").and_then(|names| serde_json::from_value(names).ok());
    (title, names.unwrap_or_default())
}

fn expertise_tags(problems: &mut Problems, typed: &str) -> Vec<(String, String)> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for name in typed
        .split([',', '،', '\n', ';', '؛'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        let tag = text::fold_tag(name);
        if tags.iter().all(|(known, _)| *known != tag) {
            tags.push((tag, name.to_owned()));
        }
    }
    if tags.len() > EXPERTISE_MAX {
        problems.add("expertise", Problem::TooMany(EXPERTISE_MAX));
    }
    if tags.iter().any(|(_, name)| name.chars().count() > TAG_MAX) {
        problems.add("expertise", Problem::TooLong(TAG_MAX));
    }
    tags
}

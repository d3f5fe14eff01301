//! Taking a file in.

use crate::db::accounts;
use crate::db::media::{self as rows, Media, garbage};
use crate::db::types::{AccountId, MediaState};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal};
use crate::id::random_token;
use crate::media::{self, Incoming, Kind, MediaError, Picture};

use super::{Size, key, quota};

/// Longest name of a file, in characters.
const NAME_MAX: usize = 120;

/// A file on its way in. Dropping it leaves nothing.
pub struct Upload {
    incoming: Incoming,
    account: AccountId,
    megabytes: usize,
}

/// What is to be stored.
struct Content {
    hash: String,
    media_type: String,
    name: String,
    size: i64,
    /// A picture, made ready; other files are stored as they came.
    picture: Option<Picture>,
}

/// Begins to take a file in.
///
/// # Errors
/// [`Denied::SignIn`]; [`Problem::Quota`] on `files` where the quota is used up; [`Error::Unavailable`] if the disk is full.
pub async fn begin(core: &Core, by: &Principal) -> Result<Upload> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let used = rows::sum_of(&mut core.db.read().await?, account).await?;
    if used >= quota(core) {
        return Err(over_quota(core));
    }
    Ok(Upload {
        incoming: Incoming::begin(&core.config.incoming_folder()).await?,
        account,
        megabytes: largest(core),
    })
}

/// Megabytes that the largest file of any kind may have.
pub(super) fn largest(core: &Core) -> usize {
    usize::from(core.config.media.file_megabytes.max(core.config.media.image_megabytes))
}

pub(super) fn wrong(problem: Problem) -> Error {
    Error::Invalid(Problems::one("files", problem))
}

pub(super) fn over_quota(core: &Core) -> Error {
    let megabytes = usize::try_from(core.config.media.quota_megabytes).unwrap_or(usize::MAX);
    wrong(Problem::Quota(megabytes))
}

impl Upload {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`Problem::FileTooLarge`] on `files`; [`Error::Unavailable`] if the disk is full.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<()> {
        let limit = self.megabytes as u64 * 1_000_000;
        if self.incoming.size() + bytes.len() as u64 > limit {
            return Err(wrong(Problem::FileTooLarge(self.megabytes)));
        }
        Ok(self.incoming.push(bytes).await?)
    }

    /// Everything came: finds out what it is, and keeps it. All of it, or nothing.
    ///
    /// # Errors
    /// On `files`: [`Problem::Required`], [`Problem::MediaType`], [`Problem::FileTooLarge`], [`Problem::FilePixels`],
    /// [`Problem::FileDamaged`], [`Problem::Quota`]. [`Error::Unavailable`] if the store does not answer.
    pub async fn finish(mut self, core: &Core, name: &str, alt: &str) -> Result<Media> {
        self.incoming.close().await?;
        if self.incoming.size() == 0 {
            return Err(wrong(Problem::Required));
        }
        let alt = super::clean_alt(alt)?;
        let name = file_name(name);
        let kind = media::sniff(self.incoming.head(), &name).map_err(|_| wrong(Problem::MediaType))?;
        let content = self.read(core, kind, name).await?;
        let row = Media {
            id: core.ids.next(),
            account_id: self.account,
            token: random_token(),
            hash: content.hash.clone(),
            media_type: content.media_type.clone(),
            name: content.name.clone(),
            alt,
            size: content.size,
            width: content
                .picture
                .as_ref()
                .and_then(|picture| i32::try_from(picture.large.width).ok()),
            height: content
                .picture
                .as_ref()
                .and_then(|picture| i32::try_from(picture.large.height).ok()),
            blurhash: content.picture.as_ref().map(|picture| picture.blurhash.clone()),
            state: MediaState::Pending,
            created_at: core.clock.now(),
        };
        reserve(core, &row).await?;
        if let Err(error) = self.store(core, content).await {
            // The row must not stand for what is not there. If even this fails, the sweep finds it.
            let forgotten = core
                .change(async |conn| super::destroy(core, conn, std::slice::from_ref(&row)).await)
                .await;
            if let Err(error) = forgotten {
                tracing::warn!(%error, "an upload that failed is left for the sweep");
            }
            return Err(error);
        }
        if !rows::set_ready(&mut core.db.write().await?, row.id).await? {
            return Err(Error::Conflict("the end of the account".to_owned()));
        }
        Ok(Media {
            state: MediaState::Ready,
            ..row
        })
    }

    async fn read(&self, core: &Core, kind: Kind, name: String) -> Result<Content> {
        let limits = &core.config.media;
        let limit = if kind.is_picture {
            limits.image_megabytes
        } else {
            limits.file_megabytes
        };
        if self.incoming.size() > u64::from(limit) * 1_000_000 {
            return Err(wrong(Problem::FileTooLarge(limit.into())));
        }
        if !kind.is_picture {
            return Ok(Content {
                hash: self.incoming.hash(),
                media_type: kind.media_type.to_owned(),
                name,
                size: i64::try_from(self.incoming.size()).unwrap_or(i64::MAX),
                picture: None,
            });
        }
        let bytes = tokio::fs::read(self.incoming.path()).await.map_err(MediaError::from)?;
        let megapixels = limits.image_megapixels;
        let picture = tokio::task::spawn_blocking(move || media::render(&bytes, megapixels)).await?;
        let picture = picture.map_err(|error| match error {
            MediaError::Pixels => wrong(Problem::FilePixels),
            MediaError::Kind => wrong(Problem::MediaType),
            MediaError::Damaged => wrong(Problem::FileDamaged),
            other => other.into(),
        })?;
        Ok(Content {
            hash: media::hash(&picture.large.bytes),
            media_type: "image/webp".to_owned(),
            name: with_extension(&name, "webp"),
            size: i64::try_from(picture.large.bytes.len() + picture.small.bytes.len()).unwrap_or(i64::MAX),
            picture: Some(picture),
        })
    }

    async fn store(&self, core: &Core, content: Content) -> Result<()> {
        let (large, small) = (key(&content.hash, Size::Large), key(&content.hash, Size::Small));
        match content.picture {
            Some(picture) => {
                core.media.put(&small, picture.small.bytes).await?;
                core.media.put(&large, picture.large.bytes).await?;
            }
            None => core.media.put_file(&large, self.incoming.path()).await?,
        }
        Ok(())
    }
}

/// Notes what is about to be stored, if there is room for it.
async fn reserve(core: &Core, row: &Media) -> Result<()> {
    core.change(async |conn| {
        // Of two uploads at once the second sees what the first one takes.
        accounts::lock(conn, row.account_id).await?;
        if rows::sum_of(conn, row.account_id).await? + row.size > quota(core) {
            return Err(over_quota(core));
        }
        if !garbage::revive(conn, &row.hash).await? {
            return Err(Error::Conflict("the end of the same file".to_owned()));
        }
        Ok(rows::insert(conn, row).await?)
    })
    .await
}

/// A name without folders, controls and marks that turn its direction.
pub(super) fn file_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = Problems::default().line("name", last, 0, usize::MAX);
    let length = clean.chars().count();
    // Of a name that is too long the end stays, which says what it is.
    let cut: String = clean.chars().skip(length.saturating_sub(NAME_MAX)).collect();
    if cut.is_empty() { "file".to_owned() } else { cut }
}

fn with_extension(name: &str, extension: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_does_not_say_one_thing_and_be_another() {
        assert_eq!(file_name("C:\\drawings\\gpj.\u{202E}exe"), "gpj.exe");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name(" \u{200F}"), "file");
        assert!(file_name(&format!("{}.pdf", "x".repeat(300))).ends_with("x.pdf"));
        assert_eq!(with_extension("hall.jpeg", "webp"), "hall.webp");
    }
}

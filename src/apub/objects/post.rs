//! Remote posts as the library fetches them. Fetching stores nothing: whether a post is wanted here depends on why it was
//! fetched, which [`super::store`] knows.

use activitypub_federation::config::Data;
use activitypub_federation::fetch::object_id::ObjectId;
use activitypub_federation::traits::Object;
use async_trait::async_trait;
use federation::objects::ContentDocument;
use federation::origin;
use url::Url;

use crate::db::posts::{self, Post};

use super::super::documents::companion;
use super::super::error::{Error, Result};
use super::super::session::{Bridge, Session};

/// A post: one of our rows, or a document that was just read from its own server.
#[derive(Debug, Clone)]
pub struct PeerPost {
    id: Url,
    /// What was found.
    pub found: Found,
}

/// Where a post was found.
#[derive(Debug, Clone)]
pub enum Found {
    /// Here.
    Stored(Box<Post>),
    /// At its origin.
    Fetched(Box<ContentDocument>),
}

impl PeerPost {
    /// The post `id`: from the database, or from its server.
    ///
    /// # Errors
    /// If it cannot be fetched or is not what it says.
    pub async fn get(session: &Session, id: &Url) -> Result<Found> {
        let found = ObjectId::<Self>::from(id.clone()).dereference(session).await?;
        Ok(found.found)
    }

    /// The document of the post `id` as its server has it now.
    ///
    /// # Errors
    /// If it cannot be fetched or is not what it says.
    pub async fn fetch(session: &Session, id: &Url) -> Result<ContentDocument> {
        let found = ObjectId::<Self>::from(id.clone()).dereference_forced(session).await?;
        match found.found {
            Found::Fetched(document) => Ok(*document),
            Found::Stored(_) => Err(Error::Refused("the post is our own")),
        }
    }
}

#[async_trait]
impl Object for PeerPost {
    type DataType = Bridge;
    type Kind = ContentDocument;
    type Error = Error;

    fn id(&self) -> &Url {
        &self.id
    }

    async fn read_from_id(id: Url, data: &Data<Bridge>) -> Result<Option<Self>> {
        let meant = companion::meant(id.as_str(), &data.core.config.link(""));
        let found = posts::find_by_uri(&mut data.core.db.read().await?, meant).await?;
        Ok(found.map(|post| Self {
            id,
            found: Found::Stored(Box::new(post)),
        }))
    }

    async fn into_json(self, _data: &Data<Bridge>) -> Result<ContentDocument> {
        Err(Error::Refused("documents of others are served by themselves"))
    }

    async fn verify(document: &ContentDocument, expected: &Url, data: &Data<Bridge>) -> Result<()> {
        if document.id != *expected {
            return Err(Error::Refused("the object has another id"));
        }
        origin::check_fetchable(&document.id, data.http.policy())
            .map_err(|_| Error::Refused("the object's id is no id"))?;
        if origin::same_origin(&document.id, &document.attributed_to) {
            Ok(())
        } else {
            Err(Error::Refused("the object's author is on another server"))
        }
    }

    async fn from_json(document: ContentDocument, _data: &Data<Bridge>) -> Result<Self> {
        Ok(Self {
            id: document.id.clone(),
            found: Found::Fetched(Box::new(document)),
        })
    }
}

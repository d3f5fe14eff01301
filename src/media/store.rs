//! Objects by key: on disk, on a server that speaks S3, or in Azure Blob Storage.

use std::path::Path as FilePath;
use std::sync::Arc;
use std::time::Duration;

use futures::stream::{BoxStream, StreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{
    BackoffConfig, ClientOptions, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig, WriteMultipart,
};
use tokio::io::AsyncReadExt;

use crate::config::{Config, MediaStore};

use super::MediaError;

/// Pieces in which large files are handed over. S3 takes no smaller ones than 5 MiB.
const PIECE: usize = 8 * 1024 * 1024;
/// How long a server of objects may be silent before a person is told.
const PATIENCE: Duration = Duration::from_secs(20);

/// Bytes on their way out.
pub type Bytes = BoxStream<'static, Result<bytes::Bytes, MediaError>>;

/// An object that was asked for.
pub struct Stored {
    /// Bytes in all.
    pub size: u64,
    /// The bytes.
    pub bytes: Bytes,
}

/// Where objects live. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// The store that is configured. Nothing is asked of it yet.
    ///
    /// # Errors
    /// [`MediaError::Configuration`]; for a folder also if it cannot be made.
    pub fn open(config: &Config) -> Result<Self, MediaError> {
        let media = &config.media;
        let wrong = |error: object_store::Error| MediaError::Configuration(error.to_string());
        let store: Arc<dyn ObjectStore> = match media.store {
            MediaStore::Disk => {
                let folder = config.media_folder();
                std::fs::create_dir_all(&folder)?;
                let disk = LocalFileSystem::new_with_prefix(folder).map_err(wrong)?;
                Arc::new(disk.with_automatic_cleanup(true).with_fsync(true))
            }
            MediaStore::S3 => {
                let mut s3 = AmazonS3Builder::new()
                    .with_bucket_name(&media.bucket)
                    .with_region(&media.region)
                    .with_retry(retries())
                    .with_client_options(options(&media.endpoint));
                if !media.endpoint.is_empty() {
                    s3 = s3.with_endpoint(media.endpoint.trim_end_matches('/'));
                }
                if !media.access_key.is_empty() {
                    s3 = s3
                        .with_access_key_id(&media.access_key)
                        .with_secret_access_key(&media.secret_key);
                }
                Arc::new(s3.build().map_err(wrong)?)
            }
            MediaStore::Azure => {
                let mut azure = MicrosoftAzureBuilder::new()
                    .with_account(&media.access_key)
                    .with_access_key(&media.secret_key)
                    .with_container_name(&media.bucket)
                    .with_retry(retries())
                    .with_client_options(options(&media.endpoint));
                if !media.endpoint.is_empty() {
                    azure = azure.with_endpoint(media.endpoint.trim_end_matches('/').to_owned());
                }
                Arc::new(azure.build().map_err(wrong)?)
            }
        };
        Ok(Self(store))
    }

    /// Keeps bytes under `key`: all of them, or none.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`].
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), MediaError> {
        self.0.put(&Path::from(key), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// Keeps a file of this machine under `key`: all of it, or nothing.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`].
    pub async fn put_file(&self, key: &str, file: &FilePath) -> Result<(), MediaError> {
        let mut file = tokio::fs::File::open(file).await?;
        let size = usize::try_from(file.metadata().await?.len()).unwrap_or(usize::MAX);
        if size <= PIECE {
            let mut bytes = Vec::with_capacity(size);
            file.read_to_end(&mut bytes).await?;
            return self.put(key, bytes).await;
        }
        let upload = self.0.put_multipart(&Path::from(key)).await?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PIECE);
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece).await {
                Ok(0) => break,
                Ok(read) => upload.write(&piece[..read]),
                Err(error) => {
                    upload.abort().await?;
                    return Err(error.into());
                }
            }
            upload.wait_for_capacity(2).await?;
        }
        upload.finish().await?;
        Ok(())
    }

    /// The object under `key`.
    ///
    /// # Errors
    /// [`MediaError::Missing`], [`MediaError::Unavailable`].
    pub async fn get(&self, key: &str) -> Result<Stored, MediaError> {
        let found = self.0.get(&Path::from(key)).await?;
        Ok(Stored {
            size: found.meta.size,
            bytes: found.into_stream().map(|piece| Ok(piece?)).boxed(),
        })
    }

    /// Deletes the object under `key`. One that is gone already is no trouble.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`].
    pub async fn delete(&self, key: &str) -> Result<(), MediaError> {
        match self.0.delete(&Path::from(key)).await.map_err(MediaError::from) {
            Ok(()) | Err(MediaError::Missing) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// The keys of all objects below `folder`. For tests and tools: it grows with what is there.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`].
    pub async fn list(&self, folder: Option<&str>) -> Result<Vec<String>, MediaError> {
        let folder = folder.map(Path::from);
        let mut found = self.0.list(folder.as_ref());
        let mut keys = Vec::new();
        while let Some(object) = found.next().await {
            keys.push(object?.location.to_string());
        }
        keys.sort_unstable();
        Ok(keys)
    }
}

/// A few quick tries: a person is waiting.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(2),
            base: 2.0,
        },
        max_retries: 2,
        retry_timeout: PATIENCE,
    }
}

/// The operator chose the endpoint, so it may be on this machine and without TLS.
fn options(endpoint: &str) -> ClientOptions {
    ClientOptions::new()
        .with_allow_http(endpoint.starts_with("http://"))
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout(Duration::from_secs(120))
}

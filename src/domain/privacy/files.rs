//! Files about members, below the data folder: copies of their data.

use std::path::PathBuf;

use crate::domain::Core;
use crate::domain::error::{Error, Result};

/// The folder of copies.
pub(in crate::domain) fn folder(core: &Core) -> PathBuf {
    core.config.storage.data_dir.join("exports")
}

/// Deletes files. Those that are gone already are no trouble.
pub(super) async fn remove(core: &Core, files: &[String]) -> Result<()> {
    for file in files {
        match tokio::fs::remove_file(folder(core).join(file)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::Unavailable(error.to_string()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Writes a file that only this server may read.
pub(in crate::domain) async fn write(core: &Core, file: &str, bytes: &[u8]) -> Result<()> {
    let unavailable = |error: std::io::Error| Error::Unavailable(error.to_string());
    let folder = folder(core);
    tokio::fs::create_dir_all(&folder).await.map_err(unavailable)?;
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let mut file = options.open(folder.join(file)).await.map_err(unavailable)?;
    tokio::io::AsyncWriteExt::write_all(&mut file, bytes)
        .await
        .map_err(unavailable)?;
    file.sync_all().await.map_err(unavailable)
}

/// Deletes every file that `known` does not name: left by a process that died between file and row.
pub(super) async fn sweep(core: &Core, known: &[String]) -> Result<usize> {
    let Ok(mut entries) = tokio::fs::read_dir(folder(core)).await else {
        return Ok(0);
    };
    let mut strays = Vec::new();
    while let Ok(Some(entry)) = entries.next_entry().await {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !known.contains(&name) {
            strays.push(name);
        }
    }
    remove(core, &strays).await?;
    Ok(strays.len())
}

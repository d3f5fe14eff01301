//! Where the rows of a benchmark live: a database of its own on the PostgreSQL server that `TEST_DATABASE_URL` names, or
//! a SQLite file in the instance's temporary folder.

use std::{env, process};

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use url::Url;

/// The database.
pub(crate) struct Database {
    /// As the configuration names it; empty for the file in the data folder.
    pub(crate) url: String,
    server: Option<(Url, String)>,
}

impl Database {
    /// An empty one.
    pub(crate) async fn create() -> anyhow::Result<Self> {
        let Ok(server) = env::var("TEST_DATABASE_URL") else {
            return Ok(Self {
                url: String::new(),
                server: None,
            });
        };
        let server: Url = server.parse()?;
        let name = format!("majlis_bench_{}", process::id());
        execute(&server, &format!("CREATE DATABASE {name}")).await?;
        let mut url = server.clone();
        url.set_path(&name);
        Ok(Self {
            url: url.into(),
            server: Some((server, name)),
        })
    }

    /// Removes it.
    pub(crate) async fn drop(self) -> anyhow::Result<()> {
        match self.server {
            Some((server, name)) => execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await,
            None => Ok(()),
        }
    }
}

async fn execute(server: &Url, statement: &str) -> anyhow::Result<()> {
    let mut conn = AsyncPgConnection::establish(server.as_str()).await?;
    Ok(conn.batch_execute(statement).await?)
}

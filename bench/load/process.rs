//! The release binary by itself, on the content that was built: how soon it answers, and how much memory it takes. Needs
//! `MAJLIS_BIN`, which `make bench` sets.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::drive::{self, median};
use crate::http::{self, Connection};
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::Stage;

/// Longest wait for the first answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Measures start and memory.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    let Some(binary) = env::var_os("MAJLIS_BIN")
        .map(PathBuf::from)
        .filter(|path| path.is_file())
    else {
        report.missing("start and memory", "MAJLIS_BIN names no binary");
        return Ok(());
    };
    let mut starts = Vec::with_capacity(settings.runs);
    for _ in 0..settings.runs {
        starts.push(Server::start(stage, &binary).await?.started.as_secs_f64() * 1000.0);
    }
    report.row(
        "start to the first answer",
        &format!("{:.0} ms", median(starts)),
        "release binary, database in place",
    );
    let server = Server::start(stage, &binary).await?;
    report.row("memory, idle", &server.memory()?, "VmRSS");
    for path in ["/forums/maintenance".to_owned(), format!("/topics/{}", stage.long.id)] {
        let request = http::get(&stage.host(), &path, &[("accept", "text/html")]);
        let once = Connection::open(server.address).await?.send(&request).await?.status;
        if once == 200 {
            drive::repeat(server.address, request, settings).await?;
        } else {
            report.missing(&format!("memory after reading {path}"), &format!("answered {once}"));
        }
    }
    report.row(
        "memory, after reading",
        &server.memory()?,
        "VmRSS after the forum page and the topic page under load",
    );
    Ok(())
}

/// A process of the binary; it ends with this.
struct Server {
    child: Child,
    address: SocketAddr,
    started: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts it on the rows of `stage`, without background work, and waits for its first answer.
    async fn start(stage: &Stage, binary: &Path) -> anyhow::Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let config = &stage.app.core.config;
        let began = Instant::now();
        let child = Command::new(binary)
            .arg("serve")
            .env_remove("MAJLIS_CONFIG")
            .env("MAJLIS_INSTANCE__URL", config.base())
            .env("MAJLIS_SERVER__LISTEN", address.to_string())
            .env("MAJLIS_SERVER__WORKER", "false")
            .env("MAJLIS_STORAGE__DATA_DIR", stage.folder())
            .env("MAJLIS_DATABASE__URL", config.database_url())
            .env("MAJLIS_FEDERATION__ALLOW_PRIVATE", "true")
            .env("MAJLIS_LOG__FILTER", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| binary.display().to_string())?;
        let mut server = Self {
            child,
            address,
            started: Duration::ZERO,
        };
        let health = http::get(&stage.host(), "/health", &[]);
        let mut glances = tokio::time::interval(Duration::from_millis(2));
        while began.elapsed() < PATIENCE {
            glances.tick().await;
            let Ok(mut connection) = Connection::open(address).await else {
                continue;
            };
            if connection.send(&health).await.is_ok_and(|answer| answer.status == 200) {
                server.started = began.elapsed();
                return Ok(server);
            }
        }
        bail!("{} does not answer", binary.display())
    }

    fn memory(&self) -> anyhow::Result<String> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .context("no VmRSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(format!("{:.1} MB", kilobytes / 1024.0))
    }
}

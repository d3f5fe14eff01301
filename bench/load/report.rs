//! The table of figures.

use std::io::{self, Write};

use anyhow::ensure;

use crate::settings::Settings;
use crate::stage::Stage;

/// What was measured so far.
#[derive(Default)]
pub(crate) struct Report {
    head: Vec<String>,
    rows: Vec<[String; 3]>,
    bound: Option<f64>,
    missing: Vec<String>,
}

impl Report {
    /// Notes what is measured.
    pub(crate) fn about(&mut self, stage: &Stage, settings: &Settings) {
        let engine = stage.app.core.db.engine();
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        self.head.push(format!(
            "Majlis {} on {engine}, {cores} cores; client and peers run on the same cores. {} topics, {} connections, \
             median of {} runs of {} s.",
            env!("CARGO_PKG_VERSION"),
            settings.topics,
            settings.connections,
            settings.runs,
            settings.duration.as_secs(),
        ));
    }

    /// A rate that shows what machine and client can do at most; later rates are given as shares of it, too.
    pub(crate) fn bound(&mut self, what: &str, rate: f64) {
        self.bound = Some(rate);
        self.rate(what, rate, "");
    }

    /// Something done so often in a second.
    pub(crate) fn rate(&mut self, what: &str, rate: f64, note: &str) {
        let share = self
            .bound
            .map(|bound| format!("{:.1} % of the bound", 100.0 * rate / bound));
        let remarks: Vec<&str> = share
            .as_deref()
            .into_iter()
            .chain(Some(note))
            .filter(|part| !part.is_empty())
            .collect();
        self.row(what, &format!("{rate:.0}/s"), &remarks.join("; "));
    }

    /// Any other figure.
    pub(crate) fn row(&mut self, what: &str, figure: &str, note: &str) {
        self.rows.push([what, figure, note].map(ToOwned::to_owned));
        // Whoever watches sees that something happens.
        let _ = writeln!(io::stderr(), "{what}: {figure}");
    }

    /// Something that could not be measured; the program fails at its end.
    pub(crate) fn missing(&mut self, what: &str, why: &str) {
        self.row(what, "–", why);
        self.missing.push(what.to_owned());
    }

    /// Prints the table.
    pub(crate) fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for line in &self.head {
            writeln!(out, "\n{line}")?;
        }
        writeln!(out, "\n| what | figure | remarks |\n| --- | ---: | --- |")?;
        for [what, figure, note] in &self.rows {
            writeln!(out, "| {what} | {figure} | {note} |")?;
        }
        Ok(())
    }

    /// Whether everything was measured.
    pub(crate) fn verdict(&self) -> anyhow::Result<()> {
        ensure!(self.missing.is_empty(), "not measured: {}", self.missing.join(", "));
        Ok(())
    }
}

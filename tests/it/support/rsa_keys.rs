//! RSA pairs made once for all tests of this folder: nearly half of the time of a test went into finding primes.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, io};

use majlis::rsa_keys::RsaKeys;
use tempfile::TempDir;

/// More than nearly every instance of a test has actors. One that needs more waits for fresh pairs.
const EACH: usize = 24;
/// Enough for a network of four.
const PAIRS: usize = 4 * EACH;

/// The stock of one instance: no actor of a test has the pair of another, unless it is of the fifth instance.
pub(crate) fn stock() -> RsaKeys {
    static ALL: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    static GIVEN: AtomicUsize = AtomicUsize::new(0);
    let all = ALL.get_or_init(|| read(&folder()));
    let first = GIVEN.fetch_add(EACH, Ordering::Relaxed);
    RsaKeys::stocked(all.iter().cycle().skip(first % PAIRS).take(EACH).cloned().collect())
}

/// The folder of pairs, made if it is missing. Two processes may make it at once; the first one's stays.
fn folder() -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = place.join(format!("rsa-keys-{PAIRS}"));
    if !folder.exists() {
        let made = TempDir::new_in(place).unwrap();
        for number in 0..PAIRS {
            fs::write(made.path().join(format!("{number}.der")), RsaKeys::make().unwrap()).unwrap();
        }
        match fs::rename(made.path(), &folder) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            moved => moved.unwrap(),
        }
    }
    folder
}

fn read(folder: &Path) -> Vec<Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect()
}

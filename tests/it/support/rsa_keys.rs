//! RSA pairs made once for all tests of this folder: nearly half of the time of a test went into finding primes.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::{fs, io};

use majlis::rsa_keys::RsaKeys;
use tempfile::TempDir;

/// More than nearly every test has actors. Who needs more waits for fresh ones.
const PAIRS: usize = 96;

/// The stock of this process: every actor of a test has a pair of its own, whichever instance it lives on.
pub(crate) fn stock() -> RsaKeys {
    static STOCK: OnceLock<RsaKeys> = OnceLock::new();
    STOCK.get_or_init(|| RsaKeys::stocked(read(&folder()))).clone()
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

//! Migrations go up and down on both engines and make the tables that the code expects.

use std::collections::BTreeSet;

use majlis::db::{Db, migrate};

use crate::support::database::TestDatabase;

#[tokio::test(flavor = "multi_thread")]
async fn migrations_go_up_down_and_up_again() {
    let database = TestDatabase::create().await;
    let db = database.open().await;

    migrate::revert_all(&db).await.expect("down");
    let applied = migrate::run(&db).await.expect("up");
    migrate::revert_all(&db).await.expect("down again");
    let again = migrate::run(&db).await.expect("up again");

    assert!(!applied.is_empty());
    assert_eq!(applied, again);
    assert!(migrate::run(&db).await.expect("nothing to do").is_empty());
}

#[test]
fn both_engines_carry_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(folder).expect("the migrations");
        entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn both_engines_have_the_same_tables_and_columns() {
    let columns = |engine: &str| -> BTreeSet<String> {
        let file = format!("{}/migrations/{engine}/0001_core/up.sql", env!("CARGO_MANIFEST_DIR"));
        let sql = std::fs::read_to_string(file).expect("the migration");
        let mut table = String::new();
        let mut columns = BTreeSet::new();
        for line in sql.lines() {
            if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                table = rest.trim_end_matches(" (").to_owned();
            } else if let Some(column) = line
                .strip_prefix("    ")
                .and_then(|line| line.split_whitespace().next())
                && column
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            {
                let nullable = if line.contains("NOT NULL") { "" } else { "?" };
                columns.insert(format!("{table}.{column}{nullable}"));
            }
        }
        columns
    };
    assert_eq!(columns("sqlite"), columns("postgres"));
}

#[tokio::test]
async fn a_mistyped_address_is_refused_instead_of_making_a_file() {
    for address in ["/nowhere/at/all/majlis.db", "mysql://localhost/majlis"] {
        assert!(Db::open(address, 1).await.is_err(), "{address}");
    }
}

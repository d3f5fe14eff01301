//! The rules of the house, held by tests that read the tree as text: who may know whom, and how files look.
//!
//! `docs/architecture.md` says why each rule is there. A test that fails names every place and says what to do.
//! Changing a rule means changing this folder and that page in one commit.

mod house;
mod layers;
mod reading;
mod words;

/// Fails with every place that breaks a rule, and with the way out.
#[track_caller]
fn hold(rule: &str, way_out: &str, places: &[String]) {
    assert!(
        places.is_empty(),
        "\n{rule}.\nWhat to do: {way_out}.\n  {}\n",
        places.join("\n  ")
    );
}

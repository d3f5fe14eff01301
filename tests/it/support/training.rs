//! Trainings for tests.

use majlis::db::posts::Post;
use majlis::domain::trainings::{self, TrainingForm};
use majlis::web::present::wording;

use super::{Person, TestApp};

/// A training of three hours in Jubail, two weeks after every test begins, for twenty people, with a waiting list.
pub fn form(forum: &str) -> TrainingForm {
    TrainingForm {
        title: "PLC basics for maintenance".to_owned(),
        summary: "Read a ladder diagram and find the fault in it.".to_owned(),
        language: "en".to_owned(),
        forum: forum.to_owned(),
        programme: "1. Inputs and outputs\n2. **Ladder diagrams**\n3. Finding faults".to_owned(),
        languages: vec!["ar".to_owned(), "en".to_owned()],
        level: "beginner".to_owned(),
        technologies: vec!["machine-vision".to_owned()],
        tags: "#plc".to_owned(),
        starts: "2026-12-06T09:00".to_owned(),
        ends: "2026-12-06T12:00".to_owned(),
        timezone: "Asia/Riyadh".to_owned(),
        mode: "hybrid".to_owned(),
        venue: "Chamber of commerce, hall 2".to_owned(),
        address: "King Fahd Road".to_owned(),
        region: "SA-04".to_owned(),
        locality: "Jubail".to_owned(),
        online_link: "https://meet.example/plc-4711".to_owned(),
        directions: "Bring your badge; gate 3.".to_owned(),
        price: "250".to_owned(),
        certificate: "attendance".to_owned(),
        trainer: "Eng. Salem".to_owned(),
        joining: "open".to_owned(),
        capacity: "20".to_owned(),
        waiting_list: "yes".to_owned(),
        confirm_hours: "24".to_owned(),
        ..TrainingForm::default()
    }
}

/// Publishes what `form` says.
pub async fn publish(test: &TestApp, by: &Person, form: &TrainingForm) -> Post {
    trainings::publish(test.core(), &by.principal(), form, wording)
        .await
        .expect("published")
}

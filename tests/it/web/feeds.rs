//! Atom feeds: well-formed, of what guests may read, and short for those who have them.

use majlis::domain::posts as writing;
use majlis::domain::reading::sectors;
use quick_xml::events::Event;

use crate::support::{Client, Page, TestApp};

/// Whether every element that opens closes.
fn is_well_formed(text: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

async fn feed(client: &Client, path: &str) -> Page {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    assert_eq!(page.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(is_well_formed(&page.body), "{path}: {}", page.body);
    page
}

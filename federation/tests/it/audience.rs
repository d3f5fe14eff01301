use federation::{
    audience::{Known, PUBLIC, Recipients, Visibility, effective, public, strip_blind},
    objects::ContentDocument,
};
use serde_json::json;
use url::Url;

use crate::url;

struct World {
    followers: Url,
    group: Url,
    group_followers: Url,
    friend: Url,
}

impl World {
    fn new() -> Self {
        Self {
            followers: url("https://a.example/u/ada/followers"),
            group: url("https://b.example/g/machining"),
            group_followers: url("https://b.example/g/machining/followers"),
            friend: url("https://c.example/u/bo"),
        }
    }

    fn known(&self) -> Known<'_> {
        Known {
            followers: Some(&self.followers),
            group: Some(&self.group),
            group_followers: Some(&self.group_followers),
        }
    }
}

#[test]
fn addressees_of_every_visibility_are_read_back_as_the_same_visibility() {
    let world = World::new();
    let all = [
        Visibility::Public,
        Visibility::Unlisted,
        Visibility::Group,
        Visibility::Followers,
        Visibility::Direct,
    ];

    for visibility in all {
        let recipients = Recipients::new(visibility, world.known(), std::slice::from_ref(&world.friend));
        assert_eq!(recipients.visibility(world.known()), visibility);
        assert!(recipients.contains(&world.friend));
    }
}

#[test]
fn the_public_collection_is_known_in_three_spellings() {
    for spelling in [PUBLIC, "as:Public", "Public"] {
        let object = json!({
            "id": "https://a.example/1", "type": "Note", "attributedTo": "https://a.example/u", "to": spelling,
        });
        let content = ContentDocument::read(&object).unwrap();
        assert_eq!(content.recipients.to, [public()], "{spelling}");
        assert_eq!(content.recipients.visibility(Known::default()), Visibility::Public);
    }
}

#[test]
fn an_object_narrower_than_its_activity_stays_narrow() {
    let world = World::new();
    let open = Recipients {
        to: vec![public()],
        cc: vec![],
    };
    let private = Recipients {
        to: vec![world.friend.clone()],
        cc: vec![],
    };

    assert_eq!(effective(&open, &private, world.known()), Visibility::Direct);
    assert_eq!(effective(&private, &open, world.known()), Visibility::Direct);
    assert_eq!(effective(&open, &open, world.known()), Visibility::Public);
}

#[test]
fn followers_and_a_forum_without_the_public_mean_followers() {
    let world = World::new();
    let recipients = Recipients {
        to: vec![world.group.clone(), world.followers.clone()],
        cc: vec![],
    };

    assert_eq!(recipients.visibility(world.known()), Visibility::Followers);
}

#[test]
fn nobody_is_addressed_twice() {
    let world = World::new();
    let recipients = Recipients::new(
        Visibility::Public,
        world.known(),
        &[world.group.clone(), world.friend.clone(), world.friend.clone()],
    );

    assert_eq!(recipients.to, [public(), world.group]);
    assert_eq!(recipients.cc, [world.friend, world.followers]);
}

#[test]
fn blind_addressees_are_removed_at_every_level() {
    let mut document = json!({
        "type": "Announce", "bto": ["x"], "to": [],
        "object": { "type": "Create", "bcc": "y", "object": { "bto": "z", "content": "hi" } },
    });

    strip_blind(&mut document);

    assert_eq!(
        document,
        json!({ "type": "Announce", "to": [], "object": { "type": "Create", "object": { "content": "hi" } } })
    );
}

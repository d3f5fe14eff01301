//! How notices travel: one JSON object each, the same over WebSocket and server-sent events.
//!
//! `{"event":"reply","post":"2","after":"1795341600000-3"}`: a new reply; `"changed"` for a post that is not what it was,
//! `"message"` for a conversation with something new. `{"event":"waiting","notifications":{"count":3,"shown":"3",
//! "words":"…"},"messages":{…}}`: what waits, in the reader's language. `{"event":"presence","person":"7","state":"writing"}`:
//! somebody in the conversation is `here`, `writing` or `away`. `{"event":"figures"}`: what the page counts changed. `{"event":"stale"}`: load the page again. `after` is what a
//! connection that comes back names to be told what it missed.
//!
//! A page that shows a conversation says `{"state":"here"}`, every half minute and when it is looked at again; `"writing"`
//! while somebody writes; `"away"` when nobody looks at it. Over server-sent events nothing can be said.

use std::str::FromStr;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::db::live::Moment;
use crate::db::types::{EventId, UtcTime};
use crate::web::i18n::{self, Locale};

use super::hub::Notice;
use super::presence::State;

/// Since when a page listens, as it names it: milliseconds since 1970 and the number of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct After(pub(super) Moment);

impl FromStr for After {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (millis, event) = text.split_once('-').unwrap_or((text, "0"));
        let millis: i64 = millis.parse().map_err(|_| ())?;
        let event: i64 = event.parse().map_err(|_| ())?;
        Ok(Self((UtcTime::from_millis(millis), EventId(event))))
    }
}

impl After {
    fn text(self) -> String {
        let (at, event) = self.0;
        format!("{}-{event}", at.millis())
    }
}

/// A notice as it is sent, and what a browser names when it comes back to server-sent events.
pub(super) fn message(notice: &Notice, locale: Locale) -> (String, Option<String>) {
    let (body, after) = match *notice {
        Notice::Post { moment, is_new, post } => {
            let (event, after) = (if is_new { "reply" } else { "changed" }, After(moment).text());
            (
                json!({ "event": event, "post": post.to_string(), "after": after }),
                Some(after),
            )
        }
        Notice::Conversation { moment } => {
            let after = After(moment).text();
            (json!({ "event": "message", "after": after }), Some(after))
        }
        Notice::Presence { actor, state } => (
            json!({ "event": "presence", "person": actor.to_string(), "state": state.as_str() }),
            None,
        ),
        Notice::Waiting(waiting) => (
            json!({
                "event": "waiting",
                "notifications": figure(waiting.notifications, "notifications-unread", locale),
                "messages": figure(waiting.messages, "messages-unread", locale),
            }),
            None,
        ),
        Notice::Figures => (json!({ "event": "figures" }), None),
        Notice::Stale => (json!({ "event": "stale" }), None),
    };
    (body.to_string(), after)
}

/// What a page says of its reader; none for anything else.
pub(super) fn said(text: &str) -> Option<State> {
    #[derive(Deserialize)]
    struct Said {
        state: State,
    }
    serde_json::from_str(text).ok().map(|said: Said| said.state)
}

fn figure(count: i64, key: &str, locale: Locale) -> Value {
    let words = i18n::text_with(locale, key, [("n", count.into())]);
    json!({ "count": count, "shown": i18n::number(count), "words": i18n::bare(&words) })
}

#[cfg(test)]
mod tests {
    use crate::db::types::PostId;
    use crate::domain::live::Waiting;

    use super::*;

    #[test]
    fn what_a_notice_names_can_be_come_back_with() {
        let moment = (UtcTime::from_millis(1_795_341_600_123), EventId(7));
        let notice = Notice::Post {
            moment,
            is_new: true,
            post: PostId(2),
        };
        let (body, after) = message(&notice, Locale::En);
        let body: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!(body["event"], "reply");
        assert_eq!(body["post"], "2");
        assert_eq!(after.expect("a moment").parse(), Ok(After(moment)));
    }

    #[test]
    fn a_page_may_name_the_time_it_was_made_at_and_nothing_else() {
        assert_eq!("5000".parse(), Ok(After((UtcTime::from_millis(5000), EventId(0)))));
        for wrong in ["", "-", "x", "1-x", "1-2-3", "99999999999999999999"] {
            assert!(wrong.parse::<After>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_bell_speaks_the_readers_language() {
        let waiting = Waiting {
            notifications: 3,
            messages: 0,
        };
        let (body, _) = message(&Notice::Waiting(waiting), Locale::Ar);
        assert!(body.contains(r#""count":3"#) && body.contains("تنبيهات"), "{body}");
    }
}

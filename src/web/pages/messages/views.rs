//! Conversations as the pages show them.

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::messages::texts::Message;
use crate::db::types::{InstanceId, MemberState, MessageKind, MessageState};
use crate::domain::Core;
use crate::domain::messages::show::{Line, Thread};
use crate::domain::privacy::former;
use crate::web::present::{message_files, person_line, stamp};
use crate::web::view::PersonLine;

use super::{ConversationLine, DeliveryLine, Entry, MemberLine, PresenceLine, Said};

/// Names that stand for a group without a title.
const NAMES: usize = 3;

type Hosts = HashMap<InstanceId, String>;

fn host<'a>(hosts: &'a Hosts, actor: &Actor) -> Option<&'a str> {
    actor.instance_id.and_then(|id| hosts.get(&id)).map(String::as_str)
}

/// Somebody, who may be gone.
pub(super) fn person(actor: Option<&Actor>, hosts: &Hosts) -> PersonLine {
    match actor.filter(|actor| actor.deleted_at.is_none() && !former::is_former(actor)) {
        Some(actor) => person_line(actor, host(hosts, actor)),
        None => PersonLine {
            name: former::NAME.to_owned(),
            handle: String::new(),
            origin: None,
        },
    }
}

/// Of whom the page may say where they are: of the others who are members here, if the reader shows it, too.
pub(super) fn presence(thread: &Thread, shows_presence: bool) -> Vec<PresenceLine> {
    let others = thread
        .others()
        .filter(|(member, _)| shows_presence && member.state == MemberState::Accepted);
    let here = others.filter(|(member, _)| member.account_id.is_some() && !thread.is_blocked);
    let line = |(_, actor): &(_, Actor)| PresenceLine {
        id: actor.id.0,
        name: person(Some(actor), &thread.hosts).name,
    };
    here.map(line).collect()
}

/// What a conversation is called: its title, or who is in it.
fn name<'a>(title: &str, others: impl Iterator<Item = &'a Actor>, hosts: &Hosts) -> String {
    if !title.is_empty() {
        return title.to_owned();
    }
    let names: Vec<String> = others.map(|actor| person(Some(actor), hosts).name).collect();
    let more = names.len().saturating_sub(NAMES);
    let shown = names.into_iter().take(NAMES).collect::<Vec<_>>().join(" · ");
    if more == 0 { shown } else { format!("{shown} +{more}") }
}

/// A conversation in a list.
pub(super) fn line(line: &Line, hosts: &Hosts, open: Option<i64>) -> ConversationLine {
    let last = line.last.as_ref();
    ConversationLine {
        id: line.conversation.id.0,
        name: name(&line.conversation.title, line.others.iter(), hosts),
        is_group: !line.conversation.is_pair(),
        origin: match line.others.as_slice() {
            [one] => host(hosts, one).map(str::to_owned),
            _ => None,
        },
        excerpt: last.map(|message| message.excerpt.clone()).unwrap_or_default(),
        is_mine: last.is_some_and(|message| message.author_id == line.member.actor_id),
        at: last.map(|message| stamp(message.sent_at)),
        unread: u32::try_from(line.member.unread).unwrap_or(u32::MAX),
        is_open: open == Some(line.conversation.id.0),
    }
}

/// What an open conversation is called.
pub(super) fn thread_name(thread: &Thread) -> String {
    let others = thread.others().map(|(_, actor)| actor);
    name(&thread.conversation.title, others, &thread.hosts)
}

/// Who is in it.
pub(super) fn members(thread: &Thread) -> Vec<MemberLine> {
    let me = thread.member.actor_id;
    let is_there = |state| thread.conversation.is_pair() || state != MemberState::Left;
    let present = thread.people.iter().filter(|(member, _)| is_there(member.state));
    present
        .map(|(member, actor)| MemberLine {
            person: person(Some(actor), &thread.hosts),
            // Whether somebody has not answered or does not want it, nobody is told.
            is_invited: matches!(member.state, MemberState::Requested | MemberState::Declined),
            is_me: member.actor_id == me,
        })
        .collect()
}

/// The servers elsewhere that keep a copy of what is written.
pub(super) fn servers(thread: &Thread) -> Vec<String> {
    let mut hosts: Vec<String> = thread
        .others()
        .filter_map(|(_, actor)| host(&thread.hosts, actor))
        .map(str::to_owned)
        .collect();
    hosts.sort();
    hosts.dedup();
    hosts
}

/// What stands in it, oldest first.
pub(super) fn entries(core: &Core, thread: &Thread) -> Vec<Entry> {
    let read = thread.read_by_others().unwrap_or(0);
    let last_own = thread
        .messages
        .iter()
        .rev()
        .find(|message| message.author_id == thread.member.actor_id && message.kind == MessageKind::Text)
        .map(|message| message.id);
    let entry = |message: &Message| {
        // What is withheld nobody reads, however far they are.
        let is_read = Some(message.id) == last_own && message.number <= read && !message.is_withheld;
        entry(core, thread, message, is_read)
    };
    thread.messages.iter().map(entry).collect()
}

fn entry(core: &Core, thread: &Thread, message: &Message, is_read: bool) -> Entry {
    let author = person(thread.person(message.author_id), &thread.hosts);
    let target = message.target_id.and_then(|id| thread.person(id));
    let happened = |key, what| Entry::Happened {
        key,
        name: author.name.clone(),
        what,
        at: stamp(message.sent_at),
    };
    match message.kind {
        MessageKind::Added => happened("message-added", person(target, &thread.hosts).name),
        MessageKind::Left => happened("message-left", String::new()),
        MessageKind::Renamed => match &message.source {
            Some(title) if !title.is_empty() => happened("message-renamed", title.clone()),
            _ => happened("message-untitled", String::new()),
        },
        MessageKind::Text => Entry::Said(Box::new(Said {
            id: message.id.0,
            is_mine: message.author_id == thread.member.actor_id,
            html: message.deleted_at.is_none().then(|| message.html.clone()),
            files: thread
                .files
                .get(&message.id)
                .map(|files| message_files(core, files))
                .unwrap_or_default(),
            at: stamp(message.sent_at),
            is_edited: message.edited_at.is_some(),
            deliveries: deliveries(thread, message),
            is_read,
            author,
        })),
    }
}

fn deliveries(thread: &Thread, message: &Message) -> Vec<DeliveryLine> {
    let sent = thread.deliveries.get(&message.id).map_or(&[][..], Vec::as_slice);
    if message.deleted_at.is_some() {
        return Vec::new();
    }
    sent.iter()
        .map(|delivery| DeliveryLine {
            key: match delivery.state {
                MessageState::Sent => "message-state-sent",
                MessageState::Delivered => "message-state-delivered",
                MessageState::Refused => "message-state-refused",
                MessageState::Lost => "message-state-lost",
            },
            name: person(thread.person(delivery.actor_id), &thread.hosts).name,
            host: thread.hosts.get(&delivery.instance_id).cloned().unwrap_or_default(),
            is_bad: matches!(delivery.state, MessageState::Refused | MessageState::Lost),
        })
        .collect()
}

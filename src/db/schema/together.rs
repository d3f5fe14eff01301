//! Which tables stand in one statement. diesel wants to know of each pair, and each costs the compiler: all four thousand of
//! them ten seconds. Where it says that one table does not appear in the `FROM` clause of another, the pair is missing here.

use super::*;

macro_rules! together {
    ($($table:ident: $($other:ident),+;)+) => {
        $($(diesel::allow_tables_to_appear_in_same_query!($table, $other);)+)+
    };
}

together! {
    accounts: account_tokens, actors, consents, data_requests, drafts, expertise, exports, external_identities,
        forum_levels, forums, media, notice_acceptances, notifications, nudge_refusals, nudges, oauth_apps,
        oauth_codes, oauth_tokens, openid_subjects, organisation_members, organisation_words, organisations,
        person_words, post_tags, posts, privacy_log, privacy_notices, profiles, same_problems, sessions,
        spoken_languages, topic_levels;
    actors: bans, erasures, expertise, follows, forum_levels, forum_moderators, forums, held_posts, instances,
        mentions, moderation_log, notifications, oauth_apps, oauth_tokens, organisation_members, organisation_words,
        organisations, outbox_activities, person_words, posts, privacy_log, profiles, reports, sessions,
        spoken_languages, votes, vouches;
    posts: attachments, bookmark_folders, bookmarks, follows, forums, hidden_posts, mentions, notifications, nudges,
        outbox_activities, post_revisions, post_tags, questions, same_problems, sessions, topic_levels, topic_reads,
        topic_words, votes;
    expertise: nudge_refusals, nudges, organisation_members, organisation_words, organisations, person_words,
        post_tags, profiles, spoken_languages;
    organisations: organisation_invitations, organisation_members, organisation_words, person_words, profiles,
        spoken_languages, verification_cases;
    organisation_members: organisation_words, person_words, profiles, spoken_languages;
    profiles: organisation_words, person_words, spoken_languages;
    spoken_languages: organisation_words, person_words;
    person_words: organisation_words;
    forums: follows, forum_levels, forum_moderators, notifications;
    post_tags: mentions, nudge_refusals, nudges, post_revisions;
    instances: dead_letters, delivery_cursors, delivery_targets, erasure_receipts, follows;
    forum_moderators: held_posts, notifications, reports;
    nudges: nudge_refusals;
    mentions: post_revisions;
    oauth_apps: oauth_codes, oauth_tokens;
    oauth_tokens: oauth_codes;
    forum_levels: topic_levels;
    reports: bans, held_posts;
    held_posts: bans;
    outbox_activities: delivery_targets;
    delivery_targets: delivery_cursors;
    verification_cases: verification_documents;
    verification_documents: verification_files;
    privacy_notices: notice_acceptances;
    erasures: erasure_receipts;
    bookmark_folders: bookmarks;
    media: attachments;
}

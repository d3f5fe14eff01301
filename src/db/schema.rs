//! The tables, as diesel sees them on both engines. Kept in step with `migrations/` by a test.

mod calendar;
mod cases;
mod feedback;
mod files;
mod mail;
mod moderation;
mod private;
mod push;
mod reading;
mod requests;
mod seats;
mod threads;
mod together;
mod training;

pub(crate) use calendar::*;
pub(crate) use cases::*;
pub(crate) use feedback::*;
pub(crate) use files::*;
pub(crate) use mail::*;
pub(crate) use moderation::*;
pub(crate) use private::*;
pub(crate) use push::*;
pub(crate) use reading::*;
pub(crate) use requests::*;
pub(crate) use seats::*;
pub(crate) use threads::*;
pub(crate) use training::*;

diesel::table! {
    instances (id) {
        id -> BigInt,
        host -> Text,
        policy -> Text,
        is_trusted -> Bool,
        software -> Nullable<Text>,
        software_version -> Nullable<Text>,
        note -> Text,
        seen_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    actors (id) {
        id -> BigInt,
        instance_id -> Nullable<BigInt>,
        kind -> Text,
        username -> Text,
        uri -> Text,
        url -> Text,
        inbox -> Text,
        shared_inbox -> Nullable<Text>,
        outbox -> Nullable<Text>,
        followers -> Nullable<Text>,
        featured -> Nullable<Text>,
        moderators -> Nullable<Text>,
        name -> Text,
        summary_html -> Text,
        summary_source -> Text,
        avatar_url -> Nullable<Text>,
        public_key -> Text,
        private_key -> Nullable<Binary>,
        ed25519_public -> Nullable<Text>,
        ed25519_private -> Nullable<Binary>,
        is_locked -> Bool,
        is_discoverable -> Bool,
        follower_count -> BigInt,
        following_count -> BigInt,
        post_count -> BigInt,
        fetched_at -> Nullable<Timestamp>,
        published_at -> Timestamp,
        deleted_at -> Nullable<Timestamp>,
        shared_profile -> Nullable<Json>,
    }
}

diesel::table! {
    accounts (id) {
        id -> BigInt,
        actor_id -> BigInt,
        email -> Text,
        email_normal -> Text,
        password_hash -> Text,
        role -> Text,
        state -> Text,
        language -> Text,
        confirmed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        level -> Integer,
        level_until -> Nullable<Timestamp>,
        is_verifier -> Bool,
    }
}

diesel::table! {
    expertise (actor_id, tag) {
        actor_id -> BigInt,
        tag -> Text,
        name -> Text,
    }
}

diesel::table! {
    account_tokens (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        purpose -> Text,
        token_hash -> Binary,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        account_id -> BigInt,
        token_hash -> Binary,
        user_agent -> Text,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        proven_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    forums (id) {
        id -> BigInt,
        actor_id -> BigInt,
        is_local -> Bool,
        name_ar -> Text,
        name_en -> Text,
        description_ar -> Text,
        description_en -> Text,
        scope -> Text,
        posting -> Text,
        position -> BigInt,
        topic_count -> BigInt,
        reply_count -> BigInt,
        last_post_id -> BigInt,
        created_at -> Timestamp,
        sector -> Nullable<Text>,
    }
}

diesel::table! {
    forum_moderators (forum_id, actor_id) {
        forum_id -> BigInt,
        actor_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    follows (id) {
        id -> BigInt,
        follower_id -> BigInt,
        target_id -> BigInt,
        uri -> Text,
        state -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    posts (id) {
        id -> BigInt,
        uri -> Text,
        url -> Text,
        kind -> Text,
        topic_kind -> Nullable<Text>,
        actor_id -> BigInt,
        forum_id -> Nullable<BigInt>,
        root_id -> BigInt,
        branch_id -> Nullable<BigInt>,
        parent_id -> Nullable<BigInt>,
        depth -> Integer,
        title -> Text,
        source -> Nullable<Text>,
        html -> Text,
        excerpt -> Text,
        language -> Nullable<Text>,
        visibility -> Text,
        is_local -> Bool,
        is_pinned -> Bool,
        is_locked -> Bool,
        accepted_id -> Nullable<BigInt>,
        reply_count -> BigInt,
        vote_count -> BigInt,
        last_post_id -> BigInt,
        announced_at -> Nullable<Timestamp>,
        edited_at -> Nullable<Timestamp>,
        removed_at -> Nullable<Timestamp>,
        removed_by -> Nullable<Text>,
        published_at -> Timestamp,
    }
}

diesel::table! {
    post_tags (post_id, tag) {
        post_id -> BigInt,
        tag -> Text,
        name -> Text,
    }
}

diesel::table! {
    mentions (post_id, actor_id) {
        post_id -> BigInt,
        actor_id -> BigInt,
    }
}

diesel::table! {
    votes (post_id, actor_id) {
        post_id -> BigInt,
        actor_id -> BigInt,
        uri -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    moderation_log (id) {
        id -> BigInt,
        actor_id -> BigInt,
        action -> Text,
        forum_id -> Nullable<BigInt>,
        post_id -> Nullable<BigInt>,
        instance_id -> Nullable<BigInt>,
        reason -> Text,
        created_at -> Timestamp,
        target_id -> Nullable<BigInt>,
        category -> Text,
    }
}

diesel::table! {
    events (id) {
        id -> BigInt,
        kind -> Text,
        actor_id -> BigInt,
        post_id -> Nullable<BigInt>,
        target_id -> Nullable<BigInt>,
        inbox_id -> Nullable<BigInt>,
        data -> Json,
        created_at -> Timestamp,
        federated_at -> Nullable<Timestamp>,
        not_before -> Nullable<Timestamp>,
    }
}

diesel::table! {
    inbox_activities (id) {
        id -> BigInt,
        uri -> Text,
        host -> Text,
        actor_uri -> Text,
        kind -> Text,
        body -> Text,
        state -> Text,
        attempts -> Integer,
        run_at -> Timestamp,
        error -> Nullable<Text>,
        received_at -> Timestamp,
    }
}

diesel::table! {
    graves (uri) {
        uri -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    outbox_activities (id) {
        id -> BigInt,
        uri -> Text,
        actor_id -> BigInt,
        kind -> Text,
        body -> Text,
        is_listed -> Bool,
        post_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    delivery_targets (activity_id, inbox) {
        activity_id -> BigInt,
        instance_id -> BigInt,
        stream -> Text,
        inbox -> Text,
    }
}

diesel::table! {
    delivery_cursors (instance_id, stream) {
        instance_id -> BigInt,
        stream -> Text,
        state -> Text,
        scheme -> Text,
        last_id -> BigInt,
        fail_count -> Integer,
        item_fail_count -> Integer,
        failing_since -> Nullable<Timestamp>,
        succeeded_at -> Nullable<Timestamp>,
        run_at -> Timestamp,
        error -> Nullable<Text>,
        lease -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    dead_letters (id) {
        id -> BigInt,
        activity_id -> BigInt,
        instance_id -> BigInt,
        inbox -> Text,
        status -> Nullable<Integer>,
        error -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    jobs (id) {
        id -> BigInt,
        kind -> Text,
        payload -> Json,
        dedup_key -> Nullable<Text>,
        attempts -> Integer,
        run_at -> Timestamp,
        lease -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
        error -> Nullable<Text>,
        failed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    leases (name) {
        name -> Text,
        holder -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Json,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    oauth_apps (id) {
        id -> BigInt,
        client_id -> Text,
        secret_hash -> Binary,
        name -> Text,
        website -> Nullable<Text>,
        redirect_uris -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        kind -> Text,
        is_trusted -> Bool,
    }
}

diesel::table! {
    oauth_codes (code_hash) {
        code_hash -> Binary,
        app_id -> BigInt,
        account_id -> BigInt,
        redirect_uri -> Text,
        scopes -> Text,
        challenge -> Nullable<Text>,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        nonce -> Nullable<Text>,
        signed_in_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    oauth_tokens (id) {
        id -> BigInt,
        token_hash -> Binary,
        app_id -> BigInt,
        account_id -> Nullable<BigInt>,
        code_hash -> Nullable<Binary>,
        scopes -> Text,
        created_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        expires_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    taxonomy_terms (kind, code) {
        kind -> Text,
        code -> Text,
        name_ar -> Text,
        name_en -> Text,
        parent -> Nullable<Text>,
        synonyms -> Text,
        latitude -> Nullable<Double>,
        longitude -> Nullable<Double>,
        position -> BigInt,
        is_active -> Bool,
    }
}

diesel::table! {
    organisations (id) {
        id -> BigInt,
        kind -> Text,
        name_ar -> Text,
        name_en -> Text,
        about_ar -> Text,
        about_en -> Text,
        national_number -> Nullable<Text>,
        sector -> Nullable<Text>,
        size_class -> Nullable<Text>,
        region -> Nullable<Text>,
        city -> Nullable<Text>,
        site -> Text,
        products -> Text,
        website -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    organisation_members (organisation_id, account_id) {
        organisation_id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        state -> Text,
        message -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    organisation_invitations (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        email -> Text,
        role -> Text,
        token_hash -> Binary,
        invited_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        used_by -> Nullable<BigInt>,
        revoked_at -> Nullable<Timestamp>,
        asked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    profiles (account_id) {
        account_id -> BigInt,
        job_title -> Text,
        bio_source -> Text,
        bio_html -> Text,
        region -> Nullable<Text>,
        sector -> Nullable<Text>,
        shares_bio -> Bool,
        shares_job_title -> Bool,
        shares_expertise -> Bool,
    }
}

diesel::table! {
    spoken_languages (account_id, language) {
        account_id -> BigInt,
        language -> Text,
    }
}

diesel::table! {
    person_words (word, account_id) {
        word -> Text,
        account_id -> BigInt,
    }
}

diesel::table! {
    organisation_words (word, organisation_id) {
        word -> Text,
        organisation_id -> BigInt,
    }
}

diesel::table! {
    verification_cases (id) {
        id -> BigInt,
        organisation_id -> Nullable<BigInt>,
        account_id -> BigInt,
        level -> Integer,
        is_renewal -> Bool,
        state -> Text,
        national_number -> Text,
        register_number -> Text,
        vat_number -> Text,
        licence_number -> Text,
        licence_expires -> Text,
        chamber_number -> Text,
        message -> Text,
        finding -> Text,
        first_approval_by -> Nullable<BigInt>,
        appealed_from -> Nullable<BigInt>,
        is_appeal -> Bool,
        reason -> Text,
        note -> Text,
        decided_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        due_at -> Nullable<Timestamp>,
        decided_at -> Nullable<Timestamp>,
        wiped_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    verification_documents (id) {
        id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        name -> Text,
        media_type -> Text,
        size -> BigInt,
        sealed_key -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    verification_files (document_id) {
        document_id -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    verification_log (id) {
        id -> BigInt,
        case_id -> BigInt,
        account_id -> Nullable<BigInt>,
        action -> Text,
        detail -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    verifications (id) {
        id -> BigInt,
        organisation_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        level -> Integer,
        method -> Text,
        case_id -> Nullable<BigInt>,
        verified_by -> Nullable<BigInt>,
        verified_at -> Timestamp,
        expires_at -> Timestamp,
        reminded_days -> Nullable<Integer>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    vouches (actor_id) {
        actor_id -> BigInt,
        level -> Integer,
        note -> Text,
        vouched_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    verification_list (national_number) {
        national_number -> Text,
        name -> Text,
        email_domain -> Text,
        valid_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    totp_secrets (account_id) {
        account_id -> BigInt,
        secret -> Binary,
        created_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        last_step -> BigInt,
    }
}

diesel::table! {
    recovery_codes (account_id, code_hash) {
        account_id -> BigInt,
        code_hash -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    passkeys (id) {
        id -> BigInt,
        account_id -> BigInt,
        credential_id -> Binary,
        public_key -> Binary,
        sign_count -> BigInt,
        name -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    passkey_challenges (challenge_hash) {
        challenge_hash -> Binary,
        account_id -> Nullable<BigInt>,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    half_sign_ins (token_hash) {
        token_hash -> Binary,
        account_id -> BigInt,
        tries_left -> Integer,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    sign_in_tries (subject) {
        subject -> Text,
        account_id -> Nullable<BigInt>,
        tries -> Integer,
        since -> Timestamp,
        locked_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    email_changes (id) {
        id -> BigInt,
        account_id -> BigInt,
        old_email -> Text,
        new_email -> Text,
        token_hash -> Nullable<Binary>,
        expires_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        undo_hash -> Nullable<Binary>,
        undo_until -> Nullable<Timestamp>,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    privacy_notices (version) {
        version -> BigInt,
        text_ar -> Text,
        text_en -> Text,
        requires_acceptance -> Bool,
        published_by -> Nullable<BigInt>,
        published_at -> Timestamp,
    }
}

diesel::table! {
    notice_acceptances (account_id, version) {
        account_id -> BigInt,
        version -> BigInt,
        accepted_at -> Timestamp,
    }
}

diesel::table! {
    consents (id) {
        id -> BigInt,
        account_id -> BigInt,
        purpose -> Text,
        is_given -> Bool,
        notice_version -> BigInt,
        source -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    exports (id) {
        id -> BigInt,
        account_id -> BigInt,
        state -> Text,
        file -> Nullable<Text>,
        size -> BigInt,
        requested_at -> Timestamp,
        ready_at -> Nullable<Timestamp>,
        expires_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    erasures (id) {
        id -> BigInt,
        account_id -> BigInt,
        actor_id -> BigInt,
        mode -> Text,
        state -> Text,
        language -> Text,
        token_hash -> Nullable<Binary>,
        address -> Nullable<Binary>,
        is_by_staff -> Bool,
        post_count -> BigInt,
        notice_version -> Nullable<BigInt>,
        requested_at -> Timestamp,
        due_at -> Timestamp,
        erased_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    erasure_receipts (erasure_id, instance_id) {
        erasure_id -> BigInt,
        instance_id -> BigInt,
        activity_id -> Nullable<BigInt>,
        state -> Text,
        sent_at -> Nullable<Timestamp>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    reserved_names (name_hash) {
        name_hash -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    data_requests (id) {
        id -> BigInt,
        kind -> Text,
        account_id -> Nullable<BigInt>,
        requester -> Text,
        message -> Text,
        state -> Text,
        is_identified -> Bool,
        is_extended -> Bool,
        extension_reason -> Text,
        notes -> Text,
        answer -> Text,
        received_at -> Timestamp,
        due_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    breaches (id) {
        id -> BigInt,
        title -> Text,
        discovered_at -> Timestamp,
        circumstances -> Text,
        affected -> Text,
        risks -> Text,
        measures -> Text,
        authority_told_at -> Nullable<Timestamp>,
        people_told_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    processing_records (id) {
        id -> BigInt,
        position -> BigInt,
        purpose_ar -> Text,
        purpose_en -> Text,
        data_ar -> Text,
        data_en -> Text,
        people_ar -> Text,
        people_en -> Text,
        recipients_ar -> Text,
        recipients_en -> Text,
        transfer_ar -> Text,
        transfer_en -> Text,
        retention_ar -> Text,
        retention_en -> Text,
        basis_ar -> Text,
        basis_en -> Text,
        measures_ar -> Text,
        measures_en -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    privacy_log (id) {
        id -> BigInt,
        account_id -> Nullable<BigInt>,
        action -> Text,
        subject_id -> Nullable<BigInt>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    retention_runs (id) {
        id -> BigInt,
        rule -> Text,
        destroyed -> BigInt,
        ran_at -> Timestamp,
    }
}

diesel::table! {
    openid_keys (kid) {
        kid -> Text,
        algorithm -> Text,
        private_key -> Binary,
        modulus -> Text,
        exponent -> Text,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    openid_subjects (account_id) {
        account_id -> BigInt,
        subject -> Text,
    }
}

diesel::table! {
    external_identities (provider, subject) {
        provider -> Text,
        subject -> Text,
        account_id -> BigInt,
        email -> Text,
        created_at -> Timestamp,
        used_at -> Timestamp,
    }
}

diesel::table! {
    post_revisions (id) {
        id -> BigInt,
        post_id -> BigInt,
        title -> Text,
        source -> Nullable<Text>,
        html -> Text,
        language -> Nullable<Text>,
        written_at -> Timestamp,
    }
}

diesel::table! {
    drafts (id) {
        id -> BigInt,
        account_id -> BigInt,
        kind -> Text,
        place_id -> BigInt,
        parent_id -> Nullable<BigInt>,
        topic_kind -> Text,
        title -> Text,
        body -> Text,
        language -> Text,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    topic_words (word, topic_id) {
        word -> Text,
        topic_id -> BigInt,
    }
}

diesel::table! {
    questions (topic_id) {
        topic_id -> BigInt,
        accepted_by -> Nullable<BigInt>,
        closed_as -> Nullable<Text>,
        duplicate_of -> Nullable<BigInt>,
        closed_at -> Nullable<Timestamp>,
        reminded_at -> Nullable<Timestamp>,
        nudged_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    same_problems (topic_id, account_id) {
        topic_id -> BigInt,
        account_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    nudges (account_id, topic_id) {
        account_id -> BigInt,
        topic_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::table! {
    nudge_refusals (account_id) {
        account_id -> BigInt,
        created_at -> Timestamp,
    }
}

diesel::joinable!(actors -> instances (instance_id));
diesel::joinable!(accounts -> actors (actor_id));
diesel::joinable!(expertise -> actors (actor_id));
diesel::joinable!(account_tokens -> accounts (account_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(forums -> actors (actor_id));
diesel::joinable!(forum_moderators -> forums (forum_id));
diesel::joinable!(forum_moderators -> actors (actor_id));
diesel::joinable!(posts -> actors (actor_id));
diesel::joinable!(posts -> forums (forum_id));
diesel::joinable!(post_tags -> posts (post_id));
diesel::joinable!(mentions -> posts (post_id));
diesel::joinable!(mentions -> actors (actor_id));
diesel::joinable!(votes -> posts (post_id));
diesel::joinable!(post_revisions -> posts (post_id));
diesel::joinable!(drafts -> accounts (account_id));
diesel::joinable!(topic_words -> posts (topic_id));
diesel::joinable!(same_problems -> posts (topic_id));
diesel::joinable!(same_problems -> accounts (account_id));
diesel::joinable!(nudges -> accounts (account_id));
diesel::joinable!(votes -> actors (actor_id));
diesel::joinable!(moderation_log -> actors (actor_id));
diesel::joinable!(hidden_posts -> posts (post_id));
diesel::joinable!(bans -> actors (actor_id));
diesel::joinable!(held_posts -> actors (actor_id));
diesel::joinable!(held_files -> held_posts (held_id));
diesel::joinable!(held_files -> media (media_id));
diesel::joinable!(outbox_activities -> actors (actor_id));
diesel::joinable!(delivery_targets -> outbox_activities (activity_id));
diesel::joinable!(delivery_targets -> instances (instance_id));
diesel::joinable!(delivery_cursors -> instances (instance_id));
diesel::joinable!(dead_letters -> instances (instance_id));
diesel::joinable!(oauth_codes -> oauth_apps (app_id));
diesel::joinable!(oauth_codes -> accounts (account_id));
diesel::joinable!(oauth_tokens -> oauth_apps (app_id));
diesel::joinable!(oauth_tokens -> accounts (account_id));
diesel::joinable!(organisation_members -> organisations (organisation_id));
diesel::joinable!(organisation_members -> accounts (account_id));
diesel::joinable!(organisation_invitations -> organisations (organisation_id));
diesel::joinable!(profiles -> accounts (account_id));
diesel::joinable!(verification_cases -> organisations (organisation_id));
diesel::joinable!(verification_documents -> verification_cases (case_id));
diesel::joinable!(verification_files -> verification_documents (document_id));
diesel::joinable!(vouches -> actors (actor_id));
diesel::joinable!(privacy_notices -> accounts (published_by));
diesel::joinable!(notice_acceptances -> accounts (account_id));
diesel::joinable!(notice_acceptances -> privacy_notices (version));
diesel::joinable!(consents -> accounts (account_id));
diesel::joinable!(exports -> accounts (account_id));
diesel::joinable!(erasures -> actors (actor_id));
diesel::joinable!(erasure_receipts -> erasures (erasure_id));
diesel::joinable!(erasure_receipts -> instances (instance_id));
diesel::joinable!(data_requests -> accounts (account_id));
diesel::joinable!(privacy_log -> accounts (account_id));
diesel::joinable!(openid_subjects -> accounts (account_id));
diesel::joinable!(external_identities -> accounts (account_id));
diesel::joinable!(media -> accounts (account_id));
diesel::joinable!(attachments -> posts (post_id));
diesel::joinable!(attachments -> media (media_id));
diesel::joinable!(topic_reads -> posts (topic_id));
diesel::joinable!(forum_levels -> accounts (account_id));
diesel::joinable!(forum_levels -> forums (forum_id));
diesel::joinable!(topic_levels -> accounts (account_id));
diesel::joinable!(topic_levels -> posts (topic_id));
diesel::joinable!(bookmarks -> posts (post_id));
diesel::joinable!(bookmarks -> bookmark_folders (folder_id));

# Notifications, their settings, and letters about them.
notice-vote = { $name } voted for what you wrote
notice-votes = { $n ->
    [one] { $name } and { $n } other voted for what you wrote
   *[other] { $name } and { $n } others voted for what you wrote
}
notice-verification = There is a decision on your verification
notice-unreachable = We cannot reach your e-mail address: letters come back
notice-thread = { $n ->
    [one] { $n } new in this thread
   *[other] { $n } new in this thread
}
notice-talk = { $n ->
    [one] New in a conversation
   *[other] New in a conversation, { $n } times
}
notice-more = Show each
notice-read-one = Mark as read
notice-mute = Mute this topic
notice-mute-talk = Mute this conversation
flash-talk-muted = The conversation is muted. It stands among the muted ones of your messages.
flash-topic-muted = The topic is muted. You can change that at its head.
notices-all = All
notices-filters = Show only
notices-settings = Settings
notices-none-here = Nothing here
notices-none-here-text = There are no notifications of this kind.
notices-show-all = Show all

notice-group-answers = Answers
notice-group-answers-help = Replies to you, accepted answers, problems of yours that were solved.
notice-group-mentions = Mentions
notice-group-mentions-help = Somebody names you in a topic or reply.
notice-group-messages = Messages
notice-group-messages-help = Somebody writes to you privately.
notice-group-votes = Votes
notice-group-votes-help = Votes for what you wrote, several at a time.
notice-group-follows = Followers
notice-group-follows-help = Somebody follows you.
notice-group-watching = Watched
notice-group-watching-help = New topics and replies where you watch, and searches that you keep.
notice-group-questions = Questions
notice-group-questions-help = Your open questions, and questions of your field that wait for an answer.
notice-group-trainings = Trainings
notice-group-trainings-help = Seats, changes, certificates. Letters about a seat that is held for you or taken back always come.
notice-group-requests = Needs
notice-group-requests-help = Trainings that you asked for, signed or offered.
notice-group-publishing = Publishing
notice-group-publishing-help = What the editors decided, and posts that another server did not take.
notice-group-moderation = Moderation
notice-group-moderation-help = What moderators did about your posts and reports; for moderators, what waits for them.
notice-group-account = Account
notice-group-account-help = Your verification, and your address.

settings-notifications = Notifications
notify-lede = Choose what you hear of here, by mail and at once on your devices. Mail goes to { $email }.
notify-matrix = What you hear of
notify-in-app = On the site
notify-mail = By mail
pace-now = At once
pace-daily = Daily digest
pace-weekly = Weekly digest
pace-never = Never
notify-security = Security
notify-security-help = New browsers, passwords, second factors, your address, your data.
notify-always = Always by mail
notify-news = New topics by mail
notify-news-help = A digest of new topics in the forums you follow, those first that you watch. You consent to it by choosing it, and can end it at any time. Nothing is sent when there is nothing new.
notify-when = When mail and pushes may come
notify-when-help = Times of Riyadh. What happens meanwhile comes afterwards, together.
notify-quiet = Quiet hours
notify-quiet-from = Quiet from
notify-quiet-to = Quiet until
notify-rest = Nothing on Friday and Saturday
notify-digest-hour = Hour of digests
address-fails = Letters to { $email } come back, so we do not send any. Check the address, or tell us that it works again.
address-change = Change the address
address-works = It works again

notices-mail-one = { $sentence }: { $title }
notices-mail-thread = { $n ->
    [one] { $n } new in “{ $title }”
   *[other] { $n } new in “{ $title }”
}
notices-mail-many = { $n ->
    [one] { $n } notification from { $site }
   *[other] { $n } notifications from { $site }
}
notices-mail-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}
notices-mail-why = You get this letter because you are a member of { $site }.
notices-mail-settings = Choose what comes by mail
digest-mail-subject = { $n ->
    [one] { $site }: { $n } thing for you
   *[other] { $site }: { $n } things for you
}
digest-mail-news = New topics in your forums
leave-group = No more mail about: { $group }
leave-all = No more mail about notifications
leave-digest = No more digests
leave-heading = End these letters
leave-text-group = You will get no more mail about:
leave-text-digest = You will get no more digests by mail.
leave-text-all = You will get no more mail about notifications. Letters about the security of your account still come.
leave-submit = End these letters
leave-done-heading = Done
leave-done-text = No more such letters will come. In the settings you can choose anew at any time.

admin-letters = Mail
admin-letters-lede = Letters on their way. What they say is shown nowhere; addresses are only hinted at.
admin-letters-none = No letters
admin-letters-none-text = There are none in this state.
admin-letters-preview = See each letter
letter-kind = Letter
letter-to = To
letter-tries = Tries
letter-next = Next try
letter-queued = Queued
letter-sent-at = Sent
letter-reason = Reason
letter-oldest = oldest
letter-try = Try now
letter-drop = Drop
letter-state-queued = Waiting
letter-state-sending = Being sent
letter-state-sent = Sent
letter-state-refused = Refused
letter-state-bounced = Came back
letter-state-dropped = Dropped
letter-kind-notices = Notifications
letter-kind-digest = Digest
letter-kind-confirm-mail = Confirming an address
letter-kind-reset-password = New password
letter-kind-password-changed = Password changed
letter-kind-email-change = Change of address
letter-kind-security = Security of an account
letter-kind-identity-linked = Sign-in linked
letter-kind-invitation = Invitation
letter-kind-organisation-news = Organisations
letter-kind-verification = Verification
letter-kind-seat = Seats in trainings
letter-kind-training = Changed trainings
letter-kind-erasure-requested = Account to be erased
letter-kind-erasure-done = Account erased
letter-kind-export-ready = Copy of data ready
letter-kind-request-answered = Data request answered
letter-kind-other = Other
letter-reason-no-server = The mail server cannot be reached
letter-reason-unwritten = It could not be written
letter-reason-overtaken = Of no use any more
letter-reason-bundled = Went into another letter
letter-reason-unreachable = Letters to this address come back
letter-reason-inactive = The account is not active
letter-reason-expired = Tried for too long
letter-reason-by-hand = Dropped by an admin
preview-lede = Each letter with made-up content, as it reads in both languages.
preview-text = As plain text

retention-letters = Letters that were sent or given up
export-letters = Letters to you
export-wishes = Notification settings
export-setting = Setting
export-value = Value

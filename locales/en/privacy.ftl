# Privacy: the notice, consents, copies, deleting an account, and the duties of staff.
footer-privacy = Privacy
settings-privacy = Privacy
place-admin-privacy = Privacy

notice-heading = Privacy notice
notice-version = Version { $version }
notice-old = This is an older version.
notice-old-newer = Read the one in force
notice-versions = All versions
notice-due = The privacy notice changed. You can read on; to write again, please accept it.
notice-due-read = Read and accept
notice-accept = I have read the privacy notice and accept it
notice-summary = We keep your account, your profile and what you write. Your address and your papers never leave this server.
notice-read = Read the notice
notice-accept-heading = The privacy notice changed
notice-accept-lede = Please read what is new before you go on writing here.
notice-changed = The notice changed while you were reading. This is the newest version.
notice-accept-submit = Accept version { $version }
notice-accept-help = If you do not want to accept it, you can still read, take a copy of your data and delete your account.
notice-accepted-already = You have accepted everything there is to accept.
notice-was-accepted = Accepted
notice-new = New version
notice-next = Privacy notice, version { $version }
notice-new-lede = Begin with the text in force and change it. What was published stays readable and is never changed.
notice-text-ar = Text in Arabic
notice-text-en = Text in English
notice-text-help = Markdown. {"{"}site{"}"}, {"{"}host{"}"} and {"{"}contact{"}"} stand for the name, the address and the contact of this server.
notice-requires = Members have to accept it
notice-requires-help = They are asked on every page, and cannot write before they do. For changes that matter to them.
notice-publish = Publish

consents-legend = What may happen beyond that?
consents-help = None of these is needed. You can change your mind at any time.
consent-digest = A digest by mail
consent-digest-help = New topics in your forums, once a week or once a day. You choose how often in your notification settings.
consent-profile = A public profile
consent-profile-help = Guests and search engines see your profile, and other servers what you share with them there. Without it, only members here do; your name stands beside what you write in any case.
consent-federation = Being followed from outside the network
consent-federation-help = People on servers outside the trusted network may follow you and get what you write in public forums. Without it they are refused, and those who follow you now are let go. Public forums themselves are read everywhere in any case.
consent-abroad = Data outside the Kingdom
consent-abroad-help = We cannot tell yet in which country another server stands. Your choice is written down, and nothing hangs on it so far; what you write in public forums may leave the Kingdom.
consents-history = What I said so far
consent-given = Given
consent-withdrawn = Withdrawn
consent-at-registration = while registering
consent-in-settings = in the settings

profile-hidden = Only members see this profile
profile-hidden-text = Sign in to see it.

admin-privacy-lede = What the law on personal data asks of those who run this server.
privacy-log = What was done
privacy-log-empty = Nothing yet.
log-notice-published = Published a privacy notice
log-other = Something else
log-erasure-requested = Had an account erased
log-erasure-stopped = An erasure was stopped: it would have taken the last administrator
privacy-overview = Overview

former-member = Former member
flash-erasure-requested = Your account will be deleted. If you change your mind, sign in, or follow the link in the letter.
flash-account-kept = Your account stays. You can sign in as before.
erasure-heading = Delete my account
erasure-summary = Everything we have about you is destroyed, and other servers are told to delete their copies.
erasure-begin = Delete my account…
erasure-lede = { $n ->
    [0] You are signed out everywhere, and everything about you is destroyed at once.
    [one] You are signed out everywhere at once. After one day everything about you is destroyed. If you sign in before, your account stays.
   *[other] You are signed out everywhere at once. After { $n } days everything about you is destroyed. If you sign in before, your account stays.
}
erasure-mode = What becomes of what you wrote?
erasure-anonymise = It stays, without your name
erasure-anonymise-help = Threads that others wrote in remain readable. Author is “former member”; your name, your handle and links to you disappear, also from answers to you.
erasure-remove = It goes, too
erasure-remove-help = Each topic and reply is deleted. Its place in the thread remains empty.
erasure-elsewhere = Either way, other servers are asked to delete everything by you. We keep what they answered. Letters that were already sent cannot be taken back.
erasure-submit = Delete my account
keep-heading = Keep your account?
keep-text = Your account was about to be deleted. If you keep it, nothing changes.
keep-submit = Keep my account
keep-expired-text = It was used before, or the account is deleted already.
erasures-heading = Erasures
erasures-lede = Accounts that are deleted, and what other servers answered when they were told.
erasures-empty = Nobody was erased yet
erasures-empty-text = Members delete their accounts in their settings. Who asks you by letter is erased here.
erasure-of = Account { $account }
erasure-posts = { $n ->
    [one] { $n } post
   *[other] { $n } posts
}
erasure-asked = asked for
erasure-due = due
erasure-finished = finished
erasure-by-staff = by staff
erasure-waiting = Waiting for its day
erasure-cancelled = Stopped
erasure-telling = Erased; other servers are being told
erasure-done = Finished
column-told = Told
column-answered = Answered
receipt-waiting = To be told
receipt-sent = On its way
receipt-accepted = Took it
receipt-refused = Would not take it
receipt-failed = Never answered
receipt-skipped = Not told: we do not deal with it
erase-heading = Erase an account
erase-help = For somebody who asked in another way. Make sure that it is them. They get a letter and may still stop it.
erase-submit = Erase

mail-erasure-subject = Your account at { $site } will be deleted
mail-erasure-text = Somebody, hopefully you, asked us to delete your account at { $site }. This happens on { $day }. Until then you can keep it: sign in, or open this link:
mail-erasure-button = Keep my account
mail-erasure-help = If it is what you want, there is nothing to do. After that day nothing can be brought back.
mail-erased-subject = Your account at { $site } is deleted
mail-erased-text = Everything that we had about you at { $site } is destroyed. We told { $total } other servers to delete their copies; { $accepted } took the message. This letter is the last, and we have forgotten your address with it. What we kept, and why, is said in our privacy notice:
mail-erased-button = Privacy notice
mail-erased-help = Your user name stays closed, so that nobody can pass for you.

flash-export-requested = Your copy is being made. You get a letter when it is ready.
export-title-card = A copy of my data
export-lede = Everything we have about you, as one archive: a page to read without network, JSON for machines, and your posts as a table. Of others it holds addresses only.
export-ask = Make a copy
export-waiting = Being made
export-ready = Ready
export-expired = Deleted
export-download = Download ({ $size } kB)
export-keep-until = until
export-heading = What we have about { $name }
export-made = A copy of your data from { $site }. Keep it where nobody else can read it.
export-none = Nothing.
export-account = Account
export-profile = Profile
export-posts = What you wrote
export-own-votes = What you voted for
export-following = Whom you follow
export-followers = Who follows you
export-mentions = Where you were named
export-notifications = Notifications
export-sessions = Where you are signed in
export-applications = Applications you let in
export-consents = Consents
export-notices = Privacy notices you accepted
export-organisations = Organisations
export-requests = Requests about your data
export-exports = Copies of your data
export-email = E-mail address
export-username = User name
export-role = Role
export-language = Language
export-created = Since
export-confirmed = Address confirmed
export-name = Name
export-name-ar = Name in Arabic
export-name-en = Name in English
export-bio = About
export-expertise = Expertise
export-address = Address in the network
export-public = Public profile
export-kind = Kind
export-title = Title
export-text = Text
export-readers = Readers
export-votes = Votes
export-link = Link
export-published = Published
export-edited = Edited
export-removed = Deleted
export-when = When
export-state = State
export-by = By
export-read = Read
export-browser = Browser
export-seen = Last used
export-until = Until
export-scopes = May
export-purpose = Purpose
export-given = Given
export-version = Version of the notice
export-where = Where
export-message = Message
export-answer = Answer
export-due = Answer due

mail-export-subject = Your copy of your data at { $site } is ready
mail-export-text = The copy of your data at { $site } that you asked for can be downloaded until { $day }, by you alone:
mail-export-button = To my data
mail-export-help = If you did not ask for it, somebody else may have access to your account: change your password.

flash-request-filed = Your request is filed. You get an answer within 30 days.
requests-own = Ask us about your data
requests-own-lede = For what you cannot do here yourself. The law gives us 30 days to answer.
request-file = Send the request
requests-heading = Requests
requests-lede = What people ask about their data. The law wants an answer within 30 days of receipt, once extendable by 30 with reasons.
requests-empty = No request waits
requests-empty-text = Members file requests in their settings. What comes by letter is entered below.
requests-closed = Answered
request-enter = Enter a request that came by letter
request-kind = What is it about?
request-access = Access, or a copy
request-correction = Correction
request-erasure = Destruction
request-objection = Objection
request-requester = Who asks
request-requester-help = Name, and how to reach them.
request-received-on = Received on
request-message = The request
request-by-member = A member
request-received = received
request-due = Answer due
request-overdue = Overdue
request-days-left = { $n ->
    [0] Due today
    [one] { $n } day left
   *[other] { $n } days left
}
request-open = Open
request-granted = Granted
request-refused = Refused
request-extended = More time was taken:
request-identified = It is certain who asks
request-identified-help = Members who are signed in have shown it. Others have to, before they get an answer.
request-notes = Notes
request-notes-help = Read by administrators only.
request-answer = Answer
request-answer-help = The member reads it in their settings. A refusal needs its reasons.
request-grant = Granted
request-refuse = Refused
request-reason = Why is more time needed?
request-reason-help = Once, 30 days more. The member is told why.
request-extend = Take 30 more days
requests-open-count = { $n ->
    [one] { $n } open
   *[other] { $n } open
}
requests-overdue-count = { $n ->
    [one] { $n } overdue
   *[other] { $n } overdue
}
breaches-open-count = { $n ->
    [one] { $n } open
   *[other] { $n } open
}
privacy-waiting = What waits
breaches-heading = Breaches
breaches-lede = Personal data in wrong hands, lost or changed. If harm is possible, the authority (SDAIA) has to be told within 72 hours.
breaches-empty = No breach is known
breaches-empty-text = May it stay so. The clock runs from the moment one is noticed, so enter it first and find out more then.
breach-new = Enter a breach
breach-edit = A breach
breach-lede = These are the points that the authority asks for. Fill in what you know now, and the rest as you learn it.
breach-title = In one line
breach-discovered = Noticed
breach-discovered-help = Riyadh time. The 72 hours begin here.
breach-deadline = Tell the authority by
breach-circumstances = What happened, when and how?
breach-circumstances-help = Also how it was noticed.
breach-affected = Who is affected?
breach-affected-help = Which data, of how many people, and of what kind.
breach-risks = What may come of it?
breach-measures = What is done about it?
breach-measures-help = What was done, and what will be, so that it does not happen again.
breach-authority = Authority told
breach-authority-help = When the message to the authority was sent.
breach-people = Members told
breach-people-help = Without delay, if it may harm them.
breach-close = Nothing is left to do
breach-close-help = The file is kept.
breach-closed = Closed
breach-told = Authority told
breach-overdue = Authority not told in time
breach-hours-left = { $n ->
    [0] Less than an hour left
    [one] { $n } hour left
   *[other] { $n } hours left
}
processing-heading = Record of processing
processing-lede = What is done with whose data, why, and for how long. It came filled in; adapt it to how you work. The authority may ask for it.
processing-new = Add a row
processing-edit = A row of the record
processing-updated = Last changed
processing-purpose = Purpose
processing-data = Data
processing-people = People
processing-recipients = Recipients
processing-transfer = Transfer outside the Kingdom
processing-retention = Kept for
processing-basis = Legal basis
processing-measures = Measures
language-arabic = In Arabic
language-english = In English
retention-heading = Retention
retention-lede = What is over is destroyed once a day. The times stand in the configuration, under privacy.
retention-what = What
retention-kept = Kept for
retention-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
retention-own = Until it was used, or its own time is over
retention-runs = What was destroyed
retention-none = Nothing so far.
retention-exports = Copies of members’ data
retention-sessions = Sessions
retention-tokens = Links and codes that work once
retention-notifications = Notifications that were read
retention-unconfirmed = Accounts that were never confirmed
retention-inbox = Texts that other servers sent
retention-dead-letters = What other servers would not take
retention-addresses = Addresses of erased members
retention-other = Something else
log-request-entered = Entered a request
log-request-noted = Made notes on a request
log-request-extended = Took more time for a request
log-request-answered = Answered a request
log-breach-entered = Entered a breach
log-breach-changed = Changed a breach
log-processing-changed = Changed the record of processing

mail-request-subject = News of your request to { $site }
mail-request-text = There is news of your request about your data at { $site }. You read it in your settings:
mail-request-button = To my request
mail-request-help = What we say about it stands there, and in no letter.

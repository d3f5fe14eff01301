# The frame around every page, and words used everywhere.
skip-to-content = Skip to content
places = Main places
places-admin = Manage
place-home = Home
place-forums = Forums
place-connect = Connect
place-notifications = Notifications
place-me = Me
place-admin-forums = Manage forums
place-admin-federation = Connected servers
place-design = Components
crumbs = You are here
context-label = More about this page

menu-account = Your account
menu-profile = My profile
menu-settings = Settings
menu-admin = Administration
theme-auto = As the device
theme-light = Light
theme-dark = Dark
notifications-unread = { $n ->
    [0] Notifications, none unread
    [one] Notifications, { $n } unread
   *[other] Notifications, { $n } unread
}

sign-in = Sign in
sign-out = Sign out
register = Join
save = Save
cancel = Cancel
edit = Edit
delete = Delete
preview = Preview
never = Never
follow = Follow
following = Following
follow-pending = Requested
follow-pending-title = Waiting for the other server to answer

edited = edited
edited-title = Changed after it was published
origin-label = from
origin-title = Lives on { $host }
view-at-home = Open on its own server
role-member = Member
role-moderator = Moderator
role-admin = Administrator

pager-label = Pages
pager-previous = Newer
pager-next = Older

footer-about = About this site
footer-label = More of this site
footer-software = Runs on Majlis, open software for industrial communities.

flash-saved = Saved.
flash-retrying = Delivery to this server is tried again now.
flash-published = Published.
flash-deleted = Deleted. Servers that had a copy have been told.
flash-signed-out = You are signed out.
flash-followed = You follow it now.
flash-follow-requested = We asked the other server. You will see it here once it agrees.
flash-unfollowed = You no longer follow it.
flash-accepted = Marked as the accepted answer.
flash-accept-undone = The answer is no longer marked as accepted.
flash-session-ended = That session has ended.
flash-confirmed = Your address is confirmed. You can sign in now.
flash-mail-sent = If an account waits for this address, the letter is on its way.
flash-sessions-ended = All other sessions have ended.
flash-read = All marked as read.
flash-set-up = Welcome. This server is yours to run now; begin with the first forum.

about-heading = About { $site }
about-network = This is one server in a network. Its members can follow forums and people on other servers, and be followed from there, as far as the administrators allow.
about-privacy = What is written in a public forum can be read by everybody; what is written in a closed forum never leaves this server. E-mail addresses are shown to nobody.
about-address = Address
about-contact = Contact
about-software = Software
flash-password-changed = Your password is changed.
flash-reset-sent = If there is an account with this address, the link is on its way.

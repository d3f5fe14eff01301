# Invitations into an organisation.
invitations-lede = { $n ->
    [one] Each address gets a link of its own. It works once, for { $n } day.
   *[other] Each address gets a link of its own. It works once, for { $n } days.
}
field-emails = E-mail addresses
field-emails-help = Several at once, separated by spaces, commas or line breaks.
invitations-send = Send the invitations
invitations-sent = Sent
invitations-none = Nobody was invited yet.
invitation-open = Waiting
invitation-used = Accepted
invitation-expired = Too old
invitation-revoked = Taken back
invitation-until = Works until
invitation-resend = Send again
invitation-revoke = Take back
invitation-title = Invitation
invitation-heading = You are invited to { $organisation }
invitation-lede = Join your colleagues at { $site }.
invitation-lede-by = { $person } invites you to join your colleagues at { $site }.
invitation-email-help = The letter went to this address, so it is confirmed already. Your account keeps it.
invitation-register = Create account and join
invitation-sign-in = There is an account with the address { $email }. Sign in with it, and you come back here to accept.
invitation-as = You are signed in as { $name }.
invitation-elsewhere = This invitation went to { $email }, which is not the address of your account.
invitation-sure = It was meant for me; join with this account
invitation-accept = Accept the invitation
invitation-expired-text = The invitation to { $organisation } is too old. Those who speak for the organisation can send you a new one.
invitation-revoked-text = The invitation to { $organisation } was taken back. If that is a mistake, let those who speak for the organisation know.
invitation-unknown-text = The address is incomplete, or a newer invitation took its place. Look for the newest letter in your mail.
invitation-used-heading = This invitation was accepted
invitation-used-text = Whoever accepted it belongs to { $organisation } now. If that was you, simply sign in.
invitation-again = Ask for a new one
invitation-mail-subject = Invitation to { $organisation } at { $site }
invitation-mail-text = { $person } invites you to join { $organisation } at { $site }, where people of factories ask, answer and compare notes.
invitation-mail-button = See the invitation
invitation-mail-help = The link is for you alone and works once. If you did not expect this letter, do nothing.
flash-invited = The letters are on their way.
flash-invitation-accepted = Welcome. The organisation stands beside your name now.
flash-invitation-wanted = Those who speak for the organisation have been told.

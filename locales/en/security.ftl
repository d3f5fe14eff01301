# How members show who they are: second factors, lock-outs, and the letters about them.
settings-security = Security
security-on = On
security-off = Off

second-factor-heading = One more step
second-factor-lede = Your password is right. Now show that your second factor is at hand.
second-factor-back = Begin again
field-code = Code
field-code-help = Six digits from your authenticator app, or one of your recovery codes.

app-heading = Authenticator app
app-lede = An app on your phone shows six digits that change every half minute. Signing in then takes your password and these digits, so that a stolen password alone opens nothing.
app-staff = Moderators and administrators of this server need a second factor. Your rights are in force as soon as you have one; until then you act as a member.
app-since = On since
app-off = Turn off the app
app-off-lede = Signing in takes only your password afterwards. Show the app, or a recovery code, one last time.
app-set-up = Set up the app
app-set-up-heading = Set up the app
app-set-up-lede = Install an authenticator app on your phone if you have none: any that knows “TOTP” will do.
app-picture = QR code with the secret of your account
app-picture-help = Scan this picture with the app.
app-here = Open the app on this device
app-secret = Or type this secret into it:
app-confirm = Turn on
field-app-code = First code
field-app-code-help = The six digits that the app shows now.

codes-heading = Recovery codes
codes-lede = Each opens your account once when neither app nor passkey is at hand. Keep them where your password is not: on paper, or in a safe.
codes-left = { $n ->
    [0] none left
    [one] { $n } left
   *[other] { $n } left
}
codes-renew = Make new codes
codes-renew-lede = You get ten new codes, and the old ones stop working.
codes-once = These codes are shown only now. Write them down or print this page before you go on.
codes-done = I have kept them

prove-heading = Is it you?
prove-lede = Before you change how you sign in, give your password once more.
prove-submit = Continue

flash-factor-off = The app is turned off.
flash-sign-in-again = That took too long, or there were too many wrong codes. Please sign in again.
flash-rights-wait = Your staff rights wait: set up a second factor under Settings, Security.
denied-not-proven = Show once more who you are first: give your password under Settings, Security.
denied-second-factor = Set up a second factor first: under Settings, Security.
problem-second-factor = This code is not right, or was used already. The app shows the next one within half a minute.
problem-locked = { $limit ->
    [one] Too many tries in a row. Wait one minute and try again.
   *[other] Too many tries in a row. Wait { $limit } minutes and try again.
}

mail-security-button = Look at my security
mail-security-help = If this was not you, somebody else has access: change your password now, end all sessions, and tell those who run the server.
mail-factor-on-subject = A second factor now protects your account at { $site }
mail-factor-on-text = An authenticator app was set up for your account at { $site }. From now on signing in takes its code, too.
mail-factor-off-subject = The second factor of your account at { $site } was turned off
mail-factor-off-text = Signing in to your account at { $site } takes only your password from now on.
mail-codes-subject = New recovery codes at { $site }
mail-codes-text = New recovery codes were made for your account at { $site }. The old ones no longer work.
mail-recovery-subject = A recovery code was used at { $site }
mail-recovery-text = A recovery code of your account at { $site } was used instead of the app. { $n ->
    [0] None is left: make new ones now.
    [one] One is left: make new ones soon.
   *[other] { $n } are left.
}
mail-locked-subject = Your account at { $site } rests for a while
mail-locked-text = Somebody tried to get into your account at { $site } and was wrong too often. It is closed to new tries for { $n ->
    [one] one minute
   *[other] { $n } minutes
}; where you are signed in, nothing changes.
mail-locked-help = If it was you and you forgot your password, set a new one; then you can sign in at once. If not, your password held. Choose a new one if you use it elsewhere, too.
mail-browser-subject = A new browser signed in to your account at { $site }
mail-browser-text = Somebody signed in to your account at { $site } with { $device }, where you were not signed in before. If this was you, there is nothing to do.
mail-browser-button = See my sessions
mail-browser-help = If it was not you, end the session and change your password now.

passkeys-heading = Passkeys
passkeys-lede = A passkey lives in your phone, computer or security key and opens with your finger, face or its PIN. Signing in with it takes no password and no code, and no forged page can get hold of it.
passkey-add = Add a passkey
passkey-add-lede = Your browser asks where to keep it and then who you are.
passkey-make = Make the passkey
passkey-remove = Remove
passkey-unused = Not used yet
passkey-sign-in = Sign in with a passkey
passkey-sign-in-lede = Your browser shows the passkeys you have for this server.
passkey-use = Use a passkey
passkey-password = Sign in with the password
passkey-failed = That did not work, or was cancelled. Try again, or take another way.
passkey-script = Passkeys need JavaScript. Turn it on for this page.
field-passkey-name = Name of the passkey
field-passkey-name-help = So that you know it again: “Work laptop”, “Phone”.
flash-passkey-added = The passkey was added.
flash-passkey-removed = The passkey was removed.
problem-passkey = This passkey could not be checked. Try again; if it does not work, take another way.
mail-passkey-added-subject = A passkey was added to your account at { $site }
mail-passkey-added-text = The passkey “{ $name }” was added to your account at { $site }. It opens your account without a password.
mail-passkey-removed-subject = A passkey was removed from your account at { $site }
mail-passkey-removed-text = The passkey “{ $name }” was removed from your account at { $site } and no longer opens it.

settings-apps = Apps
apps-lede = These apps act in your name. End what you no longer use or do not know.
apps-empty = No apps yet
apps-empty-text = When you allow an app to use your account, it will be listed here.
apps-since = Allowed since
apps-end = End access
flash-app-ended = The app no longer has access.

settings-email = E-mail
email-present = Your present address is
email-lede = We send a link to the new address. Nothing changes until you open it here, where you are signed in. The old address gets a note, with a link to undo it for a week.
email-submit = Send the link
field-new-email = New e-mail address
email-confirm-heading = Confirm your new address
email-confirm-text = From now on, letters of this server go to your new address, and you sign in with it.
email-undo-heading = Bring your old address back
email-undo-text = Your old address is used again, and everybody is signed out everywhere, applications too. Then set a new password.
email-undo-submit = Bring it back
email-dead-text = It was used already, is too old, or belongs to another account.
flash-email-asked = If nobody else uses this address, a letter with a link is on its way to it.
flash-email-changed = Your e-mail address was changed.
flash-email-undone = Your old address is back. Now set a new password.
mail-email-subject = Confirm your new address for { $site }
mail-email-text = You asked to use this address for your account at { $site }. To confirm it, open this link where you are signed in:
mail-email-help = The link works for two days. If this was not you, do nothing; nothing changes.
mail-email-changed-subject = Your address at { $site } was changed
mail-email-changed-text = The e-mail address of your account at { $site } was changed, and letters no longer come here. If this was you, there is nothing to do. If not, open this link to bring this address back:
mail-email-changed-button = Bring this address back
mail-email-changed-help = The link works for one week. It signs everybody out; then set a new password.

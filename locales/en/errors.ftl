# Pages for what went wrong.
error-400-title = We did not understand that
error-400-text = The request was not complete or not well formed. Go back and try once more.
error-401-title = Please sign in first
error-401-text = This page is for members. Sign in, and you come back to it.
error-403-title = This is not open to you
error-403-text = Your account does not have the right needed here, or this page stood open since before you last signed in: load it again and try once more.
error-404-title = There is nothing here
error-404-text = The address may be mistyped, or what was here has moved.
error-410-title = This was deleted
error-410-text = Its author or a moderator removed it. Replies of others may still be in the forum.
error-413-title = That was too large
error-413-text = The text or file is larger than this server accepts. Make it smaller and send it again.
error-422-title = Something is missing
error-422-text = Part of what was sent could not be used. Go back: everything you typed is still there.
error-429-title = A little slower, please
error-429-text = There were too many tries in a short time. Nothing was lost.
error-500-title = This is our fault
error-500-text = Something broke on our side. It has been noted; please try again in a moment.
error-503-title = Back in a moment
error-503-text = The server is being looked after or is very busy. What you already published is safe.
error-retry-after = { $n ->
    [one] Try again in { $n } second.
   *[other] Try again in { $n } seconds.
}
error-home = To the start page

denied-sign-in = Please sign in to do this.
denied-not-author = Only its author may do this.
denied-not-moderator = Only moderators of the forum may do this.
denied-not-admin = Only administrators may do this.
denied-moderators-only = Only moderators begin topics in this forum.
denied-locked = The topic is locked.
denied-suspended = Your account is suspended. The administrators can tell you why.
denied-unconfirmed = Please confirm your e-mail address first.
denied-own-post = You cannot vote for your own post.
denied-registration-closed = Registration is closed at the moment.
denied-blocked = This server does not exchange posts with that one.
denied-notice = Accept the new privacy notice first.
denied-remote = This has to be done on the server it lives on.
denied-not-owner = Only those who speak for the organisation may do this.
denied-last-owner = You are the last one who speaks for it. Make somebody else an owner first.

# Pushes to browsers, and the site as an app.
notify-push = On my devices
push-browsers = Browsers that are told at once
push-help = What you chose “on my devices” arrives here at once, even when the site is closed, outside of your quiet hours. It passes the push service of the browser, which cannot read it. A push says who did what and in which thread; the words of private messages are not in it.
push-needs-script = This browser can only be added with JavaScript turned on. Browsers that were added before can be removed here.
push-unsupported = This browser cannot be told. On an iPhone or iPad, add the site to the home screen first, and open it there.
push-denied = This browser does not allow it. Allow notifications of this site in its settings, and try again.
push-failed = The push service of this browser did not answer. Try again later.
push-turn-on = Turn on in this browser
push-none = No browser is told yet.
push-here = This browser
push-since = Since
push-remove = Remove
push-test-button = Send me a test
flash-push-on = This browser is told from now on
flash-push-off = The browser is told no more
flash-push-tested = A test is on its way to your browsers

push-test = This is a test
push-test-body = Notifications arrive in this browser.
push-summary = { $n ->
    [one] { $n } notification waits for you
   *[other] { $n } notifications wait for you
}
push-messages = { $n ->
    [one] { $name } wrote to you
   *[other] { $n } messages from { $name }
}
push-many = { $n ->
    [one] { $n } new notification
   *[other] { $n } new notifications
}
push-moderation = News from the moderators

offline-title = There is no connection
offline-text = The site cannot be reached from here right now. Nothing of yours is lost.
offline-saved = You can read these threads all the same
offline-again = Try again
offline-note = There is no connection. This is the thread as it was when you last read it.

export-browsers = Browsers that are told at once
export-service = Push service

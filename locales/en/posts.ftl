# What was typed and could not be taken; subjects.

kept-heading = Not published, but nothing is lost
kept-lede = This is what you wrote. Copy it, or go back and try again.
kept-title = Title
kept-body = Text
kept-stale = You signed out or in again after opening this page, so it could not be sent from there.
kept-back = Go back

tag-lede = Topics that carry this subject, newest first.
tag-empty = Nothing here yet
tag-empty-text = Write the subject with a # in a topic, and the topic appears here.

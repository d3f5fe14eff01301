# Topics, replies, the composer.
kind-discussion = Discussion
kind-question = Question
kind-answered = Answered
kind-announcement = Announcement
kind-note = Post
kind-question-help = You need an answer; the best one can be accepted.
kind-discussion-help = An exchange of experience without a single answer.
kind-announcement-help = News for everybody who follows the forum.
topic-new = New topic
topic-in = in
topic-active = active
topic-unread = Unread
pinned = Pinned
locked = Locked
pin = Pin
unpin = Unpin
lock = Lock
unlock = Unlock
moderate = Moderation
votes-count = { $n ->
    [one] { $n } vote
   *[other] { $n } votes
}
vote = Vote for it
replies-word = { $n ->
    [one] reply
   *[other] replies
}
replies-count = { $n ->
    [0] Replies
    [one] { $n } reply
   *[other] { $n } replies
}
replies-none = Nobody has replied yet.
replies-none-question = Nobody has answered yet. If you have seen this problem, your experience helps.
accepted-answer = Accepted answer
accepted-by = Accepted by { $name }
accepted-above = Shown above, under the question
accepted-in-thread = Show it in the thread
accept = Accept this answer
accept-undo = Withdraw acceptance
reply = Reply
reply-by = Reply by { $name }
reply-body = Your reply
reply-publish = Publish reply
answer-body = Your answer
answer-publish = Publish answer
reply-heading = Write a reply
live-reply = A new reply appeared.
live-elsewhere = There is a new reply. Show it
live-stale = A lot happened meanwhile. Load the page again
reply-deleted = This reply was deleted.
replying-to = In reply to
reply-sign-in = Have you seen this before? To reply,
reply-not-allowed = You cannot reply in this forum.
answer = Answer
answer-heading = Write an answer
locked-text = This topic is locked and takes no further replies.

field-kind = What is it?
field-title = Title
field-title-help = One sentence somebody with the same problem would search for.
field-body = Text
field-body-help = The machine, what you measured, what you tried, and what you expect.
field-language = Language of the text
markdown-hint = Formatting:
markdown-bold = bold
markdown-list = list
markdown-quote = quote
publish = Publish
edit-topic-heading = Edit topic
edit-reply-heading = Edit reply
edit-note = Readers see that the text was edited. Servers that hold a copy receive the new text.
delete-topic-heading = Delete this topic?
delete-reply-heading = Delete this reply?
delete-warning = The text is removed here, and other servers are asked to remove their copies. This cannot be undone.
delete-replies-stay = { $n ->
    [one] The { $n } reply below it stays.
   *[other] The { $n } replies below it stay.
}
delete-confirm = Delete
keep-it = Keep it

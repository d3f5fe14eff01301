# Composer: drafts, second thoughts, toolbar, former versions. Questions: how far they are.
draft-keep = Save draft
draft-kept = Draft saved
draft-apart = Changed in another window; saved as a draft of its own
draft-failed = The draft could not be saved
draft-offer = You have begun to write here before:
draft-untitled = Without words yet
draft-topic = Topic
draft-reply = Reply
draft-edit = Edit
draft-discard = Throw away
draft-homeless = Your text
draft-homeless-lede = The place it was meant for is closed or gone. Your text is still here: copy what you need.
drafts-heading = Drafts
drafts-lede = { $n ->
    [one] What you have begun to write. A draft that is not touched for { $n } day is thrown away.
   *[other] What you have begun to write. A draft that is not touched for { $n } days is thrown away.
}
drafts-empty = No drafts
drafts-empty-text = While you write, your text is saved here every few seconds.
flash-draft-kept = The draft is saved.
flash-draft-apart = This draft was changed in another window. Your text is saved as a draft of its own.
flash-draft-without-files = The draft is saved, but not every file could be taken. Attach what is missing again to see why.
flash-draft-gone = The draft was thrown away.
export-drafts = Drafts
export-former-versions = Former versions of your posts
export-questions = Questions with the same problem, and those you were asked to look at
retention-drafts = Drafts that nobody goes on with

undo = Undo
undo-note = Nobody has been told yet.
flash-undone = Taken back before anybody was told. Your text is a draft again.
denied-answered = Somebody has answered or accepted it already.
denied-told-already = It has gone out already. You can edit or delete it.

tools = Formatting
tool-bold = Bold
tool-italic = Italic
tool-link = Link
tool-list = List
tool-tasks = Task list
tool-quote = Quote
tool-code = Code
tool-table = Table
tool-direction = Direction of writing
direction-auto = Direction: by the text
direction-rtl = Right to left
direction-ltr = Left to right
similar-heading = This may have been asked before

history-heading = Former versions
history-lede = Each version with what was added and what was taken out.
history-current = Now
history-first = First
history-added = Added:
history-removed = Taken out:

kind-waiting = Question with answers
kind-duplicate = Asked before
kind-stale = Closed question
closed-duplicate = This question was asked before:
closed-stale = Nobody went on with this question for a long time. A new reply opens it again.
same-problem = Same problem here
same-count = { $n ->
    [one] { $n } member has the same problem
   *[other] { $n } members have the same problem
}
flash-same = Noted. You will hear when an answer is accepted.
flash-no-original = No other topic was found there. Paste the address of the earlier question.
question-close = Asked before
question-close-confirm = Close as asked before
question-original = The earlier question
question-original-help = Paste its address.
question-reopen = Open again
questions-heading = Questions
questions-lede = Questions from all forums that you can read. If you have seen the problem, your experience helps.
questions-tabs = Which questions
questions-tab-unanswered = Unanswered
questions-tab-open = Open
questions-tab-accepted = Answered
questions-tab-all = All
questions-empty = No questions here
questions-empty-text = Every question has moved on.
nudges-on = When a question of your fields stays unanswered, you may be asked to look at it.
nudges-off = You are not asked to look at unanswered questions.
nudges-stop = Do not ask me
nudges-start = Ask me again
notice-solved = { $name } accepted an answer to a problem you have, too
notice-reminder = { $name } and others answered your question. Does one of the answers solve it?
notice-nudge = { $name } asks something in your field, and nobody has answered yet
notice-duplicate = { $name } closed your question because it was asked before

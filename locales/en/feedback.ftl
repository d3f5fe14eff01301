# What readers do with case studies: reports of those who did it too, comparing, searches that are kept, the sheet.
replication-head = We did it too
replications-heading = Who did it too
replications-none = Nobody has told yet how it went elsewhere. If you did the same, tell how it went.
replications-count = { $n ->
    [one] { $n } report from elsewhere
   *[other] { $n } reports from elsewhere
}
replications-regions = { $n ->
    [one] in { $n } region
   *[other] in { $n } regions
}
replications-median = { $n ->
    [0] half of them paid off at once
    [one] half of them paid off within { $n } month
   *[other] half of them paid off within { $n } months
}
replications-threshold = Figures of all reports show from five on, so that no single factory can be made out.
replications-moving = As reported when this was last counted; it is counted anew when five reports have come, gone or changed, so that no single factory can be made out.
replication-reports = Reports
replication-lede = Tell how it went in your plant: readers trust what worked twice. One report for each company, which you may change or take back.
replication-result = What came of it
replication-better = Better than described
replication-same = About as described
replication-worse = Less than described
replication-failed = It did not work
replication-story = How it went
replication-story-help = What you did, what came of it, what you would tell the next one.
replication-adapted = What you did otherwise
replication-adapted-help = Another machine, supplier or order of steps.
replication-payback-help = Months until it had paid for itself, as a number.
replication-open = Show result, payback, region and size with my report
replication-open-help = Otherwise they count for the figures of all reports only, and are not sent to other servers.
replication-change = Change your report
replication-take-back = Take back
replication-read = Read it in full
replication-answered = The author answered
denied-own-case-study = This is your own case study; what others report of it counts here.
denied-reported = Somebody of your organisation has reported already. Add to it in a reply.
notice-replicated = { $name } did what your case study tells of, too
notice-case-published = The editors of { $name } published your case study
notice-case-returned = The editors of { $name } sent your case study back with a note
notice-saved-search = New case studies for searches that you keep
export-replications = Reports that you did it too
export-saved-searches = Searches that you keep

compare-heading = Side by side
compare-lede = The same questions put to each of them. Where they differ, the line is marked.
compare-pick = Compare
compare-action = Compare what is picked
compare-help = Pick two to four.
compare-missing = { $n ->
    [one] One of them cannot be shown: it is gone, or you may not read it.
   *[other] { $n } of them cannot be shown: they are gone, or you may not read them.
}
compare-beyond = { $n ->
    [one] Only { $n } fits side by side; the others are left out.
   *[other] Only { $n } fit side by side; the others are left out.
}
compare-few = Pick at least two case studies in the library.
compare-author = By
compare-unsaid = not said
compare-differs = differs
compare-without = Leave out

searches-heading = Searches you keep
searches-lede = Once a day you are told in one notice what is new in them.
searches-none = You keep no search yet
searches-none-text = Narrow the library and keep what you narrowed it to; you are told when something new fits.
search-keep = Keep this search
search-name = Name
search-name-help = So that you know it again: “Plastics in the Eastern Region”.
search-change = Rename or delete
search-forget = Keep it no longer
search-fresh = { $n ->
    [one] { $n } new
   *[other] { $n } new
}

sheet-action = Sheet to print
sheet-print = Print this page with your browser: it fits on one A4 sheet. The code leads back to the case study.
sheet-code = Code that leads to the case study
sheet-whole = Whole case study, replies and later changes:

forum-cases = Case studies in { $forum }
forum-cases-none = No case studies here yet
forum-cases-none-text = Those of other forums stand in the library.

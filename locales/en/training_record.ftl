training-called-off = Cancelled.
training-online-link = Link to meet online
training-directions = How to get there and what to bring
training-materials = Materials
export-trainings = Trainings you offered
export-training-drafts = Trainings begun
notice-training-changed = { $name } changed the day, hour or place of a training that you come to or keep
notice-training-cancelled = { $name } cancelled a training that you come to or keep
flash-too-many-drafts = You have begun as many trainings as can be kept. Publish or discard one first.
training-new = Offer a training
training-new-lede = Say what you teach, when and where. It is kept step by step; nobody sees it before you publish it.
training-begin = Begin
training-begun = What you have begun
training-is-change = changes a training
training-is-again = held again
training-title-help = What people will be able to do: “Find a fault in a ladder diagram”, not “PLC course”.
training-step-basics = Basics
training-step-programme = Programme
training-step-time = When
training-step-place = Where
training-step-people = Who teaches
training-step-seats = Seats
training-step-preview = Look and publish
training-changes-note = You are changing a published training. Those who come hear of another day, hour, place or link.
training-again-note = The same training on other days. Everything else is as it was.
training-summary = In one or two sentences
training-summary-help = Shown in lists: for whom it is and what they take home.
training-forum = Forum
training-languages = Taught in
training-more-basics = Level, tags and technologies
training-level = Level
training-level-any = Not said
training-level-beginner = Beginners: nothing has to be known
training-level-intermediate = Intermediate: the basics are known
training-level-advanced = Advanced: for those in the trade
training-tags = Tags
training-tags-help = Words by which it is found, such as #plc #maintenance.
training-programme = Programme
training-programme-help = What is taught in which order, what people practise, and what they have to know before.
training-when = When
training-timezone = Time zone
training-timezone-help = All hours of this training are meant in this zone.
training-zone-riyadh = Saudi Arabia
training-zone-dubai = United Arab Emirates
training-zone-cairo = Egypt
training-zone-amman = Jordan
training-zone-istanbul = Türkiye
training-zone-berlin = Central Europe
training-zone-utc = Universal time
training-state = How certain is the day?
training-state-scheduled = It is certain
training-state-tentative = It may still change
training-state-tentative-help = The page says so; those who come hear when it is certain.
training-several = Several meetings
training-several-help = If it meets more than once, give each meeting here; the first and the last say when it begins and ends. A seat is for all of them.
training-sessions = Meetings
training-session-number = Meeting { $number }
training-session-topic = Topic
training-mode = How do people meet?
training-mode-onsite = In a room
training-mode-hybrid = In a room or online
training-room = The place
training-venue = House or room
training-address = Street
training-point = Point on the map
training-inside = Only for those with a seat
training-inside-help = Nobody else sees this: neither guests nor search, nor other servers.
training-provider-other = Another one, or nobody
training-provider-help = An organisation of yours that gives the training. Its name is shown, with its mark if it is verified.
training-provider-name = Another provider
training-provider-name-help = If it is none of yours.
training-price-help = Riyals for each seat; 0 if it costs nothing. Leave it empty if that is not settled.
training-certificate = Certificate
training-certificate-none = None
training-certificate-attendance = For attendance
training-certificate-exam = For a passed exam
training-joining = How does one get a seat?
training-joining-open = Whoever asks gets one
training-joining-open-help = As long as there are seats.
training-joining-approval = You agree to each
training-joining-approval-help = A request waits until you decide.
training-joining-external = On another site
training-joining-external-help = The page leads there.
training-joining-none = One just comes
training-joining-none-help = Nothing is counted.
training-external-url = Address of the other site
training-external-url-help = Only if seats are given there.
training-capacity = Seats
training-capacity-help = Leave it empty if there is room for all.
training-waiting-list = Waiting list
training-waiting-list-help = When a seat becomes free, the next in line is asked.
training-confirm-hours = Hours to confirm
training-confirm-hours-help = So long a seat that became free is held for the next in line.
training-more-seats = Seats of an organisation, time of registration
training-seats-per-organisation = At most for one organisation
training-seats-per-organisation-help = So that one company does not take all seats.
training-opens = Registration begins
training-opens-help = At once if empty.
training-closes = Registration ends
training-closes-help = When the training begins if empty.
training-preview-note = Have a last look. Everybody who reads the forum will see this; link and directions only those with a seat.
training-preview-change = Have a last look. With this your changes are in force.
training-discard-sure = What you typed is gone for good.
training-discard-changes-sure = Your changes are gone for good. The published training stays as it is.
training-tentative-note = The day is not certain yet. Those who come hear when it is.
training-past-note = This training is over.
training-here = By the clock of this site:
training-your-clock = By your clock:
training-or-online = Or online, for those with a seat.
training-map = Show it on OpenStreetMap
training-facts = At a glance
training-sunday = Sunday
training-monday = Monday
training-tuesday = Tuesday
training-wednesday = Wednesday
training-thursday = Thursday
training-friday = Friday
training-saturday = Saturday
training-and = {" and "}
training-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
training-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
training-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
training-full = No seats left
training-seats-left = { $n ->
    [one] { $n } seat left
   *[other] { $n } seats left
}
training-seats-of = { $n ->
    [one] of { $n }
   *[other] of { $n }
}
training-seats-for-all = There is room for all.
training-just-come = No registration: just come.
training-registration-over = Registration is over.
training-registration-from = Registration begins
training-registration-until = Registration ends
training-register-elsewhere = Register on the provider’s site
training-for-seats = Only for those with a seat
training-materials-none = Nothing yet. Slides, exercises or a recording can be added at any time.
training-materials-more = There is more for those with a seat.
training-materials-edit = Change materials
training-materials-help = Links to slides, exercises or a recording, before and after the training. An empty row is left out.
training-materials-save = Save
training-material-number = Material { $number }
training-material-title = What it is
training-material-url = Address
training-series = Also held on
training-is-cancelled = cancelled
training-manage = Your training
training-change = Change
training-again = Hold it again
training-cancel = Cancel it
training-cancel-heading = Cancel this training
training-cancel-text = Everybody who comes or keeps it is told at once, with your reason. The page stays and says that it does not take place; this cannot be taken back.
training-cancel-seats = { $n ->
    [one] { $n } person has a seat.
   *[other] { $n } people have seats.
}
training-cancel-reason = Why?
training-cancel-reason-help = One sentence that everybody may read, such as “The trainer is ill; we look for another day in March.”
training-cancel-confirm = Cancel the training
training-cancel-not = Leave it as it is
training-no-replies = No questions yet. Ask what you want to know before you come.
training-change-day = It is on another day.
training-change-hour = It is at another hour.
training-change-zone = Its hours are meant in another time zone.
training-change-meetings = Its meetings changed.
training-change-place = It is in another place.
training-change-link = The link to meet online is another one.
training-change-tentative = Its day is not certain any more.
training-change-certain = Its day is certain now.
training-change-cancelled = It does not take place.
training-mail-subject = Changed: { $what }
training-mail-off-subject = Cancelled: { $what }
training-mail-text = You have a seat in “{ $what }”.
training-mail-when = It begins on { $what }.
training-mail-button = See the training
training-mail-help = If you cannot come, give your seat back on that page, so that somebody else can have it.
training-from-to = { $from }–{ $to }

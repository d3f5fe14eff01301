# Seats of trainings.
denied-training-cancelled = This training does not take place.
denied-training-over = This training is over.
denied-training-ahead = This is possible once the training has begun.
denied-seats-not-yet = Registration for this training has not opened yet.
denied-seats-closed = Registration for this training is closed.
denied-no-seats-here = Seats of this training are not given here.
denied-fully-booked = No seat is left, and this training has no waiting list.
denied-organisation-full = Your organisation has all the seats it may have in this training.
denied-seat-refused = The organiser did not give you a seat in this training. Write to the organiser if you think that is a mistake.
denied-seat-lost = This seat is not held any more.
denied-not-attended = Only those who had a seat can do this.
problem-seats-left = { $limit ->
    [0] No seat is left for them.
    [one] Only one seat is left.
   *[other] Only { $limit } seats are left.
}
problem-seated = One of them has a seat already, waits for one, or was refused by the organiser.
problem-room-code = This is not the code of this training. Look at it again.
problem-room-code-tries = Too many wrong codes. Ask the organiser to note that you were there.
notice-seat-asked = { $name } asks for a seat in your training
notice-seat-confirmed = { $name } gave you a seat
notice-seat-waiting = { $name } put you on the waiting list
notice-seat-offered = A seat became free for you in a training of { $name }. Confirm it in time
notice-seat-expired = The time to confirm your seat in a training of { $name } is over
notice-seat-declined = { $name } has no seat for you
notice-seat-removed = { $name } took your seat back
notice-certificate-ready = Your certificate from { $name } is ready
notice-evaluation-wanted = { $name } asks how the training was
seats-heading = Seats
seats-none-left = No seat is left
seats-left = { $n ->
    [one] One seat is left
   *[other] { $n } seats are left
}
seats-of = { $n ->
    [one] of one
   *[other] of { $n }
}
seats-for-all = There is room for all
seats-waiting = { $n ->
    [one] one waits
   *[other] { $n } wait
}
seats-interested = { $n ->
    [one] one is interested
   *[other] { $n } are interested
}
seats-just-come = No registration: just come.
seats-over = Registration is closed.
seats-from = Registration opens
seats-until = Registration until
seats-mine = My seat:
seats-sign-in = Sign in to take a seat
seats-full-text = No seat is left, and this training has no waiting list. You can say that you are interested; then you hear of changes.
seats-elsewhere = Register with the provider
seats-who = Who comes
seats-others = { $n ->
    [one] and one more
   *[other] and { $n } more
}
seat-heading = My seat
seat-take = Take a seat
seat-ask = Ask for a seat
seat-ask-text = The organiser decides. You hear of it in your notifications.
seat-wait = Join the waiting list
seat-wait-text = When a seat becomes free, it is held for you for a while, and you are told.
seat-interest = I am interested
seat-interest-end = Not interested any more
seat-leave = Give the seat back
seat-confirm = Confirm my seat
seat-confirm-for = Confirm
seat-confirm-until = Confirm until
seat-position = { $n ->
    [one] You are next in line
   *[other] Place { $n } in the waiting list
}
seat-reason = Reason:
seat-message = Message to the organiser
seat-message-help = What the organiser should know, for example your job or what you want to learn. Only the organiser reads it.
seat-inside = For those with a seat
seat-inside-text = Please do not pass this on.
seat-interested = Interested
seat-pending = Asked, not decided
seat-sent = Sent, not yet confirmed
seat-send-again = Send again
seats-elsewhere-text = The organiser's site gives the seats away. We pass on what you want, and you are told as soon as it answers.
seat-waiting = On the waiting list
seat-offered = A seat is held
seat-confirmed = Seat confirmed
seat-declined = No seat
seat-cancelled = Given back
seat-attended = Was there
seat-no-show = Was not there
colleagues-heading = Seats for colleagues
colleagues-lede = Take seats for people of your organisation, all at once. Those with an account are told.
colleagues-organisation = Organisation
colleagues-choose = Choose
colleagues-members = Colleagues with an account
colleagues-members-none = Nobody else of your organisation has an account here.
colleagues-names = Colleagues without an account
colleagues-names-help = One name a line. The organiser sees the names; you confirm and give back for them.
colleagues-book = Take seats for colleagues
colleagues-nowhere = You belong to no organisation
colleagues-nowhere-text = Seats for colleagues are taken in the name of an organisation. Enter yours, or ask to join it.
desk-heading = Seats and attendance
desk-tabs = Which seats
desk-coming = Coming
desk-asking = Asking
desk-waiting = Waiting
desk-interested = Interested
desk-gone = Not coming
desk-none = Nobody here
desk-none-text = Whoever takes or asks for a seat is listed here.
desk-print = List to sign
desk-table = Table (CSV)
desk-name = Name
desk-handle = Handle
desk-organisation = Organisation
desk-state = State
desk-since = Since
desk-message = Message
desk-approve = Give a seat
desk-decline = Decline
desk-remove = Take the seat back
desk-reason = Reason
desk-reason-help = They read it.
seat-list = List of those who come
seat-list-number = No.
seat-list-signature = Signature
room-code-heading = Attendance code
room-code-lede = Show this page in the room. Whoever has a seat types the code, from half an hour before the beginning until a day after the end.
room-code-none = There is no code yet.
room-code-make = Make a code
room-code-renew = Make a new code
room-code-picture = QR code of the address where the code is typed
attend-heading = I am here
attend-lede = Type the code that is shown in the room.
attend-code = Attendance code
attend-code-help = Six letters and digits, capitals or not.
attend-send = I am here
evaluation-heading = How was it?
evaluation-lede = Organiser and provider see what you say without your name. Results show once five people have answered, and change only when five more answers have come or changed, so that nobody can be recognised.
evaluation-content = What was taught
evaluation-trainer = The trainer
evaluation-organisation = The organisation
evaluation-5 = Very good
evaluation-4 = Good
evaluation-3 = Fair
evaluation-2 = Poor
evaluation-1 = Very poor
evaluation-comment = In your words
evaluation-comment-help = What helped, what was missing. Name nobody.
evaluation-send = Send
evaluation-average = { $mark } of 5
evaluation-count = { $n ->
    [one] from one person
   *[other] from { $n } people
}
results-heading = What was said
results-lede = Marks and comments of those who were there, without names. New answers appear five at a time.
results-comments = Comments
results-few = Not enough answers yet
results-few-text = Results show once five people have answered, and move in steps of five, so that nobody can be recognised.
certificate-title = Certificate of attendance
certificate-awarded = This certificate is awarded to
certificate-for = for attending the training
certificate-issuer = Issued by { $issuer }
certificate-check = This certificate can be checked at
certificate-hours = { $n ->
    [one] one hour
   *[other] { $n } hours
}
certificate-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
}
certificate-valid = { $site } issued this certificate, and it is valid.
certificate-withdrawn = This certificate was withdrawn on
certificate-holder = Holder
certificate-day = Held on
certificate-duration = Length
certificate-by = Issued by
certificate-issued = Issued on
certificate-code = Code
certificate-file = Download as PDF
certificate-mine = Certificate
my-trainings = My trainings
my-trainings-ahead = Where I go
my-trainings-past = Where I was
my-trainings-offers = What I offer
my-trainings-none = No trainings yet
my-trainings-none-text = Trainings in which you take a seat, wait or are interested are listed here, and those you offer.
my-trainings-find = Find a training
my-trainings-cancelled = Cancelled
flash-seat-taken = You have a seat.
flash-seat-asked = Your request is with the organiser.
flash-seat-waiting = You are on the waiting list.
flash-seat-interested = Noted. You hear of changes.
flash-seat-left = Given back.
flash-seats-booked = The seats are taken.
flash-attended = Noted: you are here.
flash-evaluated = Thank you for your answer.
certificate-length = { $hours } { $minutes }
export-seats = Trainings with a seat of yours
export-certificates = Certificates
export-begins = Begins
export-marks = Your marks
export-comment = Your comment
export-code = Code
seat-mail-offered-subject = A seat is held for you: { $title }
seat-mail-offered-text = A seat became free in the training “{ $title }”. It is held for you until { $until } (Riyadh time). If you do not confirm it by then, it goes to the next in line.
seat-mail-offered-button = Confirm my seat
seat-mail-offered-help = If you cannot come, give the seat back on the same page, so that somebody else can have it.
seat-mail-removed-subject = You have no seat any more: { $title }
seat-mail-removed-text = The organiser took back your seat in the training “{ $title }”. Reason: { $reason }
seat-mail-removed-button = See the training
seat-mail-removed-help = Write to the organiser if you think that is a mistake.

import-heading = Trainings from a calendar file
import-lede = Bring the calendar of your academy as an .ics file. You see what was understood and choose what becomes a draft.
import-file = Calendar file
import-file-help = An .ics file of up to half a megabyte, as Outlook, Google Calendar and others write it.
import-read = Read the file
import-too-large = The file is larger than half a megabyte. Leave out what is over.
import-no-calendar = This is no calendar file that can be read here.
import-nothing = No training to come was found in this file.
import-found = { $n ->
    [one] One training was understood
   *[other] { $n } trainings were understood
}
import-take = Make drafts of what is chosen
import-not-published = Nothing is published: you complete each draft and publish it yourself.
import-left = { $n ->
    [one] The file has one training more than is read at once.
   *[other] The file has { $n } trainings more than are read at once.
}
import-skipped = Left out
import-skip-past = it is over
import-skip-no-time = it does not say when it is
import-skip-cancelled = it was cancelled
import-note-all-day = The file says whole days only; 09:00 to 16:00 was put in.
import-note-no-end = The file does not say when it ends; an hour was put in.
import-note-no-zone = The file names no time zone; Riyadh was taken.
import-note-unknown-zone = The time zone of the file is unknown here; Riyadh was taken.
import-note-many = It has more meetings than a training may have; the next 20 were taken.
import-note-rule = It comes again by a rule that is not understood; the first meeting was taken.

# The demand board: trainings that are needed, offers for them, and the directory of providers.
wanted-heading = Trainings wanted
wanted-lede = Say which training your people need, sign what others ask for, and let providers make you an offer. The more sign, the sooner it takes place.
requests-tabs = Trainings
requests-tab-trainings = Trainings
requests-tab-needs = Wanted
requests-tab-providers = Providers
requests-narrow = Narrow the list
requests-none = Nobody asks for such a training
requests-none-text = Loosen the choice, or ask for it yourself.
requests-first = Nobody has asked for a training yet
requests-first-text = Which skill is missing on your line? Others may miss it, too, and a provider may be waiting for enough people.
request-new = Ask for a training
request-new-lede = One page. Others who need the same sign it, and providers say when they would give it and for how much.
request-change = Change what you ask for
request-ask = Put it on the board
request-ask-anyway = Put it on the board all the same
request-alike-heading = Perhaps somebody has asked for it already
request-alike-found = Something like it is on the board already
request-alike-text = Look at these first: signing one of them makes it likelier to take place than asking for the same again. What you wrote is kept.
request-who-sees = Everybody sees the need and how many people have it. The names of firms show to members, those of people to you and to moderators.
need-title = Which training
need-title-help = As you would say it to a colleague: PLC basics for maintenance technicians.
need-body = What for
need-body-help = What your people do now, what they should be able to do afterwards, and on which machines.
need-people = How many people
need-people-help = Of your own. Others add theirs.
need-organisation = Of which organisation
need-organisation-none = None
need-organisation-choose = Choose
need-organisation-help = One that you belong to here.
need-mode = Where
need-mode-onsite = In a room
need-mode-online = Online
need-mode-hybrid = In a room or online
need-region = Region
need-region-any = Anywhere
need-region-help = Needed if it has to be in a room.
need-language = Language
need-languages = Languages it may be given in
need-times = Times that suit
need-time-mornings = Mornings
need-time-evenings = Evenings
need-time-weekdays = Sunday to Thursday
need-time-weekend = Friday and Saturday
need-months = Months that suit
need-months-help = None means that any will do.
need-more = Technologies, level and forum
need-technology = Technology
need-technologies = Technologies
need-level = What they know already
need-level-any = It does not matter
need-level-beginner = Nothing yet
need-level-intermediate = The basics
need-level-advanced = The trade
need-forum = Forum
need-forum-none = None: everybody sees it
need-forum-help = In a forum for members only they see it.
need-state = State
need-state-looking = Still wanted
need-state-open = Wanted
need-state-offered = Offers made
need-state-matched = Takes place
need-state-closed = No longer wanted
need-state-merged = Part of another
need-sort = Order
need-sort-newest = Newest first
need-sort-people = Most people first
need-online-only = May be online
need-mine = Only mine
need-people-word = { $n ->
    [one] person
   *[other] people
}
need-people-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
need-firms = { $n ->
    [0] no firm named
    [one] { $n } firm
   *[other] { $n } firms
}
need-signed-by = { $n ->
    [one] for { $n } person
   *[other] for { $n } people
}
need-asked-by = Asked for by { $name }
need-became = A training came of it
need-given-by = Given by
need-close = No longer wanted
need-close-text = Everybody who signed and every provider who offered is told. It cannot be opened again.
need-close-confirm = Close it
need-remove = Take it off the board
need-remove-text = It goes at once with its signatures and offers, and stands in the log of the moderators. Nobody is told.
need-remove-confirm = Take it off
need-who = Who needs it
need-sign = We need it, too
need-sign-text = Do your people need it, too? Say how many. You hear of offers and are invited when it takes place.
need-sign-change = Save
need-sign-undo = Take it back
need-signed = You signed
need-sign-in = Sign in to sign it
need-signers = Who signed, by name
need-firms-members = Members see which firms these are.
need-offers = Offers
need-offers-none = No provider has made an offer yet.
need-alike = Much like it
need-merge = The same as another?
need-merge-text = Make it part of one that is much like it. Who signed here signs there, everybody is told, and this address leads there. Offers made here end.
need-merge-into = Part of
need-merge-confirm = Make it part of this one
need-how = How it goes on
need-how-sign = Firms sign and say how many people they have.
need-how-offer = Providers offer days, seats and a price. Only who signed sees offers; providers see their own alone.
need-how-pick = Whoever asked picks an offer.
need-how-come = The provider publishes the training, and everybody who signed is invited.
offer-new = Make an offer
offer-change = Change our offer
offer-lede = Whoever asked, those who signed and moderators see it. Other providers do not.
offer-who-sees = Whoever asked, those who signed and moderators see this offer. Other providers never do, also not once you take it back.
offer-send = Send the offer
offer-organisation = For which organisation
offer-days = Days and hours
offer-days-help = In the time of Riyadh. Up to five days; leave what you do not need.
offer-day-starts = Day { $n } begins
offer-day-ends = Day { $n } ends
offer-price = Price in riyals
offer-price-help = 0 if it costs nothing.
offer-price-for = The price is for
offer-price-seat = for each seat
offer-price-all = for the whole training
offer-seats = Seats
offer-seats-help = How many people can come.
offer-mode = Where
offer-mode-onsite = In a room
offer-mode-online = Online
offer-mode-hybrid = In a room and online
offer-place = Place
offer-place-help = Needed if it is in a room: the town and the house.
offer-words = What else there is to say
offer-words-help = Programme, trainer, certificate, what participants bring.
offer-valid-until = It stands until
offer-valid-until-help = The last day on which it may be picked.
offer-state-open = Waits
offer-state-picked = Picked
offer-state-matched = Takes place
offer-state-declined = Not picked
offer-state-withdrawn = Taken back
offer-over = Its time is over
offer-free = Free of charge
offer-pick = Pick this one
offer-pick-text = Pick one, and its provider writes the training. The others wait until it is published.
offer-picked-text = The provider of the offer you picked writes the training now. Once it is published, everybody who signed is invited and the other providers are told. If nothing comes of it, pick another one.
offer-release = Pick it no more
offer-write = Write the training
offer-write-text = What was asked and offered stands in the draft already. It is yours, because you know the programme and may name your organisation as the one that teaches. Once you publish it, everybody who signed is invited.
offer-withdraw = Take the offer back
providers-heading = Training providers
providers-lede = Organisations that gave trainings here or offered to.
providers-search = Name
providers-none = No such provider
providers-none-text = Loosen the choice, or ask for the training: who gives it may answer.
providers-first = No provider yet
providers-first-text = Whoever gives a training here or makes an offer for one stands in this list.
provider-trainings = Trainings
provider-coming-heading = To come
provider-past-heading = Over
provider-coming = { $n ->
    [0] none to come
    [one] { $n } training to come
   *[other] { $n } trainings to come
}
provider-past = { $n ->
    [0] none given yet
    [one] { $n } training given
   *[other] { $n } trainings given
}
provider-taught = { $n ->
    [one] { $n } person taught
   *[other] { $n } people taught
}
flash-need-asked = It is on the board.
flash-need-signed = You signed. You hear of what comes of it.
flash-need-unsigned = Your signature is taken back.
flash-need-merged = It is part of this one now.
flash-need-closed = It is no longer wanted. Everybody who signed was told.
flash-offer-sent = Your offer was sent.
flash-offer-picked = The offer is picked, and its provider was told.
flash-offer-ended = The offer has ended.
denied-own-need = You cannot offer what you or your organisation need yourselves.
denied-not-provider = Only organisations entered as providers or chambers offer trainings. Join one, or enter yours.
denied-own-offer = Your own organisation made this offer. Whoever asked, or another moderator, picks.
denied-asker = Whoever asks signs for as long as it stands. Close it if it is no longer wanted.
notice-request-signed = { $name } needs the training that you asked for, too
notice-request-offer = { $name } offers the training that you asked for
notice-request-offer-picked = { $name } picked your offer: write the training
notice-request-offer-declined = Your offer was not picked
notice-request-matched = The training that you signed takes place: take your seat
notice-request-merged = A need that concerns you is part of this one now
notice-request-closed = A training that you signed or offered is no longer wanted
notice-request-reopened = A training that was found fell through: it is wanted again
log-need-removed = Need taken off the board
retention-needs = Trainings that were wanted and are no more, with signatures and offers
export-needs = Trainings you asked for
export-signatures = Trainings you signed
export-offers = Offers you made

# Forms: general words and everything that can be wrong with a field.
form-errors = Please check these
form-optional = (optional)
wrong-required = Please fill this in.
wrong-too-long = { $n ->
    [one] At most { $n } character.
   *[other] At most { $n } characters.
}
wrong-too-short = { $n ->
    [one] At least { $n } character.
   *[other] At least { $n } characters.
}
wrong-choice = Please choose one of the options.
wrong-email = This does not look like an e-mail address.
wrong-email-taken = There is already an account with this address.
wrong-handle = Only Latin letters, digits and underscore.
wrong-handle-taken = This user name is taken.
wrong-password-common = This password is too easy to guess.
wrong-agree = Please agree to the rules.
wrong-login = The name or the password is not right.
wrong-unconfirmed = Please confirm your e-mail address first. We have sent the link again.
wrong-forum-name = Only lower-case Latin letters, digits and underscore.
wrong-forum-name-taken = There is already a forum with this name.
wrong-address = This is not an address we understand.
wrong-address-unreachable = The other server does not answer. Try again later.
wrong-address-not-found = There is nothing at this address.
wrong-address-blocked = This server does not exchange posts with that one.
wrong-host = This is not the name of a server.
wrong-tags = { $n ->
    [one] At most { $n } entry.
   *[other] At most { $n } entries.
}

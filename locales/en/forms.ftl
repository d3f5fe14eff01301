# Forms: general words and everything that can be wrong with a field.
form-errors = Please check these
form-optional = (optional)
problem-required = Please fill this in.
problem-too-long = { $limit ->
    [one] At most { $limit } character.
   *[other] At most { $limit } characters.
}
problem-too-short = { $limit ->
    [one] At least { $limit } character.
   *[other] At least { $limit } characters.
}
problem-too-many = { $limit ->
    [one] At most { $limit } entry.
   *[other] At most { $limit } entries.
}
problem-email = This does not look like an e-mail address.
problem-username = Latin letters, digits and underscore, beginning with a letter.
problem-taken = This is already taken.
problem-weak-password = This password is too easy to guess.
problem-present-password = This is not your present password.
problem-credentials = The e-mail address or the password is not right.
problem-choice = Please choose one of the options.
problem-address = This is not an address of a forum or a person.
problem-unreachable = The other server does not answer, or has nothing there.
problem-link = This link was used already or is too old.
problem-last-admin = You are the only administrator. Appoint another one first.
problem-day = A day that has been, please.
problem-too-late = It is too late for that.
problem-unidentified = First make sure who asks, and tick it above.
problem-notice = Without accepting the privacy notice no account can be opened.
problem-host = This is not the name of a server.
problem-national-number = A unified national number has 10 digits and begins with 7, such as 7001234567.
problem-website = This is not the address of a website, such as https://factory.example.
problem-city-elsewhere = This industrial city lies in another region.
problem-code = Latin letters, digits and hyphens; of a sector, its ISIC number of two to four digits.
problem-number = Please write a whole number.
problem-degrees = Please write degrees as a decimal number, such as 24.67.

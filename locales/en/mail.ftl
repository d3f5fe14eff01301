# Letters.
mail-hello = Hello { $name },
mail-confirm-subject = Confirm your address for { $site }
mail-confirm-text = Somebody, hopefully you, opened an account at { $site } with this address. To confirm it, open this link:
mail-confirm-button = Confirm address
mail-confirm-link = If the button does not work, copy this link into your browser:
mail-confirm-help = The link works for two days. If this was not you, do nothing; the account stays closed.
mail-exists-subject = You already have an account at { $site }
mail-exists-text = Somebody, hopefully you, tried to open an account at { $site } with this address. You already have one; your user name is { $name }.
mail-exists-button = Sign in
mail-exists-help = If this was not you, do nothing; nothing was changed.

# Following forums and people of other servers.
connect-heading = Connect with another server
connect-lede = Enter the address of a forum or a person elsewhere. You see what is there before you follow.
connect-address = Address
connect-address-help = For example
connect-look = Look it up
connect-how-1 = Where do I find an address?
connect-how-1-text = On the page of a forum or profile, in the column beside it; or copy the link of the page.
connect-how-2 = What happens when I follow?
connect-how-2-text = New topics arrive here by themselves. Your replies appear there under your name, with this server beside it.
found-forum = Forum
found-person = Person
found-open = Read here
found-latest = Latest posts
found-latest-none = Nothing public yet.

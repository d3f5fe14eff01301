# What is new, watched, kept and gathered.
permalink = Link to this post
quote = Quote
reply-new = New
replies-new = To the first new reply
new-since = New since your last visit
newer-count = { $n ->
    [one] { $n } new reply
   *[other] { $n } new replies
}
newer-many = More than 99 new replies
news-count = { $n ->
    [one] { $n } new
   *[other] { $n } new
}
news-many = More than 99 new
forum-mark-read = Mark all as read
load-from-home = Load from the home server
flash-loading = The missing replies are being fetched from the home server. Reload the page in a moment.
near-heading = Related topics
feed = Feed (Atom)

level-label = Notifications:
level-watch = Watching
level-normal = Normal
level-mute = Muted
level-watch-forum = A notification for each new topic.
level-watch-topic = A notification for each new reply.
level-normal-help = Notifications for replies to you and mentions.
level-mute-help = Not on your home page, and no notifications.
settings-watching = Watching
watching-lede = The forums and topics that you watch or have muted. A topic's own level counts before its forum's.
watching-empty = Nothing watched or muted
watching-empty-text = Forums and topics have a bell at their head: choose there how much you want to hear.
watching-forums = Forums
watching-topics = Topics
notice-watched-forum = { $name } began a topic in a forum you watch
notice-watched-topic = { $name } replied in a topic you watch

place-bookmarks = Bookmarks
bookmark = Bookmark
bookmarked = Bookmarked
bookmarks-lede = Posts you keep, with notes that only you see.
bookmarks-folders = Folders
bookmarks-all = All
bookmarks-empty = Nothing here yet
bookmarks-empty-text = Press Bookmark under a topic or a reply, and it is kept here.
bookmark-gone = This post was deleted.
bookmark-edit = Folder and note
bookmark-remove = Remove bookmark
bookmark-note = Note
bookmark-note-help = Only you see it.
bookmark-folder = Folder
bookmark-no-folder = No folder
bookmark-new-folder = Or a new folder
folder-remove = Remove the folder { $name }
folder-remove-help = The bookmarks in it stay.

place-sectors = Sectors
sectors-lede = What forums here and on other servers discuss in each sector.
sectors-empty = No sector has a forum yet
sectors-empty-text = Administrators say on a forum's page which sector it belongs to.
sectors-unused = Sectors without a forum
sector-lede = Topics from all forums of this sector, here and on other servers, latest activity first.
sector-forums = Forums of this sector
sector-empty = No topics yet
sector-empty-text = No forum of this sector has a topic you can read.
forum-sector = Sector
forum-sector-set = Sector of this forum
forum-sector-none = None
forum-tags = Tags in use
forums-count = { $n ->
    [one] { $n } forum
   *[other] { $n } forums
}
tag-open = Open questions
tag-everywhere = In all forums
tag-forum = To the forum
tag-look-further = Nothing among the latest posts with this tag. Older ones may be further on.

export-bookmarks = What you keep
export-watched = What you watch and mute
export-reading = How far you have read
export-folder = Folder
export-note = Note
export-read-to = Read up to

# Forums: index, page, context.
forums-lede = Each forum gathers one field of work. Follow the ones that matter to your plant.
forums-tabs = Which forums
forums-tab-local = Here
forums-tab-followed = Followed
forums-tab-discover = On other servers
forums-empty-local = No forums yet
forums-empty-local-text = The administrators of this server have not opened a forum.
forums-empty-followed = You follow no forum yet
forums-empty-followed-text = Open a forum and press Follow; it will be listed here and its topics on your home page.
forums-empty-discover = No forum of another server is known yet
forums-empty-discover-text = Enter the address of a forum elsewhere, and it can be read and followed from here.

scope-instance = This server
scope-network = Trusted network
scope-public = Public
scope-instance-sentence = Only members of this server can read it.
scope-network-sentence = Members of this server and of servers it trusts can read it.
scope-public-sentence = Everyone can read it, here and on other servers.
posting-members = Every member
posting-moderators = Moderators only

forum-new = New forum
forum-edit = Edit forum
forum-create = Create forum
forum-about = About this forum
forum-active = active
forum-since = Since
forum-posting = Who begins topics
forum-moderators = Moderators
forum-address = Address
forum-address-help = To follow this forum from another server, search for this address there.
forum-empty = No topics yet
forum-empty-text = Begin with the question your plant asks itself most often.
forum-all-topics = All topics
forum-no-unanswered = No open questions
forum-no-unanswered-text = Every question of this forum has an answer.

topics-tabs = Type of topic
topics-tab-all = All
topics-tab-questions = Questions
topics-tab-discussions = Discussions
topics-tab-announcements = Announcements
sorts = Order
sort-active = Active
sort-new = New
sort-unanswered = Unanswered
sort-top = Top
topics-count = { $n ->
    [one] { $n } topic
   *[other] { $n } topics
}
followers-count = { $n ->
    [one] { $n } follower
   *[other] { $n } followers
}
posts-count = { $n ->
    [one] { $n } post
   *[other] { $n } posts
}

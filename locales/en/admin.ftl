# Administration: forums and connected servers.
admin-forums-lede = The forums of this server, who reads them and who begins topics.
admin-forums-empty-text = Open the first one: a field of work your members share.
column-forum = Forum
column-scope = Readers
column-actions = Actions
column-server = Server
column-state = State
column-policy = Decision
column-queue = Waiting
column-sent = Last sent
column-received = Last received
field-forum-name = Name in the address
field-forum-name-help = Lower-case Latin letters, digits and underscore, such as energy. It cannot be changed later.
field-forum-scope = Who can read it?
federation-lede = The servers this one exchanges posts with.
federation-mode = Whom do we talk with?
mode-allow-list = Only servers we allow
mode-allow-list-help = Everything else is refused. For closed networks of chambers and clusters.
mode-open = Every server we have not blocked
mode-open-help = Anybody in the wider network can follow public forums and reply.
policy-host = Decide about a server
policy-host-help = Its name only, without https:// or a path.
policy-allow = Allow
policy-block = Block
policy-clear = Undo decision
policy-undecided = None
policy-allowed = Allowed
policy-blocked = Blocked
peers-heading = Servers
peers-empty = No server is connected yet
peers-empty-text = A server is listed here once somebody here follows somebody there, or the other way round.
peer-healthy = Reachable
peer-failing = Trying again
peer-dormant = Resting
field-name-ar = Name in Arabic
field-name-en = Name in English
field-description-ar = What is it about? In Arabic
field-description-en = What is it about? In English
peer-dead = Given up
peer-next-try = Next try
peer-refused = { $n ->
    [one] { $n } refused for good
   *[other] { $n } refused for good
}
peer-retry = Try now
policy-trusted = Part of the trusted network
policy-trusted-help = Forums of the trusted network are shared with it.
policy-note = Note
policy-note-help = Why; only administrators read it.

field-moderator = Appoint a moderator
field-moderator-help = A user name here, such as sara, or an address elsewhere: sara@jeddah.example.
moderator-appoint = Appoint
moderator-dismiss = Dismiss

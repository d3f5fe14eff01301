# Landing page and home.
landing-title = Welcome
landing-heading = Ask the engineer who has already solved it
landing-lede = Factory owners, plant engineers and operations managers ask, answer and share what worked on the floor.
landing-join = Join the cluster
landing-browse = Browse the forums
landing-unanswered = Questions waiting for an answer
landing-unanswered-none = Every question has an answer
landing-unanswered-none-text = Nobody is waiting right now. Ask something your line struggles with.
landing-cases = Newest case studies
landing-cases-all = All case studies
landing-cases-browse = Look through the case studies
landing-cases-none = The first one is still to be written.
landing-map = Where it was done
landing-proof = Answered lately
landing-questions-all = All questions
landing-instance = Whose place this is
landing-instance-text = { $site } runs this server at { $host }. Members have their account here and talk with members of other chambers from here.
landing-peers-more = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}
landing-about = About this server
landing-peers-text = Forums of these servers can be followed from here, and ours from there.
landing-how = How it works
landing-how-1 = Ask in plain words
landing-how-1-text = Describe the machine, what you measured and what you tried. Arabic, English, or both in one post.
landing-how-2 = Get answers from other plants
landing-how-2-text = Members of this cluster and of connected chambers see your question, wherever their account lives.
landing-how-3 = Mark what worked
landing-how-3-text = The accepted answer stays right under the question, so the next plant finds it in a minute.
figure-members = Members
figure-topics = Topics
figure-answered = Answered questions
figure-verified = Verified factories
figure-cases = Case studies
figure-followers = Followers
home-heading = Your forums
home-lede = What happened lately in the forums you follow.
home-empty = You follow no forum yet
home-empty-text = Follow the forums that match your plant, and their newest topics will meet you here.
home-empty-action = Choose forums
home-quiet = Nothing here yet
home-quiet-text = The forums you follow are quiet. Look at what others discuss meanwhile.
home-followed = Forums you follow
home-notes = From people you follow
home-followed-none = None yet.

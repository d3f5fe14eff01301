# The page of components, for those who build the site.
design-lede = Every part of the interface beside the others, in this language, direction and theme.
design-colour = Colour
design-type = Type
design-buttons = Buttons
design-labels = Labels
design-fields = Fields
design-people = People
design-lists = Lists
design-replies = Replies
design-messages = Messages
design-figures = Figures
design-specimen = Vibration rose after the bearing was replaced

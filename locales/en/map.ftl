# The map of case studies, and the pages of regions.
map-heading = Case studies on the map
map-label = Saudi Arabia by regions
map-legend = Case studies in a region
map-city = Industrial city: the larger, the more
map-schematic = A schematic outline, not an official boundary.
map-elsewhere = { $n ->
    [one] { $n } more names no region.
   *[other] { $n } more name no region.
}
map-table = Case studies by region
map-as-table = The same as a table
map-narrow = Narrow these down
map-live-open = Move and zoom the map
map-live-close = Back to the drawing
map-live-label = Map of case studies. Arrow keys move it, plus and minus zoom.
map-live-failed = The map could not be loaded. The drawing shows the same.
map-street = Street map behind it
map-street-none = No street map
map-zoom-in = Zoom in
map-zoom-out = Zoom out
case-views = Ways to look at them
case-as-list = List
case-as-table = Table
case-as-map = Map
case-chosen = { $n ->
    [one] { $n } limit
   *[other] { $n } limits
}
cases-first = The first case study is still to be written
cases-first-text = Tell what you changed, what it cost and what it gained: with figures before and after, so that others can follow.
region-lede = What factories of this region did, and what they gained.
region-none = No case study from here yet
region-none-text = Be the first factory of the region to tell how it was done.
region-all = All of this region
region-cities = Industrial cities
region-cities-none = None is named yet.
region-sectors = Sectors
region-members = Members here
region-people = People of this region
region-organisations = Organisations of this region

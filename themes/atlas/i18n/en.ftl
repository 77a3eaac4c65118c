# The words of the interface, in English. Every locale has the same ids.

## Finding one's way

skip-to-content = Skip to the content
nav-home = Overview
nav-stages = The journey
nav-pillars = Pillars
nav-pages = More pages
nav-sections = In this playbook
nav-tools = Use it
nav-all-playbooks = All playbooks
nav-matrix = Pillars and stages
nav-mistakes = Common mistakes
nav-checklist = Checklist
nav-audit = Audit
nav-touchpoints = Touchpoints
nav-metrics = Metrics
nav-takeaways = Key takeaways
nav-glossary = Glossary
nav-print = Print
nav-review = Review status
nav-search = Search
breadcrumbs-label = You are here
toc-title = On this page
menu-title = Contents
menu-close = Close
scheme-title = Light or dark
scheme-system = As the device
scheme-light = Light
scheme-dark = Dark
around-label = Before and after
around-previous = Before
around-next = Next
heading-anchor = Link to “{ $title }”
footnote-back = Back to the text

## Pages

page-index = Playbooks
page-404 = Page not found
page-card = { $stage }: one-page card
not-found-text = There is no page at this address. It may have been renamed or retired.
not-found-hint = These pages exist for certain:
alias-text = This page has moved. If you are not taken there, follow the link:
index-intro = Each playbook follows one customer through one journey.
index-other-client = Other playbooks

## Stages

stage-discovery = Discovery
stage-research = Research
stage-consideration = Consideration
stage-conversion = Conversion
stage-advocacy = Advocacy
stage-number-of = Stage { $number } of { $total }
stage-missing = no page yet
stage-feeds-text = From here the journey leads to
stage-customer-goal = The customer wants
stage-brand-goal = The brand’s job
stage-exit-signal = Ready to move on
stage-localized = Adapted to the market
customer-doing = Doing
customer-thinking = Thinking
customer-feeling = Feeling
emotion-label = Mood
emotion-1 = low
emotion-2 = uneasy
emotion-3 = even
emotion-4 = good
emotion-5 = high
emotion-of = { $word }, { $level } of 5
stage-card-link = One-page card for this stage

## Headings the theme sets

section-what-works = What works
section-checklist = Checklist
section-mistakes = Mistakes
section-pillars = Pillars
section-touchpoints = Touchpoints
section-metrics = Metrics
section-takeaway = Key takeaway
section-takeaways = Key takeaways
section-symptoms = How it shows
section-loop = The loop
section-thin = Thin spots
section-gravest = The gravest mistake
section-start = What to do next
section-contents = Contents
section-audit = Audit
section-glossary = Glossary
section-pages = Pages
section-stages = Stages

## Home

home-actor = For the { $actor }
home-scenario = It begins when
home-goal = The aim
home-platforms = Platforms
home-market = Market
home-cycle = Time to decide
home-client = Client
home-owner = Owner
home-reviewed = Last reviewed
home-start = Start with { $stage }
home-start-hint = Read the stages in order, once, all the way round.
home-checklist = Open the checklist
home-checklist-hint = { $count ->
    [one] One item, by stage, with its owner.
   *[other] { $count } items, by stage, with their owners.
}
home-audit = Take the audit
home-audit-hint = { $count ->
    [one] One question about where you stand.
   *[other] { $count } questions about where you stand, and where to begin.
}
home-print = Print the playbook
home-print-hint = Everything on paper, one stage to a page.
home-thin-intro = Here the playbook offers least. Strengthen it before you rely on it.
home-thin-none = Every stage has pillars, items, touchpoints and metrics.
home-gravest-more = What to do instead

loop-title = The journey as a loop
loop-node = { $number } { $label }, { $coverage }% covered
loop-coverage = { $coverage }% covered
loop-legend-ring = A full ring means that the stage has its goals, pillars, checklist, touchpoints, metrics and takeaway.
loop-legend-return = Dashed lines lead back into the loop.
loop-return = Leads back to

thin-pillars = { $count ->
    [0] No pillar serves it.
    [one] Only one pillar serves it.
   *[other] Only { $count } pillars serve it.
}
thin-items = { $count ->
    [0] Its checklist has no item.
    [one] Its checklist has only one item.
   *[other] Its checklist has only { $count } items.
}
thin-touchpoints = { $count ->
    [0] No touchpoint is listed.
    [one] Only one touchpoint is listed.
   *[other] Only { $count } touchpoints are listed.
}
thin-metrics = { $count ->
    [0] Nothing is measured.
    [one] Only one metric is read.
   *[other] Only { $count } metrics are read.
}

## Counts

items-count = { $count ->
    [0] no items
    [one] 1 item
   *[other] { $count } items
}
pillars-count = { $count ->
    [0] no pillars
    [one] 1 pillar
   *[other] { $count } pillars
}
mistakes-count = { $count ->
    [0] no mistakes
    [one] 1 mistake
   *[other] { $count } mistakes
}
stages-count = { $count ->
    [0] no stages
    [one] 1 stage
   *[other] { $count } stages
}
points-count = { $count ->
    [one] 1 point
   *[other] { $count } points
}
points-up-to = up to { $count ->
    [one] 1 point
   *[other] { $count } points
}

## Checklists

level-must = Must
level-should = Should
level-could = Could
tag-listen = listening
tag-seed = seeding
tag-localize = local
tag-price = price
tag-objection = objection
tag-value = value
tag-search = search
tag-measure = measuring
mode-do-confirm = Do, then confirm
mode-do-confirm-hint = Do the work from memory, then stop and read the list.
mode-read-do = Read, then do
mode-read-do-hint = Read each item aloud and do it before the next.
checklist-when = When
checklist-caller = Read out by
checklist-detail = How
checklist-intro = Every checklist of the playbook, in the order of the journey.
checklist-download = Download as a table (CSV)
checklist-empty = No checklist has been written yet.

## Mistakes

mistake-label = Mistake
instead-label = Instead
mistake-prevented-by = Prevented by
mistake-symptoms = How it shows
mistake-stages = Made in
mistakes-spanning = Mistakes that span stages
mistakes-intro = What goes wrong most often, the gravest first, and what to do instead.
mistakes-empty = No mistakes have been written down yet.
mistake-read-more = In full
severity-critical = Critical
severity-major = Major
severity-minor = Minor
severity-label = Severity

## Pillars

intent-inspire = Inspire
intent-inform = Inform
intent-reassure = Reassure
intent-convert = Convert
intent-re-engage = Re-engage
role-primary = primary
role-supporting = supporting
creator-brand = the brand
creator-kol = opinion leaders (KOL)
creator-koc = opinion consumers (KOC)
creator-ugc = users
creator-staff = staff
cta-none = nothing
cta-save = save it
cta-follow = follow
cta-ask = ask a question
cta-shop = shop
pillar-label = Content pillar
pillar-intent = It is there to
pillar-stages = Stages
pillar-formats = Told as
pillar-creators = Told by
pillar-cta = Asks people to do
pillar-queries = People search for
pillar-cadence = Rhythm
pillar-localized = Adapted to the market
pillar-tags = Tags

## Matrix

matrix-intro = Which pillar serves which stage. An empty column is a stage nobody writes for.
matrix-caption = Pillars by stage
matrix-pillar = Pillar
matrix-total = Pillars in all
matrix-gap = gap
matrix-none = not served
matrix-legend = Legend
matrix-scroll = Table of pillars and stages, scrolls sideways
matrix-empty = No pillar has been written yet.

## Audit

audit-points = Points
audit-points-total = { $count ->
    [one] One point to be had in all.
   *[other] { $count } points to be had in all.
}
audit-look-at = Look at
audit-fix = Where to begin
audit-answers = Answers, from the weakest to the strongest

## Touchpoints

ownership-owned = owned
ownership-paid = paid
ownership-earned = earned
role-discover = discover
role-verify = verify
role-price-check = compare prices
role-pay = pay
role-share = share
initiator-customer = the customer
initiator-brand = the brand
initiator-peer = a peer
touchpoints-intro = Where buyer and brand meet, from platform to platform.
touchpoints-map-title = Map of the touchpoints: platforms from top to bottom, stages from left to right
touchpoints-map-text = The table below says the same in words.
touchpoints-map-scroll = Map of the touchpoints, scrolls sideways
touchpoints-caption = Touchpoints
touchpoints-table-scroll = Table of touchpoints, scrolls sideways
touchpoints-empty = No touchpoint has been listed yet.
col-touchpoint = Touchpoint
col-platform = Platform
col-stages = Stages
col-ownership = Owned, paid or earned
col-owner = Owner
col-role = Serves to
col-initiator = Begun by
col-next = Leads to

## Metrics

metric-leading = leading
metric-lagging = lagging
metrics-intro = What is read, where, how often, and what it should become.
metrics-caption = Metrics
metrics-table-scroll = Table of metrics, scrolls sideways
metrics-empty = No metric has been defined yet.
col-metric = Metric
col-kind = Kind
col-source = Source
col-baseline = Before
col-target = Target
col-cadence = Read

## Takeaways and glossary

takeaways-intro = If you remember one thing of each stage, let it be this.
takeaways-playbook = The playbook in short
glossary-also = Also
glossary-other = Other terms

## Review status

status-draft = draft
status-review = in review
status-approved = approved
status-retired = retired
evidence-assumed = assumed
evidence-partial = partly researched
evidence-researched = researched
kind-playbook = Playbook
kind-stage = Stage
kind-pillar = Pillar
kind-mistake = Mistake
kind-page = Page
review-intro = Who answers for which page, when it was last looked at, and when it is due again.
review-caption = Review status of every page
review-table-scroll = Table of review dates, scrolls sideways
review-due = Due { $date }
review-reviewed = Reviewed { $date }
review-approved = Approved by { $name }
review-approved-on = Approved by { $name } on { $date }
col-page = Page
col-status = Status
col-evidence = Evidence
col-last-reviewed = Last reviewed
col-due = Due
col-approved = Approved
draft-note = Draft: not published yet.
updated-on = Updated { $date }
labelled = { $label }: { $value }
lead-in = { $label }:

## Print and downloads

print-hint = This page is made for paper: one stage to a page, boxes to tick with a pen. Use your browser’s print command.
print-edition = Edition
card-back = Back to the stage
downloads-label = Downloads
download-json = Playbook as data (JSON)
download-mermaid = Journey as a diagram (Mermaid)
download-csv = Checklist as a table (CSV)
feed-title = Changes (Atom feed)
footer-made-with = Made with { $generator }

## Callouts

callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution

## Time

duration-minutes = { $count ->
    [one] 1 min
   *[other] { $count } min
}
duration-hours = { $count ->
    [one] 1 h
   *[other] { $count } h
}
duration-days = { $count ->
    [one] 1 d
   *[other] { $count } d
}
date-long = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

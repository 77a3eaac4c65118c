# Runs: named uses of the checklist, with their ticks and notes.

## Everywhere

js-run-first = My run
js-run-found = Recovered run
js-run-unnamed = New run
js-run-copy = { $name }, copy
js-done-of = { $done } of { $total } done
js-run-switch = { $done } of { $total } done. Open runs
js-run-said = { $stage }: { $stageDone } of { $stageTotal } done. All in all { $done } of { $total }.
js-resume = Continue: { $stage }
js-loop-legend = The outer ring shows what is done in “{ $name }”.
js-loop-node = { $label }. { $done } of { $total } items done
js-run-not-kept-tab = This browser is not storing anything right now. Your ticks and notes last until you close this tab; save them as a file to keep them.
js-run-not-kept-page = This browser is not storing anything right now. Your ticks and notes last until you leave this page; save them as a file to keep them.
js-run-dismiss = Hide this note

## The dialog

js-runs-title = Runs
js-run-close = Close
js-run-since = begun { $date }
js-run-deeds = What to do with “{ $name }”
js-run-rename = Rename
js-run-duplicate = Duplicate
js-run-reset = Reset
js-run-delete = Delete
js-run-new = A new run, for a launch, a shop, a quarter
js-run-name = Name of the run
js-run-begin = Start
js-run-begun = “{ $name }” is the run in use now.
js-run-renamed = The run is called “{ $name }” now.
js-run-leave = Cancel
js-run-reset-ask = Reset “{ $name }”? It holds { $ticks ->
    [0] no ticks
    [one] one tick
   *[other] { $ticks } ticks
 } and { $notes ->
    [0] no notes.
    [one] one note.
   *[other] { $notes } notes.
 }
js-run-reset-yes = Yes, reset
js-run-was-reset = “{ $name }” is blank again.
js-run-delete-ask = Delete “{ $name }”? It holds { $ticks ->
    [0] no ticks
    [one] one tick
   *[other] { $ticks } ticks
 } and { $notes ->
    [0] no notes.
    [one] one note.
   *[other] { $notes } notes.
 }
js-run-delete-yes = Yes, delete
js-run-deleted = “{ $name }” is deleted.
js-run-undo = Undo
js-run-undone = Everything is as it was before.
js-run-kept = Runs are kept in this browser, on this device. To take one elsewhere, save it as a file or copy a link.

## Taking a run along

js-run-along = Take “{ $name }” along
js-run-save = Save as a file
js-run-open = Open a file
js-run-link = Copy a link
js-run-markdown = Copy as Markdown
js-run-print-filled = Print with ticks
js-run-print-blank = Print blank
js-run-saved = Saved as { $file }.
js-run-link-copied = The link is copied. Whoever opens it can take over your ticks and notes.
js-run-link-long = With its notes the link would be too long for many mail programs.
js-run-link-short = Copy it without notes
js-run-link-too-long = This run is too long for a link. Save it as a file instead.
js-run-markdown-copied = The checklist is copied as Markdown, with its ticks and notes.
js-run-copy-self = The browser does not allow copying. Copy this text yourself:
js-run-other = Without a stage

## Taking a run over

js-run-take-ask = Take over “{ $name }”? It holds { $ticks ->
    [0] no ticks
    [one] one tick
   *[other] { $ticks } ticks
 } and { $notes ->
    [0] no notes.
    [one] one note.
   *[other] { $notes } notes.
 }
js-run-take-unknown = { $count ->
    [one] One of its items is not in this playbook; it is kept all the same.
   *[other] { $count } of its items are not in this playbook; they are kept all the same.
 }
js-run-take-new = As a new run
js-run-take-into = Add to my run
js-run-take-into-hint = Adding it to “{ $name }” keeps every tick and note you have.
js-run-merged = Added to “{ $name }”.
js-run-no-json = This file cannot be read: it is not JSON.
js-run-other-file = This file is not a saved run.
js-run-newer = This run comes from a newer version of the site. Reload this page and try again.
js-run-damaged = This file is damaged: part of the run is not what it should be. Nothing was taken over.
js-run-too-big = This is too big to be a run. Nothing was taken over.
js-run-broken-link = The run in this link cannot be read. The link may have been cut off; ask for it again, or for a file.
js-run-other-playbook = None of the items in this run are in this playbook. It belongs to another one.

## Notes and marks on items

js-note-add = Add a note: { $item }
js-note-edit = Change the note: { $item }
js-note-done = Done
js-item-new = New
js-item-picked = Picked

## The filter

js-filter-label = Filter the items
js-filter-all = All
js-filter-stage = Stage
js-filter-owner = Owner
js-filter-level = Level
js-filter-tag = Tag
js-filter-show = Show
js-show-open = Open
js-show-done = Done
js-show-picked = Picked
js-show-noted = With a note
js-show-new = New
js-filter-shown = { $count ->
    [0] No item fits.
    [one] One of { $total } items fits.
   *[other] { $count } of { $total } items fit.
 }
js-filter-clear = Show all

## What changed since the run began

js-news-fresh = { $count ->
    [one] One item is new since this run began.
   *[other] { $count } items are new since this run began.
 }
js-news-show = Show new items
js-news-take = Got it
js-news-taken = The new items are part of the run now.
js-news-gone = { $count ->
    [one] One item of this run is no longer in the playbook
   *[other] { $count } items of this run are no longer in the playbook
 }
js-news-gone-kept = Their ticks and notes are kept, in case they come back.
js-news-done = (done)

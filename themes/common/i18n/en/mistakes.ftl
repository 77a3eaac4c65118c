# Mistakes: the index, "is this us?", and the items that prevent them.

mistakes-filter = Find a mistake
mistakes-filter-text = Words
mistakes-filter-stage = Stage
mistakes-filter-guard = Prevention
mistakes-any-severity = All
mistakes-any-stage = All
mistakes-any-guard = Any
mistakes-guarded = An item prevents it
mistakes-unguarded = No item prevents it yet
mistakes-ask = Is this us?
mistakes-ask-hint = Tick what you recognise. What fits, and what helps against it, appears below.

js-mistakes-shown = { $count ->
    [0] No mistake fits these filters.
    [one] 1 mistake shown.
   *[other] { $count } mistakes shown.
}
js-mistakes-all = Show all
js-signs-question = { $title }?
js-signs-whole = Anywhere on the journey
js-signs-ticked = { $count ->
    [0] nothing ticked
    [one] 1 ticked
   *[other] { $count } ticked
}
js-signs-fit = { $count ->
    [0] No mistake fits so far.
    [one] 1 mistake fits.
   *[other] { $count } mistakes fit, the gravest first.
}
js-signs-state = { $ticked }, { $mistakes ->
    [one] 1 mistake fits
   *[other] { $mistakes } mistakes fit
}
js-signs-of = { $ticked } of { $count } signs
js-signs-one = { $ticked } of { $count } signs ticked. { $fits ->
    [yes] This is what it looks like here: begin with the items below.
   *[no] So far this is not you.
}
js-signs-found = What fits
js-signs-instead = Do this instead
js-signs-items = Items that prevent it
js-signs-clear = Untick all
js-signs-cleared = Nothing is ticked any more.
js-signs-kept = What you tick is kept in this browser, in the run “{ $run }”.
js-signs-lost = This browser keeps nothing, so that ticks are gone when the page is closed.
js-signs-undo = Undo
js-signs-undone = The ticks are back.
js-guard-add = Add to the run
js-guard-add-of = Add to the run: { $item }
js-guard-drop = Take off
js-guard-drop-of = Take off the run: { $item }
js-guard-picked = to do in this run
js-guard-done = done in this run
js-guard-added = Added to the run: { $item }
js-guard-dropped = Taken off the run: { $item }
js-guard-add-all = { $count ->
    [one] Add 1 item to the run
   *[other] Add all { $count } items to the run
}
js-guard-added-all = { $count ->
    [one] 1 item added to the run.
   *[other] { $count } items added to the run.
}

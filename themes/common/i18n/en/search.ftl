## The search dialog.

js-search-label = Search
js-search-placeholder = Search pages, checklists, terms…
js-search-close = Close the search
js-search-keys = ↑ ↓ to move, Enter to open, Ctrl or ⌘ with Enter for a new tab
js-search-slash = Open the search with the / key
js-search-where = Where to search
js-search-own = This playbook
js-search-everywhere = All playbooks
js-search-kinds = Kinds of results
js-search-stages = Stages
js-search-number = { $count }
js-search-reading = Getting the search ready…
js-search-failed = The search could not be loaded. Check the connection and try again.
js-search-hint = Type a word, or choose a kind or a stage to see all there is.
js-search-some = No place has all of these words; these have some of them.
js-search-count = { $count ->
    [0] No results
    [one] { $count } result
   *[other] { $count } results
}
js-search-more = { $count ->
    [one] Show { $count } more
   *[other] Show { $count } more
}
js-search-nothing = Nothing found for “{ $query }”.
js-search-advice = Try fewer or shorter words.
js-search-widen = { $count ->
    [one] Show { $count } result of any kind and stage
   *[other] Show { $count } results of any kind and stage
}
js-search-instead = Search for “{ $query }” instead
js-search-try-everywhere = Search all playbooks

# Kinds of results: several, as a filter.
js-search-kind-page = Pages
js-search-kind-item = Checklist items
js-search-kind-mistake = Mistakes
js-search-kind-term = Terms
js-search-kind-touchpoint = Touchpoints
js-search-kind-metric = Metrics
js-search-kind-question = Audit questions

# Kinds of results: one, beside its title.
js-search-one-page = Page
js-search-one-item = Checklist item
js-search-one-mistake = Mistake
js-search-one-term = Term
js-search-one-touchpoint = Touchpoint
js-search-one-metric = Metric
js-search-one-question = Audit question

# Between names in a row.
js-search-and = { ", " }

## Terms explained in place.

js-term-also = Also:
js-term-more = Open the glossary
js-term-close = Close

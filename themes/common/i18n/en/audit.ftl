# The audit: scores, risks, what to mend first, and what one takes along.

audit-risk = Risk
audit-total = In all
audit-score-legend = Of the questions that are answered. Strong: three quarters of the points or more. Thin: half or more. At risk: less.
audit-note = Note
audit-print = Print
audit-print-blank = Print a blank sheet
audit-csv = Download as CSV
audit-copy = Copy as Markdown
audit-reset = Clear the answers

js-audit-score = { $got } of { $most } points
js-audit-none = – of { $most } points
js-audit-open = { $count ->
    [0] no question open
    [one] 1 question open
   *[other] { $count } questions open
}
js-audit-both = { $score }, { $open }
js-audit-cell = { $got } of { $most }
js-audit-cell-none = – of { $most }
js-audit-cell-open = { $count } open
js-audit-said = { $stage }: { $score }, { $risk }. { $open }.
js-audit-risk-strong = strong
js-audit-risk-thin = thin
js-audit-risk-risk = at risk
js-audit-risk-open = not answered
js-audit-kept = Answers and notes are kept in this browser, in the run “{ $run }”.
js-audit-lost = This browser keeps nothing, so that answers are gone when the page is closed. Download or copy them first.
js-audit-clear-one = Take the answer back
js-audit-cleared-one = Answer taken back.
js-audit-next = Next open question
js-audit-todo = What to mend first
js-audit-todo-intro = The weakest answers first. Each leads to its question, and to where the playbook says what to do.
js-audit-todo-none = Nothing to mend: every answered question has all its points.
js-audit-todo-wait = Answer a question, and what to mend first appears here.
js-audit-todo-line = { $points } of { $most } points
js-audit-todo-begin = Begin here:
js-audit-reset-title = Clear all answers?
js-audit-reset-text = The answers and notes of this audit in the run “{ $run }” go. Ticks in the checklist stay.
js-audit-reset-yes = Clear them
js-audit-reset-no = Keep them
js-audit-reset-done = Answers cleared.
js-audit-undo = Undo
js-audit-undone = The answers are back.
js-audit-copied = Copied.
js-audit-copy-failed = The browser does not let pages copy. Download the CSV instead.
js-audit-col-stage = Stage
js-audit-col-question = Question
js-audit-col-answer = Answer
js-audit-col-points = Points
js-audit-col-most = Most
js-audit-col-risk = Risk
js-audit-col-note = Note
js-audit-col-fix = Where to begin
js-audit-md-score = Score
js-audit-md-answers = Answers
js-audit-md-run = Run: { $run }

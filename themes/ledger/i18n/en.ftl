# What only the ledger theme says. Everything else comes from atlas.

ledger-record = Record
ledger-stages = The stages at a glance
ledger-stages-scroll = Table of the stages, scrolls sideways
ledger-items = Items
ledger-covered = Covered
ledger-percent = { $count }%

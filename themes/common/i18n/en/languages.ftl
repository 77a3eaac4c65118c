# Languages: the switch between editions, what stands between the parts of a list, the heads of tables that are downloaded.

editions-label = Language
list-separator = {", "}
sentence-gap = {" "}
customer = Customer

csv-stage = stage
csv-checklist = checklist
csv-level = level
csv-item = item
csv-owner = owner
csv-minutes = minutes
csv-tags = tags
csv-id = id
csv-page = page

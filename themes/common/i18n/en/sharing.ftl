# What a page is about in one sentence, where its author says nothing: for search engines and previews.
about-index = Playbooks, each of which follows one customer through one journey.
about-card = “{ $page }” on one page: what to do, what to look out for, what to remember.
about-matrix = Which content pillars of “{ $playbook }” serve which stage of the journey, and where one is missing.
about-mistakes = What goes wrong in “{ $playbook }”, how to notice it, and what to do instead.
about-checklist = Everything to do in “{ $playbook }”, stage by stage, to tick off.
about-audit = Questions that show how well each stage of “{ $playbook }” is done, and what to mend first.
about-touchpoints = Where customers of “{ $playbook }” meet the brand, stage by stage and platform by platform.
about-metrics = How “{ $playbook }” is measured, stage by stage.
about-takeaways = What to remember of “{ $playbook }”, in a few sentences.
about-glossary = The words of “{ $playbook }”, explained.
about-print = All of “{ $playbook }” to print or to save.
about-review = Who answers for each page of “{ $playbook }”, and when it was last reviewed.
about-page = “{ $page }”, a page of “{ $playbook }”.

# 作者没写简介时，一句话说明本页内容，供搜索引擎和分享预览使用。
about-index = 每本手册讲一位顾客的一段旅程。
about-card = 一页看完“{ $page }”：该做什么、当心什么、记住什么。
about-matrix = 《{ $playbook }》的各个内容支柱分别服务哪些阶段，哪里还有空缺。
about-mistakes = 《{ $playbook }》里容易犯的错：怎么发现，该怎么做。
about-checklist = 《{ $playbook }》要做的每一件事，按阶段逐项勾选。
about-audit = 逐题自查《{ $playbook }》每个阶段做得如何，先改哪里。
about-touchpoints = 《{ $playbook }》的顾客在哪些平台、哪个阶段接触到品牌。
about-metrics = 《{ $playbook }》各阶段用哪些指标衡量。
about-takeaways = 《{ $playbook }》的要点，几句话记住。
about-glossary = 《{ $playbook }》里的术语解释。
about-print = 《{ $playbook }》全文，可打印或保存。
about-review = 《{ $playbook }》每一页由谁负责、上次审阅是什么时候。
about-page = 《{ $playbook }》中的一页：{ $page }。

# 仅 ledger 主题使用的文字。其余来自 atlas。

ledger-record = 记录
ledger-stages = 各阶段一览
ledger-stages-scroll = 各阶段的表格，可横向滚动
ledger-items = 条目
ledger-covered = 覆盖
ledger-percent = { $count }%

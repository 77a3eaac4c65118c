# 语言：版本切换、列举时用的分隔符、下载表格的表头。

editions-label = 语言
list-separator = 、
sentence-gap = {""}
customer = 顾客

csv-stage = 阶段
csv-checklist = 清单
csv-level = 级别
csv-item = 事项
csv-owner = 负责人
csv-minutes = 分钟
csv-tags = 标签
csv-id = 编号
csv-page = 页面

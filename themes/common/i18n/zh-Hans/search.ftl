## 搜索框。

js-search-label = 搜索
js-search-placeholder = 搜索页面、清单、术语……
js-search-close = 关闭搜索
js-search-keys = ↑ ↓ 选择，Enter 打开，Ctrl 或 ⌘ 加 Enter 在新标签页打开
js-search-slash = 按 / 键打开搜索
js-search-where = 搜索范围
js-search-own = 当前手册
js-search-everywhere = 全部手册
js-search-kinds = 结果类型
js-search-stages = 阶段
js-search-number = { $count }
js-search-reading = 正在准备搜索……
js-search-failed = 搜索没能加载，请检查网络后再试一次。
js-search-hint = 输入关键词，或选一个类型、一个阶段，查看其中的全部内容。
js-search-some = 没有哪一处同时包含这些词，以下结果包含其中一部分。
js-search-count = { $count ->
    [0] 没有结果
   *[other] { $count } 条结果
}
js-search-more = 再显示 { $count } 条
js-search-nothing = 没有找到“{ $query }”。
js-search-advice = 换个说法，或少输几个字试试。
js-search-widen = 不限类型和阶段，查看全部 { $count } 条
js-search-instead = 改搜“{ $query }”
js-search-try-everywhere = 搜索全部手册

# 结果类型：作筛选用。
js-search-kind-page = 页面
js-search-kind-item = 清单事项
js-search-kind-mistake = 常见错误
js-search-kind-term = 术语
js-search-kind-touchpoint = 触点
js-search-kind-metric = 指标
js-search-kind-question = 自查问题

# 结果类型：写在标题旁。
js-search-one-page = 页面
js-search-one-item = 清单事项
js-search-one-mistake = 常见错误
js-search-one-term = 术语
js-search-one-touchpoint = 触点
js-search-one-metric = 指标
js-search-one-question = 自查问题

# 并列名称之间。
js-search-and = 、

## 就地解释的术语。

js-term-also = 又称：
js-term-more = 查看术语表
js-term-close = 关闭

# 进度：每用一次检查清单，就有一份自己的进度，有名称、勾选和备注。

## 各处

js-run-first = 我的进度
js-run-found = 找回的进度
js-run-unnamed = 新进度
js-run-copy = { $name }（副本）
js-done-of = 已完成 { $done }/{ $total }
js-run-switch = 已完成 { $done }/{ $total }，打开进度列表
js-run-said = { $stage }：已完成 { $stageDone }/{ $stageTotal }，总计 { $done }/{ $total }。
js-resume = 继续：{ $stage }
js-loop-legend = 外圈表示“{ $name }”的完成情况。
js-loop-node = { $label }。已完成 { $done }/{ $total } 项
js-run-not-kept-tab = 浏览器目前不保存数据。勾选和备注在关闭此标签页前有效，想留下来请另存为文件。
js-run-not-kept-page = 浏览器目前不保存数据。勾选和备注在离开本页前有效，想留下来请另存为文件。
js-run-dismiss = 不再提示

## 对话框

js-runs-title = 进度
js-run-close = 关闭
js-run-since = { $date }开始
js-run-deeds = 管理“{ $name }”
js-run-rename = 重命名
js-run-duplicate = 复制一份
js-run-reset = 清空
js-run-delete = 删除
js-run-new = 新建一份进度，比如一次上新、一家门店、一个季度
js-run-name = 进度名称
js-run-begin = 开始
js-run-begun = 正在使用“{ $name }”。
js-run-renamed = 已改名为“{ $name }”。
js-run-leave = 取消
js-run-reset-ask = 清空“{ $name }”？目前有 { $ticks } 个勾选、{ $notes } 条备注。
js-run-reset-yes = 确认清空
js-run-was-reset = “{ $name }”已清空。
js-run-delete-ask = 删除“{ $name }”？目前有 { $ticks } 个勾选、{ $notes } 条备注。
js-run-delete-yes = 确认删除
js-run-deleted = “{ $name }”已删除。
js-run-undo = 撤销
js-run-undone = 已恢复原状。
js-run-kept = 进度保存在本设备的浏览器里。想带到别处，请另存为文件或复制链接。

## 带走进度

js-run-along = 带走“{ $name }”
js-run-save = 另存为文件
js-run-open = 打开文件
js-run-link = 复制链接
js-run-markdown = 复制为 Markdown
js-run-print-filled = 打印（含勾选）
js-run-print-blank = 打印空白清单
js-run-saved = 已保存为 { $file }。
js-run-link-copied = 链接已复制。打开链接的人可以接收你的勾选和备注。
js-run-link-long = 带上备注后链接太长，很多邮件软件会截断。
js-run-link-short = 不带备注复制
js-run-link-too-long = 这份进度太长，放不进链接，请另存为文件。
js-run-markdown-copied = 清单已复制为 Markdown，包含勾选和备注。
js-run-copy-self = 浏览器不允许自动复制，请手动复制下面的文字：
js-run-other = 未归入阶段

## 接收进度

js-run-take-ask = 接收“{ $name }”？其中有 { $ticks } 个勾选、{ $notes } 条备注。
js-run-take-unknown = 其中 { $count } 项不在这本手册里，仍会保留。
js-run-take-new = 作为新进度
js-run-take-into = 并入当前进度
js-run-take-into-hint = 并入“{ $name }”时，原有的勾选和备注都会保留。
js-run-merged = 已并入“{ $name }”。
js-run-no-json = 无法读取：这个文件不是 JSON。
js-run-other-file = 这个文件不是保存的进度。
js-run-newer = 这份进度来自更新版本的网站，请刷新本页后再试。
js-run-damaged = 文件已损坏，部分内容不对，没有接收任何数据。
js-run-too-big = 内容过大，不像是一份进度，没有接收任何数据。
js-run-broken-link = 链接里的进度无法读取，可能被截断了。请对方重新发送，或改发文件。
js-run-other-playbook = 这份进度里没有一项属于这本手册，它来自另一本。

## 备注与标记

js-note-add = 添加备注：{ $item }
js-note-edit = 修改备注：{ $item }
js-note-done = 完成
js-item-new = 新增
js-item-picked = 重点

## 筛选

js-filter-label = 筛选清单项
js-filter-all = 全部
js-filter-stage = 阶段
js-filter-owner = 负责人
js-filter-level = 级别
js-filter-tag = 标签
js-filter-show = 状态
js-show-open = 未完成
js-show-done = 已完成
js-show-picked = 重点
js-show-noted = 有备注
js-show-new = 新增
js-filter-shown = { $count ->
    [0] 没有符合条件的项。
   *[other] { $total } 项中有 { $count } 项符合。
 }
js-filter-clear = 显示全部

## 进度开始之后的变化

js-news-fresh = 这份进度开始后新增了 { $count } 项。
js-news-show = 查看新增项
js-news-take = 知道了
js-news-taken = 新增项已纳入这份进度。
js-news-gone = 这份进度中有 { $count } 项已不在手册里
js-news-gone-kept = 它们的勾选和备注会保留，以后恢复时仍然有效。
js-news-done = （已完成）

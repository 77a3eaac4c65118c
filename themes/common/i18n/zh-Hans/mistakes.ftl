# 错误：索引、“我们是不是也这样？”，以及能预防错误的清单条目。

mistakes-filter = 查找错误
mistakes-filter-text = 关键词
mistakes-filter-stage = 阶段
mistakes-filter-guard = 预防
mistakes-any-severity = 全部
mistakes-any-stage = 全部
mistakes-any-guard = 不限
mistakes-guarded = 有条目预防
mistakes-unguarded = 尚无条目预防
mistakes-ask = 我们是不是也这样？
mistakes-ask-hint = 勾选你们遇到的情况，下方会列出对应的错误和改法。

js-mistakes-shown = { $count ->
    [0] 没有符合条件的错误。
   *[other] 显示 { $count } 个错误。
}
js-mistakes-all = 全部显示
js-signs-question = { $title }？
js-signs-whole = 整个旅程
js-signs-ticked = { $count ->
    [0] 还没有勾选
   *[other] 已勾选 { $count } 条
}
js-signs-fit = { $count ->
    [0] 目前没有对应的错误。
   *[other] 对应 { $count } 个错误，最严重的在前。
}
js-signs-state = { $ticked }，对应 { $mistakes } 个错误
js-signs-of = { $count } 种表现中有 { $ticked } 种
js-signs-one = { $count } 种表现中勾选了 { $ticked } 种。{ $fits ->
    [yes] 这里就是这种情况，请从下面的条目着手。
   *[no] 目前看来不是。
}
js-signs-found = 对应的错误
js-signs-instead = 应该这样做
js-signs-items = 能预防它的条目
js-signs-clear = 全部取消勾选
js-signs-cleared = 已全部取消勾选。
js-signs-kept = 勾选内容保存在本浏览器中，属于“{ $run }”。
js-signs-lost = 本浏览器无法保存内容，关闭页面后勾选就会丢失。
js-signs-undo = 撤销
js-signs-undone = 勾选已恢复。
js-guard-add = 加入本次清单
js-guard-add-of = 加入本次清单：{ $item }
js-guard-drop = 移出
js-guard-drop-of = 移出本次清单：{ $item }
js-guard-picked = 已列入本次清单
js-guard-done = 本次已完成
js-guard-added = 已加入本次清单：{ $item }
js-guard-dropped = 已移出本次清单：{ $item }
js-guard-add-all = 将 { $count } 条全部加入本次清单
js-guard-added-all = 已将 { $count } 条加入本次清单。

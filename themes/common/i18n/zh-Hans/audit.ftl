# 自查：得分、风险、先改什么，以及可以带走的结果。

audit-risk = 风险
audit-total = 合计
audit-score-legend = 只计已作答的问题。扎实：达到四分之三；偏弱：达到一半；有风险：不到一半。
audit-note = 备注
audit-print = 打印
audit-print-blank = 打印空白表
audit-csv = 下载 CSV
audit-copy = 复制为 Markdown
audit-reset = 清空答案

js-audit-score = { $got } / { $most } 分
js-audit-none = – / { $most } 分
js-audit-open = { $count ->
    [0] 全部已答
   *[other] 还有 { $count } 题未答
}
js-audit-both = { $score }，{ $open }
js-audit-cell = { $got } / { $most }
js-audit-cell-none = – / { $most }
js-audit-cell-open = { $count } 题未答
js-audit-said = { $stage }：{ $score }，{ $risk }。{ $open }。
js-audit-risk-strong = 扎实
js-audit-risk-thin = 偏弱
js-audit-risk-risk = 有风险
js-audit-risk-open = 未作答
js-audit-kept = 答案和备注保存在本浏览器中，属于“{ $run }”。
js-audit-lost = 本浏览器无法保存内容，关闭页面后答案就会丢失。请先下载或复制。
js-audit-clear-one = 撤回答案
js-audit-cleared-one = 已撤回答案。
js-audit-next = 下一道未答的题
js-audit-todo = 先改什么
js-audit-todo-intro = 最弱的排在最前。每一条都能回到对应的问题，也能跳到手册里讲做法的地方。
js-audit-todo-none = 没有要改的：已答的题都拿了满分。
js-audit-todo-wait = 先回答一题，这里就会列出该从哪里改起。
js-audit-todo-line = { $points } / { $most } 分
js-audit-todo-begin = 从这里着手：
js-audit-reset-title = 清空全部答案？
js-audit-reset-text = “{ $run }”中这次自查的答案和备注将被清空。清单里的勾选会保留。
js-audit-reset-yes = 清空
js-audit-reset-no = 保留
js-audit-reset-done = 答案已清空。
js-audit-undo = 撤销
js-audit-undone = 答案已恢复。
js-audit-copied = 已复制。
js-audit-copy-failed = 浏览器不允许网页复制内容。请改为下载 CSV。
js-audit-col-stage = 阶段
js-audit-col-question = 问题
js-audit-col-answer = 答案
js-audit-col-points = 得分
js-audit-col-most = 满分
js-audit-col-risk = 风险
js-audit-col-note = 备注
js-audit-col-fix = 从这里着手
js-audit-md-score = 得分
js-audit-md-answers = 答案
js-audit-md-run = 进度：{ $run }

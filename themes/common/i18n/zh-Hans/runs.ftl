# 执行记录：每次使用清单都有自己的名称、勾选和备注。

js-run-first = 我的清单
js-run-found = 找回的清单
js-run-unnamed = 新清单
js-run-copy = { $name }（副本）

# 仅用于打印：留白填写处的文字。

print-notes = 备注
print-date = 日期
print-name = 姓名
print-points = 得分
print-case = 情境

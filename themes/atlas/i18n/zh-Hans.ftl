# 界面文字，简体中文。各语言的标识相同。

## 导航

skip-to-content = 跳到正文
nav-home = 总览
nav-stages = 旅程
nav-pillars = 内容支柱
nav-pages = 更多页面
nav-sections = 本手册内容
nav-tools = 常用
nav-all-playbooks = 全部手册
nav-matrix = 支柱与阶段
nav-mistakes = 常见错误
nav-checklist = 检查清单
nav-audit = 自查
nav-touchpoints = 触点
nav-metrics = 指标
nav-takeaways = 要点
nav-glossary = 术语表
nav-print = 打印
nav-review = 审阅状态
nav-search = 搜索
breadcrumbs-label = 当前位置
toc-title = 本页内容
menu-title = 目录
menu-close = 关闭
scheme-title = 浅色或深色
scheme-system = 跟随系统
scheme-light = 浅色
scheme-dark = 深色
around-label = 前后页面
around-previous = 上一页
around-next = 下一页
heading-anchor = “{ $title }”的链接
footnote-back = 回到正文

## 页面

page-index = 手册
page-404 = 找不到页面
page-card = { $stage }：单页卡片
not-found-text = 这个地址没有页面。它可能已改名或停用。
not-found-hint = 以下页面可以打开：
alias-text = 此页已移动。如果没有自动跳转，请点击链接：
index-intro = 每本手册跟随一位顾客走完一段旅程。
index-other-client = 其他手册

## 阶段

stage-discovery = 发现
stage-research = 研究
stage-consideration = 考虑
stage-conversion = 购买
stage-advocacy = 推荐
stage-number-of = 第 { $number } 阶段，共 { $total } 个
stage-missing = 尚无页面
stage-feeds-text = 旅程从这里通向
stage-customer-goal = 顾客想要
stage-brand-goal = 品牌要做
stage-exit-signal = 进入下一阶段的信号
stage-localized = 本地化方式
customer-doing = 在做什么
customer-thinking = 在想什么
customer-feeling = 有何感受
emotion-label = 情绪
emotion-1 = 低落
emotion-2 = 不安
emotion-3 = 平稳
emotion-4 = 良好
emotion-5 = 高涨
emotion-of = { $word }（{ $level }/5）
stage-card-link = 本阶段的单页卡片

## 主题设置的标题

section-what-works = 有效做法
section-checklist = 检查清单
section-mistakes = 常见错误
section-pillars = 内容支柱
section-touchpoints = 触点
section-metrics = 指标
section-takeaway = 要点
section-takeaways = 要点
section-symptoms = 表现
section-loop = 循环
section-thin = 薄弱环节
section-gravest = 最严重的错误
section-start = 接下来做什么
section-contents = 目录
section-audit = 自查
section-glossary = 术语表
section-pages = 页面
section-stages = 阶段

## 首页

home-actor = 为谁而写：{ $actor }
home-scenario = 起点
home-goal = 目标
home-platforms = 平台
home-market = 市场
home-cycle = 决策周期
home-client = 客户
home-owner = 负责人
home-reviewed = 上次审阅
home-start = 从“{ $stage }”开始
home-start-hint = 按顺序把各阶段完整读一遍。
home-checklist = 打开检查清单
home-checklist-hint = 共 { $count } 项，按阶段排列，注明负责人。
home-audit = 开始自查
home-audit-hint = { $count } 个问题，看清现状，找到起点。
home-print = 打印手册
home-print-hint = 全部内容印在纸上，每个阶段单独起页。
home-thin-intro = 手册在这些地方内容最少。请先补足，再据此行动。
home-thin-none = 每个阶段都有支柱、清单、触点和指标。
home-gravest-more = 应该怎么做

loop-title = 循环的旅程
loop-node = { $number } { $label }，完整度 { $coverage }%
loop-coverage = 完整度 { $coverage }%
loop-legend-ring = 圆环填满表示该阶段的目标、支柱、清单、触点、指标和要点俱全。
loop-legend-return = 虚线表示回流到前面的阶段。
loop-return = 回到

thin-pillars = { $count ->
    [0] 没有内容支柱为它服务。
   *[other] 只有 { $count } 个内容支柱为它服务。
}
thin-items = { $count ->
    [0] 检查清单是空的。
   *[other] 检查清单只有 { $count } 项。
}
thin-touchpoints = { $count ->
    [0] 没有列出触点。
   *[other] 只列出 { $count } 个触点。
}
thin-metrics = { $count ->
    [0] 没有任何指标。
   *[other] 只有 { $count } 个指标。
}

## 数量

items-count = { $count } 项
pillars-count = { $count } 个支柱
mistakes-count = { $count } 个错误
stages-count = { $count } 个阶段
points-count = { $count } 分
points-up-to = 最多 { $count } 分

## 检查清单

level-must = 必须
level-should = 应当
level-could = 可以
tag-listen = 倾听
tag-seed = 种草
tag-localize = 本地化
tag-price = 价格
tag-objection = 疑虑
tag-value = 价值
tag-search = 搜索
tag-measure = 衡量
mode-do-confirm = 先做后核对
mode-do-confirm-hint = 先凭经验完成工作，再停下来核对清单。
mode-read-do = 边读边做
mode-read-do-hint = 读出一项，做完一项，再读下一项。
checklist-when = 时间
checklist-caller = 领读人
checklist-detail = 做法
checklist-intro = 手册的全部检查清单，按旅程顺序排列。
checklist-download = 下载表格（CSV）
checklist-empty = 还没有检查清单。

## 错误

mistake-label = 错误
instead-label = 正确做法
mistake-prevented-by = 预防措施
mistake-symptoms = 表现
mistake-stages = 出现在
mistakes-spanning = 跨阶段的错误
mistakes-intro = 最常见的错误，从最严重的开始，以及应该怎么做。
mistakes-empty = 还没有记录错误。
mistake-read-more = 查看全文
severity-critical = 致命
severity-major = 严重
severity-minor = 轻微
severity-label = 严重程度

## 内容支柱

intent-inspire = 激发兴趣
intent-inform = 讲清楚
intent-reassure = 打消疑虑
intent-convert = 促成购买
intent-re-engage = 唤回老客
role-primary = 主要
role-supporting = 辅助
creator-brand = 品牌
creator-kol = 关键意见领袖（KOL）
creator-koc = 关键意见消费者（KOC）
creator-ugc = 普通用户
creator-staff = 员工
cta-none = 无
cta-save = 收藏
cta-follow = 关注
cta-ask = 提问
cta-shop = 购买
pillar-label = 内容支柱
pillar-intent = 作用
pillar-stages = 阶段
pillar-formats = 形式
pillar-creators = 创作者
pillar-cta = 引导动作
pillar-queries = 搜索词
pillar-cadence = 发布节奏
pillar-localized = 本地化方式
pillar-tags = 标签

## 矩阵

matrix-intro = 哪个支柱服务哪个阶段。空列表示没有内容为该阶段而写。
matrix-caption = 各阶段的支柱
matrix-pillar = 支柱
matrix-total = 支柱总数
matrix-gap = 缺口
matrix-none = 未覆盖
matrix-legend = 图例
matrix-scroll = 支柱与阶段表，可横向滚动
matrix-empty = 还没有内容支柱。

## 自查

audit-points = 得分
audit-points-total = 总分 { $count } 分。
audit-look-at = 查看
audit-fix = 从这里着手
audit-answers = 答案，由弱到强

## 触点

ownership-owned = 自有
ownership-paid = 付费
ownership-earned = 口碑
role-discover = 发现
role-verify = 求证
role-price-check = 比价
role-pay = 付款
role-share = 分享
initiator-customer = 顾客
initiator-brand = 品牌
initiator-peer = 其他用户
touchpoints-intro = 顾客与品牌在各平台上相遇的地方。
touchpoints-map-title = 触点地图：平台自上而下，阶段从左到右
touchpoints-map-text = 下面的表格用文字说明相同内容。
touchpoints-map-scroll = 触点地图，可横向滚动
touchpoints-caption = 触点
touchpoints-table-scroll = 触点表，可横向滚动
touchpoints-empty = 还没有列出触点。
col-touchpoint = 触点
col-platform = 平台
col-stages = 阶段
col-ownership = 自有、付费或口碑
col-owner = 负责人
col-role = 用途
col-initiator = 发起方
col-next = 通向

## 指标

metric-leading = 先行
metric-lagging = 滞后
metrics-intro = 看什么、在哪里看、多久看一次，以及要达到多少。
metrics-caption = 指标
metrics-table-scroll = 指标表，可横向滚动
metrics-empty = 还没有定义指标。
col-metric = 指标
col-kind = 类型
col-source = 来源
col-baseline = 基线
col-target = 目标
col-cadence = 频率

## 要点与术语

takeaways-intro = 每个阶段只记一件事的话，就记这一件。
takeaways-playbook = 手册概要
glossary-also = 又称
glossary-other = 其他术语

## 审阅状态

status-draft = 草稿
status-review = 审阅中
status-approved = 已批准
status-retired = 已停用
evidence-assumed = 假设
evidence-partial = 部分调研
evidence-researched = 已调研
kind-playbook = 手册
kind-stage = 阶段
kind-pillar = 支柱
kind-mistake = 错误
kind-page = 页面
review-intro = 每一页由谁负责、上次何时审阅、何时再审。
review-caption = 各页的审阅状态
review-table-scroll = 审阅日期表，可横向滚动
review-due = { $date }前复审
review-reviewed = 审阅于{ $date }
review-approved = 由{ $name }批准
review-approved-on = 由{ $name }于{ $date }批准
col-page = 页面
col-status = 状态
col-evidence = 依据
col-last-reviewed = 上次审阅
col-due = 复审日期
col-approved = 批准
draft-note = 草稿：尚未发布。
updated-on = 更新于{ $date }
labelled = { $label }：{ $value }
lead-in = { $label }：

## 打印与下载

print-hint = 本页为纸张而设：每个阶段单独起页，方框可用笔勾选。请使用浏览器的打印功能。
print-edition = 版本
card-back = 回到该阶段
downloads-label = 下载
download-json = 手册数据（JSON）
download-mermaid = 旅程图（Mermaid）
download-csv = 检查清单表格（CSV）
feed-title = 更新（Atom 订阅）
footer-made-with = 由 { $generator } 生成

## 提示框

callout-note = 说明
callout-tip = 提示
callout-important = 重要
callout-warning = 警告
callout-caution = 注意

## 时间

duration-minutes = { $count } 分钟
duration-hours = { $count } 小时
duration-days = { $count } 天
date-long = { $year }年{ $month }月{ $day }日
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12

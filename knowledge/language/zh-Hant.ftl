# 機械人說的話。簡體由此轉換；內地用語見 zh-Hans.toml。

# terminal
terminal-get-token = 要用 Telegram 機械人：向 @BotFather 傳送 /newbot，複製它給你的權杖。
terminal-set-token = 寫入 .env 檔案：TELOXIDE_TOKEN=…，再啟動一次。在此之前，可以在這裏問。
terminal-leave = 打字提問，或輸入上面問題的編號。/quit 或 Ctrl-D 離開。

# 意見、私隱、群組、內嵌模式
feedback-wrong-button = 數字有錯
feedback-thanks = 多謝，已記下。
feedback-again = 已經記下，多謝。
feedback-wrong-how = 多謝，已記下。正確的數字是甚麼？請回覆那個答案，寫 /feedback 再加你的說明。
feedback-how = 回覆一個答案，寫 /feedback 再加哪裏有錯或欠缺，例如：/feedback 日本的數字過時了
feedback-noted = 多謝。你的說明會連同答案交給編輯，不附你的名字。
forgotten = 已刪除我們的對話、你最近的提問和投票記號。隨時可以再問。
group-hello = 大家好！我按一份文件回答問題，每個數字都附出處。
    在群組裏，要叫我才會回答：@{$bot} 加問題、回覆我的訊息，或用指令，例如 /rank@{$bot}。
    其他訊息，Telegram 的私隱模式不會交給我；如果把我設為管理員，我會收到，但不讀不留。
    可以問甚麼：/help@{$bot}
privacy-questions = 答不到的問題最多保留 {$days} 天，讓編輯補充資料：不記下是誰問的，並先刪去用戶名稱、網址、電郵和長號碼。
privacy-feedback = 你對答案的評價或意見，會連同那條問題交給編輯，不附你的名字，最多保留 {$days} 天。
privacy-forget = /forgetme 可以立即刪除所有關於你的記錄。
inline-more = 到對話裏再問
inline-too-fast = 問得太快了，請等一會再試
no-chart = 這個問題沒有可以畫成圖表的數字。
inline-nothing = 文中沒有這個答案
misses = 未能好好回答的問題
misses-none = 沒有未能回答的問題。
stats = 自上次啟動以來
stats-updates = 收到的訊息
stats-answers = {$kind ->
    [answer] 有答案
    [no_data] 文中沒有數字
    [out_of_scope] 不屬文件範圍
    [clarify] 反問
    [smalltalk] 說明與寒暄
   *[other] {$kind}
 }
stats-time = 回答時間（中位數、95%）
stats-open = 等候處理
stats-dead = 擱置
stats-faults = 故障：{$sort}

list-separator = 、
list-separator-long = ；
list-last = {$head}和{$last}
place-separator = ，
part-separator = {" · "}

button-sources = 來源
button-close = 收起來源
button-chart = 圖表
button-words = 文字版
button-previous = ◀ 上一頁
button-next = 下一頁 ▶
button-back = 返回
button-share = 這個來源的連結
button-share-answer = 這個答案的連結
as-printed = 原文寫法
button-any-language = 自動
button-hant = 繁體
button-hans = 简体
button-en = English
page-about = 關於我
about-edition = 資料版本
about-facts = 數字
about-statements = 文字說明
about-version = 程式版本
about-digest = 資料的 SHA-256
page-language = 用哪種語言回答？選「自動」，就跟隨你提問的語言。
page-speaks-any = 好，之後會用你提問的語言回答。
page-speaks = 好，之後用繁體中文回答。
page-not-yours = 只有輸入指令的人可以選。你也可以自己輸入一次。
page-dead-link = 這個連結已經失效，或者不完整。可以直接問我：
walk-topics = 想看哪份文件？
walk-document = 選一項，看它的數字。
walk-statements = 文字說明（{$n} 段）
walk-said = 文件用文字說明的
walk-all = 全部
walk-table = 想把哪項列成一覽表？
walk-chart = 想看哪一項的圖表？
walk-compare = 想比較哪一項？
walk-compare-first = 先選一個
walk-compare-second = {$name}和誰比？
ask-compare = 比較{$names}的{$indicator}
ask-order = {$indicator}由多到少排列
ask-difference = {$more}和{$less}的{$indicator}相差多少？
ask-ratio = {$more}的{$indicator}是{$less}的幾倍？
next-compare = 比較{$names}
next-order = 由多到少排列
next-ranking = 還有誰上榜？
next-difference = 相差多少？
next-ratio = 是幾倍？
comparison-of = 比較{$what}
rests-on = 以它為依據的有：{$names}
page-number = 第 {$n} 頁，共 {$of} 頁
full-stop = 。

year = {$year} 年
years = {$from} 至 {$to} 年
month = {$year} 年 {$month}
month-name = {$n} 月
first-half = {$year} 年上半年
second-half = {$year} 年下半年
forecast = （預測）
page = 第 {$n} 頁
figure = 圖 {$n}
source-at = {$source}（{$place}）

rank = 第 {$n} 位
ordinal = 第 {$n}
percent = {$value}%
percentage-points = {$value} 個百分點
times = {$value} 倍
count = {$value} {$counter}
count-of = {$indicator}{$value}
usd = {$value}{$magnitude}美元
bound-over = 逾 {$value}
bound-nearly = 近 {$value}
bound-about = 約 {$value}
no-figure = 沒有數字
ahead-undetermined = 在前，先後次序文中沒有說明
quoted = 「{$text}」

name-value = {$name}：{$value}
name-of = {$name}（{$indicator}）
agent-in = {$agent}（{$place}）
value-period = {$value}（{$period}）
value-place = {$value}（{$place}）
rank-in = {$place}{$rank}
rank-and-whole = {$within}（按全球排名推算；{$whole}）
verdict-true = 對。
verdict-false = 不對。

among = （只計有數字的 {$n} 個）
among-scope = （{$scope}，只計有數字的 {$n} 個）
among-named = （{$scope}之中）
most = 最多{$among}
least = 最少{$among}
first = 排名最前{$among}
last-named = 文中點名的之中排名最後{$among}
nth = 排{$place}{$among}
nth-tied = {$nth}，與{$names}並列
nth-least = 由少至多排{$place}{$among}
without = {$names}除外
scope-without = {$scope}（{$names}除外）
in-scope = {$scope}：{$what}
first-few = {$indicator}首 {$n} 位
last-few = {$indicator}最後 {$n} 位
same-figure = 兩者一樣
comes-first = {$name}較多
comes-first-of-several = {$name}最多
ahead = {$name}排名較前
ahead-of-several = {$name}排名最前
comes-last = {$name}較少
comes-last-of-several = {$name}最少
comes-behind = {$name}排名較後
comes-behind-several = {$name}排名最後
ahead-of = 排在{$name}之前：{$n} 個
behind = 排在{$name}之後：{$n} 個
more-than = 多於{$name}：{$n} 個
less-than = 少於{$name}：{$n} 個
next-to = {$name}
counted = 有 {$n} 個
condition-above = {$indicator}多於 {$value}
condition-below = {$indicator}少於 {$value}
condition-top = {$indicator}首 {$value} 位
nobody = 沒有
nobody-missing = 全部都有數字
without-figure = 沒有數字的有 {$n} 個：{$names}
no-figure-for = 沒有數字：{$names}。

difference = 相差 {$value}（{$more}多於{$less}）
difference-rank = 相差 {$value}（{$more}排在{$less}前面）
difference-none = 沒有差別：{$more}和{$less}一樣
places = {$n} 位
ratio = {$one}是{$other}的 {$value}
ratio-inverse = ；{$one}是{$other}的 {$value}
sum = {$scope}：{$value}
together = 合計
average = 平均 {$value}（只計有數字的 {$n} 個）
median = 中位數 {$value}（只計有數字的 {$n} 個）
share = {$part}佔{$whole}的 {$value}
product = {$name}：約 {$value}
per = {$name}：平均約 {$value}
term = {$name} {$value}
grouped = ({$name})
grouped-sum = ({$parts} = {$value})
sign-minus = {" − "}
sign-plus = {" + "}
sign-over = {" ÷ "}
sign-times = {" × "}

published-by = {$title}（{$publisher}）
source-of = 關於：{$what}
no-period = 文中沒有註明時間
no-such-note = 沒有註 {$n}；文中只有註 1 至註 {$last}。
no-such-page = 沒有第 {$n} 頁；文件共 {$last} 頁。
page-holds = 第 {$n} 頁有：
members = {$group}：{$names}
n-members = 共 {$n} 個
is-member = 是，{$names}屬於{$group}。
is-no-member = 不是，{$names}不屬於{$group}。

no-data = 文中沒有「{$indicator}」的這項數字。
no-data-for = 文中沒有{$names}「{$indicator}」的數字。
no-data-at = 文中沒有{$times}「{$indicator}」的數字。
chart-only = 文字部分沒有{$indicator}，只見於圖表。
not-given = 文中沒有{$indicator}。
undetermined = 文中只說{$names}排在前面，沒有說明先後。
no-place = 文中沒有說明誰在這個名次（{$indicator}）。
foreign-place = 文中沒有{$names}的資料。
outside = 文中沒有這方面的內容。
outside-words = 文中沒有關於{$words}的內容。
unknown = 文中找不到這部分：{$words}。
no-reason = 文中沒有解釋原因。文中有的是：
about = 我可以回答的範圍是{$subjects}。
button = {$name} · {$indicator}
ask = {$name}的{$indicator}？
ask-plain = {$indicator}？
which-one = 你想問哪一項？
ask-more = 請說多一點：想問哪個地方、哪項數字？

greeting = 你好！請問想知道甚麼？
thanks = 不用客氣，隨時再問。
about-bot = 我是 Footnote：按一份文件的事實回答，每個數字都附註腳；文件沒有的，我會直說。
page-start = 我是 Footnote：有數字、有出處。
page-start-how = 直接打字問就可以，中文、英文、廣東話都行。
page-help = 可以這樣問：
page-help-1 = 一個地方的數字或排名
page-help-2 = 誰最多、誰排第幾、超過某個數的有誰
page-help-3 = 比較、相差、幾倍、合計、平均
page-help-4 = 接着問：「來源呢？」「那韓國呢？」
page-help-end = /topics 全部題目 · /rank 排名
    /compare 比較 · /chart 圖表
    /table 一覽表 · /sources 來源
    /cite 8 註腳 · /lang 語言
    /feedback 指出錯處 · /privacy 私隱
page-rank = 想看哪個排名？
page-privacy = 我只保留對話所需的內容：你最近一天的提問，以及談到的題目和地方，方便你接着問、修改問題或回覆舊答案。最多一天便全部刪除。
page-text-only = 我只看得懂文字，請打字問我。
page-sorry = 抱歉，剛才出了點問題，請再問一次。
page-out-of-date = 這個按鈕已經過時，請再問一次。
bot-name = Footnote 註腳
bot-description = 問我亞洲人工智能發展的數字：投資、數據中心、雲端服務、貿易、排名、市場預測。每個答案都有出處；文件沒有的，我會直說。
bot-short-description = 有數字、有出處：亞洲人工智能發展
command-start = 開始
command-help = 可以怎樣問
command-rank = 排名
command-sources = 資料來源
command-cite = 某個註腳，例如 /cite 8
command-compare = 比較兩個地方
command-chart = 圖表
command-table = 一覽表
command-topics = 我知道的全部題目
command-lang = 回答的語言
command-forgetme = 立即刪除你的資料
command-about = 版本和資料
command-feedback = 指出數字有錯
command-misses = 未能好好回答的問題
command-stats = 自上次啟動以來的統計
command-privacy = 私隱
growth = {$value}（由{$from}至{$to}）
decline = 減少 {$value}（由{$from}至{$to}）
relative-more = {$to}比{$from}多 {$value}
relative-less = {$to}比{$from}少 {$value}
all-with-figures = 有數字的 {$n} 個合計
no-such-time = 文中沒有{$indicator}在其他時間的數字。
quotient = 約 {$value}（{$of} ÷ {$by}）
head-count = {$head}（共列 {$n} 個）
remainder = {$value} 個（首 {$top} 位 − 來自{$group}的 {$inside} 個）
the-rest = 其餘 {$n} 個合計
unknown-whole = 這個問題我只看懂一部分，不想亂猜。
ranks-of-one = {$what}的所有排名
rank-of-several = {$what}的排名
per-year = {$name}：平均每年約 {$value}
years-long = {$n} 年
rest-share = 其餘：{$value}
part-of-top = 佔首 {$top} 位的 {$value}（{$inside} ÷ {$top}）
no-change-over-time = 文中沒有{$indicator}在其他時間的數字，看不到變化。
only-totals = 文中只有{$indicator}的總數，沒有當中個別項目或大小的資料。
period-long = {$period}，共 {$long}
notice-too-fast = 你問得太快了，請過幾分鐘再問。
notice-too-long = 訊息太長，請用一兩句話再問。
notice-reloaded = 資料庫已重新載入。
notice-not-reloaded = 更新後的資料庫有錯誤，仍使用舊版。詳情見記錄。
notice-restarting = 有問題一直算不完，機械人現正重新啟動。其後可用 footnote dead 列出。

# charts
label-article = {""}
chart-rest = 其餘
chart-gaps = 虛線：中間的名次，文中沒有點名。
chart-hedge = 淺色的一端：文中說的是約數（逾、近、約）。
chart-forecast = 虛線框的淺色長條：預測。
chart-computed = 有些數字由文中的數字算出。
chart-more = 另有 {$n} 項沒有畫出。

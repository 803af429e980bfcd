# What the bot says in English.

# terminal
terminal-get-token = For the Telegram bot: send /newbot to @BotFather and copy the token that it gives you.
terminal-set-token = Put it into the file .env as TELOXIDE_TOKEN=… and start again. Until then, ask here.
terminal-leave = Type a question, or the number of one above. /quit or Ctrl-D leaves.

# feedback, privacy, groups, inline mode
feedback-wrong-button = Figure is wrong
feedback-thanks = Thanks, noted.
feedback-again = Noted already, thanks.
feedback-wrong-how = Thanks, noted. What should it say? Reply to the answer with: /feedback and your words
feedback-how = Reply to an answer with /feedback and what is wrong or missing, for example: /feedback the figure for Japan is out of date
feedback-noted = Thanks. Your words go to the editor together with the answer, without your name.
forgotten = Done. I've deleted our conversation, your recent questions and the marks of your votes. Ask again any time.
group-hello = Hello! I answer questions about a document, with the source under every figure.
    In a group I only answer when you speak to me: @{$bot} and your question, a reply to one of my messages, or a command such as /rank@{$bot}.
    Telegram's privacy mode keeps everything else from me. If you make me an admin I receive it too, and drop it.
    What you can ask: /help@{$bot}
privacy-questions = Questions that I can't answer are kept for {$days} days at most, so that an editor can add what is missing: not who asked, and without user names, addresses and long numbers.
privacy-feedback = When you judge an answer, your verdict or your words go to the editor with its question, without your name, for {$days} days at most.
privacy-forget = /forgetme deletes everything about you at once.
inline-more = More questions with me
inline-too-fast = Too fast for me. Please wait a moment.
no-chart = There are no figures in this that could be drawn.
inline-nothing = Nothing in the document
misses = Questions without a good answer
misses-none = No unanswered questions.
stats = Since the last start
stats-updates = Updates
stats-answers = {$kind ->
    [answer] Answered
    [no_data] No figure in the document
    [out_of_scope] Not what the document is about
    [clarify] Asked back
    [smalltalk] Pages and courtesies
   *[other] {$kind}
 }
stats-time = Time to answer (median, 95%)
stats-open = Waiting now
stats-dead = Set aside
stats-faults = Faults: {$sort}

list-separator = {", "}
list-separator-long = {"; "}
list-last = {$head} and {$last}
place-separator = {", "}
part-separator = {" · "}

button-sources = Sources
button-close = Close sources
button-chart = Chart
button-words = In words
button-previous = ◀ Previous
button-next = Next ▶
button-back = Back
button-share = Link to this source
button-share-answer = Link to this answer
as-printed = As printed
button-any-language = Automatic
button-hant = 繁體
button-hans = 简体
button-en = English
page-about = About me
about-edition = Edition of the facts
about-facts = Figures
about-statements = Statements
about-version = Version of the program
about-digest = SHA-256 of the facts
page-language = Which language should I answer in? “Automatic” follows the language of your question.
page-speaks-any = All right: from now on I answer in the language of your question.
page-speaks = All right: from now on I answer in English.
page-not-yours = Only the person who sent the command can choose here. You can send it, too.
page-dead-link = This link is out of date or incomplete. You can simply ask me:
walk-topics = Which document?
walk-document = Choose one to see its figures.
walk-statements = In words ({$n} statements)
walk-said = What the document says in words
walk-all = All
walk-table = Which one would you like as a table?
walk-chart = What shall I draw?
walk-compare = What would you like to compare?
walk-compare-first = Choose the first one
walk-compare-second = Compare {$name} with …
ask-compare = Compare {$names}: {$indicator}
ask-order = {$indicator} from most to least
ask-difference = What is the difference between {$more} and {$less} in {$indicator}?
ask-ratio = How many times {$less} is {$more} in {$indicator}?
next-compare = Compare {$names}
next-order = From most to least
next-ranking = Who else is ranked?
next-difference = By how much?
next-ratio = How many times?
comparison-of = Compare {$what}
rests-on = What rests on it: {$names}
page-number = page {$n} of {$of}
full-stop = .

year = {$year}
years = {$from}–{$to}
month = {$month} {$year}
month-name = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
first-half = first half of {$year}
second-half = second half of {$year}
forecast = {" (forecast)"}
page = page {$n}
figure = Figure {$n}
source-at = {$source} ({$place})

rank = { NUMBER($n, type: "ordinal") ->
    [one] {$n}st
    [two] {$n}nd
    [few] {$n}rd
   *[other] {$n}th
}
ordinal = { NUMBER($n, type: "ordinal") ->
    [one] {$n}st
    [two] {$n}nd
    [few] {$n}rd
   *[other] {$n}th
}
percent = {$value}%
percentage-points = {$value} percentage points
times = {$value} times
count = {$value}{$counter}
count-of = {$value} {$indicator}
usd = US${$value}{$magnitude}
bound-over = over {$value}
bound-nearly = nearly {$value}
bound-about = about {$value}
no-figure = no figure
ahead-undetermined = ahead; which of them is first is not said
quoted = “{$text}”

name-value = {$name}: {$value}
name-of = {$name} ({$indicator})
agent-in = {$agent} in {$place}
value-period = {$value} ({$period})
value-place = {$value} ({$place})
rank-in = {$rank} in {$place}
rank-and-whole = {$within} (counted from the world ranks; {$whole})
verdict-true = Yes.
verdict-false = No.

among = {" (of the "}{$n} with figures)
among-scope = {" ("}{$scope}: of the {$n} with figures)
among-named = {" ("}{$scope})
most = the most{$among}
least = the fewest{$among}
first = ranked highest{$among}
last-named = ranked lowest of those named{$among}
nth = {$place}{$among}
nth-tied = {$nth}, level with {$names}
nth-least = {$place} from the bottom{$among}
without = excluding {$names}
scope-without = {$scope}, excluding {$names}
in-scope = {$scope}: {$what}
first-few = Top {$n}: {$indicator}
last-few = Bottom {$n}: {$indicator}
same-figure = The same figure
comes-first = {$name} comes first
comes-first-of-several = {$name} comes first
ahead = {$name} ranks higher
ahead-of-several = {$name} ranks highest
comes-last = {$name} is lower
comes-last-of-several = {$name} is the lowest
comes-behind = {$name} ranks lower
comes-behind-several = {$name} ranks lowest
ahead-of = {$n} ahead of {$name}
behind = {$n} behind {$name}
more-than = {$n} above {$name}
less-than = {$n} below {$name}
next-to = {$name}
counted = {$n} in all
condition-above = {$indicator}: more than {$value}
condition-below = {$indicator}: less than {$value}
condition-top = {$indicator}: top {$value}
nobody = None
nobody-missing = All of them have a figure
without-figure = {$n} without a figure: {$names}
no-figure-for = No figure for {$names}.

difference = {$value} more in {$more} than in {$less}
difference-rank = {$value} apart ({$more} ranks higher than {$less})
difference-none = No difference: {$more} and {$less} are the same
places = { $n ->
    [1] {$n} place
   *[other] {$n} places
}
ratio = {$one}: {$value} the figure of {$other}
ratio-inverse = ; {$one}: {$value} the figure of {$other}
sum = {$scope}: {$value}
together = Together
average = {$value} on average (over the {$n} with figures)
median = Median: {$value} (of the {$n} with figures)
share = {$part}: {$value} of {$whole}
product = {$name}: about {$value}
per = {$name}: about {$value} each
term = {$name} {$value}
grouped = ({$name})
grouped-sum = ({$parts} = {$value})
sign-minus = {" − "}
sign-plus = {" + "}
sign-over = {" ÷ "}
sign-times = {" × "}

published-by = {$title} ({$publisher})
source-of = About: {$what}
no-period = The document gives no date for this
no-such-note = There is no note {$n}; the document has notes 1 to {$last}.
no-such-page = There is no page {$n}; the document has {$last} pages.
page-holds = On page {$n}:
members = {$group}: {$names}
n-members = {$n} in all
is-member = Yes, {$names} belongs to {$group}.
is-no-member = No, {$names} does not belong to {$group}.

no-data = The document does not give this figure ({$indicator}).
no-data-for = The document gives no figure for {$names} ({$indicator}).
no-data-at = {$indicator}: the document has no figure for {$times}.
chart-only = The text does not give {$indicator}; they are only in a chart.
not-given = The document does not give {$indicator}.
undetermined = The document only says that {$names} are ahead, and not which of them is first.
no-place = The document does not say who holds this place ({$indicator}).
foreign-place = The document has nothing on {$names}.
outside = The document says nothing about this.
outside-words = The document says nothing about {$words}.
unknown = I can't find this in the document: {$words}.
no-reason = The document gives no reason. What it does say:
about = I can answer questions on {$subjects}.
button = {$name} · {$indicator}
ask = {$name}: {$indicator}?
ask-plain = What is the {$indicator}?
which-one = Which one do you mean?
ask-more = Please say a little more: which place, which figure?

greeting = Hello! What would you like to know?
thanks = You're welcome. Ask me any time.
about-bot = I'm Footnote: I answer from the facts of one document, with a footnote under every figure, and say so when the document has no answer.
page-start = I'm Footnote: figures with their sources.
page-start-how = Just type a question, in English or Chinese.
page-help = You can ask for:
page-help-1 = a place's figure or rank
page-help-2 = who has the most, who ranks where, who is above a number
page-help-3 = comparisons, differences, ratios, sums, averages
page-help-4 = more: “source?”, “and Korea?”
page-help-end = /topics everything · /rank rankings
    /compare two places · /chart a picture
    /table a list · /sources the works cited
    /cite 8 a footnote · /lang language
    /feedback a mistake · /privacy what I keep
page-rank = Which ranking?
page-privacy = I keep what our conversation needs: your questions of the last day and what they were about, so that you can go on from them, edit them or reply to an answer. All of it is deleted within a day.
page-text-only = I only read text. Please type your question.
page-sorry = Sorry, something went wrong. Please ask again.
page-out-of-date = This button is out of date. Please ask again.
bot-name = Footnote
bot-description = Ask me for figures on AI in Asia: investment, data centres, cloud services, trade, rankings, market forecasts. Every answer names its source; what the document does not say, I say so.
bot-short-description = AI in Asia: figures with their sources
command-start = Start
command-help = What you can ask
command-rank = Rankings
command-sources = Sources
command-cite = A footnote, e.g. /cite 8
command-compare = Compare two places
command-chart = Charts
command-table = Tables
command-topics = Everything I know
command-lang = Language of answers
command-forgetme = Delete your data now
command-about = Version and facts
command-feedback = Report a wrong figure
command-misses = Questions without a good answer
command-stats = Counts since the last start
command-privacy = Privacy
growth = {$value} (from {$from} to {$to})
decline = down {$value} (from {$from} to {$to})
relative-more = {$to}: {$value} more than {$from}
relative-less = {$to}: {$value} less than {$from}
all-with-figures = all {$n} with figures
no-such-time = The document has no figures for other times ({$indicator}).
quotient = about {$value} ({$of} ÷ {$by})
head-count = {$head} ({$n} listed)
remainder = {$value} (top {$top} − {$inside} from {$group})
the-rest = the other {$n} together
unknown-whole = I can only make out part of this question, so I won't guess.
ranks-of-one = all rankings of {$what}
rank-of-several = rank of {$what}
per-year = {$name}: about {$value} a year on average
years-long = {$n} years
rest-share = The rest: {$value}
part-of-top = {$value} of the top {$top} ({$inside} ÷ {$top})
no-change-over-time = The document gives {$indicator} for one time only, so it does not show how it has changed.
only-totals = The document gives totals of {$indicator} only, and nothing on single ones or their size.
period-long = {$period}, {$long}
notice-too-fast = That's a lot at once. Please give me a few minutes, then ask again.
notice-too-long = That's more than I can take in. Please ask in a sentence or two.
notice-reloaded = The fact base was reloaded.
notice-not-reloaded = The changed fact base has errors, so the old one stays in use. The log names them.
notice-restarting = Some questions find no end, so the bot starts anew. `footnote dead` will list them.

# charts
label-article = {"the "}
chart-rest = The rest
chart-gaps = Dotted: the document does not name the places in between.
chart-hedge = Light end of a bar: the document says over, nearly or about.
chart-forecast = Light bar in a dashed frame: a forecast.
chart-computed = Some figures are computed from the document's.
chart-more = {$n} more are not drawn.

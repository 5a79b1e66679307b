/** Every text; each browser gets its language only. Sections begin with #; a row is key, English, German, Chinese with bars between; .one and .other are plurals. */
export const texts = `
# nav
label | Pages | Seiten | 页面
skip | Skip to the content | Zum Inhalt | 跳到内容
tasks | Tasks | Aufgaben | 任务
runs | Runs | Läufe | 运行
problems | Problems | Probleme | 问题
signOut | Sign out | Abmelden | 退出
nodes | Nodes | Knoten | 节点
alerts | Alerts | Meldungen | 告警
users | Users | Benutzer | 用户
tokens | Tokens | Tokens | 令牌
audit | Audit | Audit | 审计
timeline | Timeline | Zeitachse | 时间轴
settings | Settings | Einstellungen | 设置
# page
loading | Loading … | Wird geladen … | 正在加载…
# error
unreachable | The server cannot be reached. | Der Server ist nicht erreichbar. | 无法连接服务器。
forbidden | This page is for administrators. | Diese Seite ist für Administratoren. | 此页面仅供管理员使用。
# dialog
no | Not now | Doch nicht | 暂不
close | Close | Schließen | 关闭
# live
on | Live | Live | 实时
off | Paused | Angehalten | 已暂停
title | Follow the server, or hold still | Dem Server folgen oder stillhalten | 跟随服务器更新，或保持不动
lost | The server has not answered since {at}. What you see is from then. | Der Server antwortet nicht. Zu sehen ist der Stand von {at}. | 服务器没有响应。显示的是 {at} 的状态。
never | The server does not answer. Trying again. | Der Server antwortet nicht. Neuer Versuch läuft. | 服务器没有响应，正在重试。
# zone
title | Time zone of all times: yours, the task's, or UTC | Zeitzone aller Zeiten: Ihre, die der Aufgabe oder UTC | 所有时间的时区：本地、任务的或 UTC
task | Task's zone | Zone der Aufgabe | 任务时区
# theme
title | Light or dark | Hell oder dunkel | 浅色或深色
auto | Auto | Auto | 自动
light | Light | Hell | 浅色
dark | Dark | Dunkel | 深色
# language
title | Language | Sprache | 语言
auto | auto | auto | 自动
# counter
label | The whole in figures | Das Ganze in Zahlen | 总览
running | running | laufen | 运行中
queued | queued | warten | 排队
failed | failed, 24 h | Fehler, 24 h | 24 小时失败
skipped | skipped, 24 h | ausgelassen, 24 h | 24 小时跳过
paused | paused | angehalten | 已暂停
problems | problems | Probleme | 问题
nodes | nodes | Knoten | 节点
# col
task | Task | Aufgabe | 任务
state | State | Zustand | 状态
schedule | Schedule | Zeitplan | 计划
next | Next run | Nächster Lauf | 下次运行
lastRuns | Last 20 runs | Letzte 20 Läufe | 最近 20 次
actions | Actions | Aktionen | 操作
run | Run | Lauf | 运行
trigger | Trigger | Auslöser | 触发
queued | Queued | Eingereiht | 排队时间
took | Took | Dauer | 耗时
node | Node | Knoten | 节点
said | Result | Ergebnis | 结果
attribute | Attribute | Attribut | 属性
value | Value | Wert | 值
source | From | Herkunft | 来源
hides | Hides | Verdeckt | 覆盖了
# state
QUEUED | Queued | Wartet | 排队
RUNNING | Running | Läuft | 运行中
CANCELLING | Ending | Endet | 正在结束
SUCCEEDED | Succeeded | Gelungen | 成功
FAILED | Failed | Fehlgeschlagen | 失败
CANCELLED | Cancelled | Abgebrochen | 已取消
TIMED_OUT | Timed out | Zeit überschritten | 超时
SKIPPED | Skipped | Ausgelassen | 已跳过
ABANDONED | Abandoned | Aufgegeben | 已放弃
# trigger
STARTUP | start-up | Anwendungsstart | 启动
SCHEDULE | schedule | Zeitplan | 计划
MANUAL | by hand | von Hand | 手动
RETRY | retry | Wiederholung | 重试
CATCH_UP | catch-up | Nachholen | 补跑
# tasks
search | Search tasks | Aufgaben suchen | 搜索任务
none | No tasks yet | Noch keine Aufgaben | 还没有任务
noneHelp | Annotate a method with @BackgroundTask, or set groundcrew.task.NAME.type. | Eine Methode mit @BackgroundTask auszeichnen oder groundcrew.task.NAME.type setzen. | 给方法加上 @BackgroundTask 注解，或设置 groundcrew.task.NAME.type。
noFit | No task fits the search | Keine Aufgabe passt zur Suche | 没有符合搜索的任务
attention | What needs somebody | Was jemanden braucht | 需要关注
failing | Last run failed | Letzter Lauf fehlgeschlagen | 最近一次失败
slow | Longer than usual | Länger als sonst | 比平常久
# search
clear | Clear the search | Suche leeren | 清除搜索
unknown | Not understood: {words}. Known are {known} | Nicht verstanden: {words}. Bekannt sind {known} | 无法理解：{words}。可用的有 {known}
# task
ready | Ready | Bereit | 就绪
off | Off | Aus | 已关闭
failing | Failing | Schlägt fehl | 失败中
running.one | Running | Läuft | {n} 个运行中
running.other | {n} running | {n} laufen | {n} 个运行中
waiting | {n} queued | {n} warten | {n} 个排队
run | Run now | Jetzt ausführen | 立即运行
runNamed | Run {name} now | {name} jetzt ausführen | 立即运行 {name}
started | {name} will run. | {name} wird ausgeführt. | {name} 即将运行。
seeRun | See the run | Lauf ansehen | 查看运行
unknown | There is no task {name} | Es gibt keine Aufgabe {name} | 没有任务 {name}
facts | How it runs | Wie sie läuft | 运行方式
mode | Mode | Modus | 模式
scope | Scope | Geltung | 范围
overlap | While one still runs | Solange eine noch läuft | 尚未结束时
owner | Owner | Zuständig | 负责人
tags | Tags | Schlagwörter | 标签
runbook | Runbook | Anleitung | 操作手册
type | Type | Typ | 类型
durations | How long it takes | Wie lange sie dauert | 耗时
lastRuns | Last runs | Letzte Läufe | 最近运行
allRuns | All runs of this task | Alle Läufe dieser Aufgabe | 此任务的全部运行
attributes | What it is told, and by whom | Was ihr gesagt wird, und von wem | 配置及其来源
verdict | What it needs | Was sie braucht | 负载判断
nextRuns | Next 10 runs | Nächste 10 Läufe | 接下来 10 次运行
paused | Paused | Angehalten | 已暂停
quarantined | Quarantined | In Quarantäne | 已隔离
# mode
DEDICATED | DEDICATED | DEDICATED | DEDICATED
DEDICATED.help | holds a thread of its own | hält einen eigenen Thread | 占用独立线程
POOLED | POOLED | POOLED | POOLED
POOLED.help | holds a slot of the pool while it runs | hält einen Platz im Pool, solange sie läuft | 运行时占用线程池的一个位置
ASYNC | ASYNC | ASYNC | ASYNC
ASYNC.help | holds no thread while it waits | hält keinen Thread, während sie wartet | 等待时不占用线程
# scope
EVERY_NODE | on every node | auf jedem Knoten | 在每个节点
ONCE_PER_CLUSTER | once per cluster | einmal im Cluster | 每个集群一次
# overlap
SKIP | skip the next | die nächste auslassen | 跳过下一次
QUEUE_ONE | queue one | eine einreihen | 排队一次
ALLOW | run beside it | daneben ausführen | 同时运行
CANCEL_RUNNING | cancel it | sie abbrechen | 取消正在运行的
# source
DEFAULT | default | Vorgabe | 默认
ANNOTATION | annotation | Annotation | 注解
CONFIG | configuration | Konfiguration | 配置
REST | changed here | hier geändert | 在此修改
# chart
few | Two runs that have ended make a chart. | Zwei beendete Läufe ergeben ein Diagramm. | 至少两次结束的运行才能绘图。
durations | {n} runs, half within {p50}, 95 % within {p95} | {n} Läufe, die Hälfte in {p50}, 95 % in {p95} | {n} 次运行，一半在 {p50} 内，95% 在 {p95} 内
# strip
none | No runs yet | Noch keine Läufe | 还没有运行
label | Last {n} runs: {parts} | Letzte {n} Läufe: {parts} | 最近 {n} 次：{parts}
# runs
search | Search runs | Läufe suchen | 搜索运行
byState | By state | Nach Zustand | 按状态
fresh.one | {n}{more} new run – show | {n}{more} neuer Lauf – zeigen | {n}{more} 个新运行 – 显示
fresh.other | {n}{more} new runs – show | {n}{more} neue Läufe – zeigen | {n}{more} 个新运行 – 显示
none | No runs | Keine Läufe | 没有运行
noneFit | Nothing in the history fits this search. | Nichts in der Geschichte passt zu dieser Suche. | 历史中没有符合搜索的运行。
soFar | Older runs have not been searched yet. | Ältere Läufe sind noch nicht durchsucht. | 更早的运行尚未搜索。
noneYet | Nothing has run yet. | Noch ist nichts gelaufen. | 还没有任何运行。
# paging
label | More runs | Weitere Läufe | 更多运行
older | Older | Ältere | 更早
newest | Newest | Neueste | 最新
# problems
none | All is well | Alles in Ordnung | 一切正常
noneHelp | Nothing is overdue, lost or beyond its limit. | Nichts ist überfällig, verloren oder über seiner Grenze. | 没有逾期、丢失或超限的情况。
since | since {when} | seit {when} | 开始于{when}
# run
title | Run {id} | Lauf {id} | 运行 {id}
unknown | There is no run {id} | Es gibt keinen Lauf {id} | 没有运行 {id}
unknownHelp | It may have been removed with old history. | Vielleicht wurde er mit alter Geschichte entfernt. | 可能已随旧历史被清除。
cancel | Cancel run | Lauf abbrechen | 取消运行
cancelTitle | Cancel this run of {task}? | Diesen Lauf von {task} abbrechen? | 取消 {task} 的这次运行？
cancelText | Its code is asked to end, and interrupted if it does not. What it has done so far stays. | Der Code wird gebeten zu enden und sonst unterbrochen. Was er schon getan hat, bleibt. | 将请求代码结束，必要时中断。已完成的工作会保留。
cancelQueued | It has not begun and will not run. | Er hat nicht begonnen und wird nicht laufen. | 尚未开始，将不会运行。
cancelled | The run has been asked to end. | Der Lauf wurde gebeten zu enden. | 已请求结束运行。
stack | Stack trace | Stack-Trace | 堆栈跟踪
progress | Progress | Fortschritt | 进度
timeline | Timeline | Verlauf | 时间线
due | Due | Fällig | 到期
queued | Queued | Eingereiht | 排队
started | Started | Begonnen | 开始
facts | About this run | Über diesen Lauf | 关于此运行
trigger | Trigger | Auslöser | 触发
requestedBy | Asked for by | Veranlasst von | 请求者
retryOf | Repeats | Wiederholt | 重复自
cpu | CPU time | CPU-Zeit | CPU 时间
attempt | Attempt | Versuch | 尝试
crashes | Nodes that died under it | Dabei gestorbene Knoten | 期间失效的节点
skipped | Skipped times | Ausgelassene Male | 跳过次数
lastSkipped | last {when} | zuletzt {when} | 最近 {when}
durable | After a crash | Nach einem Absturz | 崩溃之后
durableYes | is run again | läuft er erneut | 会重新运行
durableNo | is not run again | läuft er nicht erneut | 不会重新运行
heldBack | Held back by requests | Von Anfragen zurückgehalten | 被请求让行
retry | Retry | Wiederholen | 重试
slow | longer than usual | länger als sonst | 比平常久
retried | The work will run again, as a new run. | Die Arbeit läuft erneut, als neuer Lauf. | 将作为新的运行再次执行。
# log
title | Log | Protokoll | 日志
search | Search the log | Protokoll durchsuchen | 搜索日志
follow | Follow | Folgen | 跟随
download | Download | Herunterladen | 下载
earlier | {n} earlier lines are in the download. | {n} frühere Zeilen stehen im Download. | 下载中还有更早的 {n} 行。
none | It said nothing. | Keine Ausgabe. | 没有输出。
noFit | No line fits. | Keine Zeile passt. | 没有符合的行。
# keys
title | Keyboard | Tastatur | 键盘
search | search | suchen | 搜索
rows | next, previous row | nächste, vorige Zeile | 下一行、上一行
open | open | öffnen | 打开
help | this list | diese Liste | 此列表
# verdict
runs.one | {n} run | {n} Lauf | {n} 次运行
runs.other | {n} runs | {n} Läufe | {n} 次运行
computing | {n} % computing | {n} % Rechnen | {n}% 计算
waiting | {n} % waiting for a processor | {n} % Warten auf einen Prozessor | {n}% 等待处理器
heldBack | {n} % held back by requests | {n} % von Anfragen zurückgehalten | {n}% 被请求让行
# problem
THRESHOLD | A value is beyond its limit | Ein Wert liegt über seiner Grenze | 数值超出限制
STOPPED_SCHEDULE | A schedule has stopped | Ein Zeitplan steht still | 计划已停滞
DATABASE_AWAY | The database is away | Die Datenbank ist nicht da | 数据库不可用
HISTORY_LOST | History was lost | Geschichte ging verloren | 历史记录丢失
TASK_UNKNOWN | A task is not known here | Eine Aufgabe ist hier unbekannt | 未知任务
ALERTS_FAILING | Alerts do not arrive | Meldungen kommen nicht an | 告警无法送达
NODE_LOST | A node is lost | Ein Knoten ist verloren | 节点丢失
QUARANTINED | A task is quarantined | Eine Aufgabe ist in Quarantäne | 任务被隔离
CLOCK_SKEW | Clocks disagree | Uhren gehen verschieden | 时钟不一致
LEFT_BY_STOP | The last stop left code running | Der letzte Halt ließ Code zurück | 上次停止时仍有代码在运行
SCOPE_UNSAID | Tasks run on every node, unsaid | Aufgaben laufen ungesagt auf jedem Knoten | 任务未声明范围而在每个节点运行
# signIn
title | Sign in | Anmelden | 登录
verb | Sign in | Anmelden | 登录
user | Name | Name | 用户名
password | Password | Passwort | 密码
trying | One moment … | Einen Moment … | 请稍候…
wrong | The name or the password is wrong. | Name oder Passwort ist falsch. | 用户名或密码错误。
changeTitle | Choose a password | Passwort wählen | 设置密码
changeHelp | Somebody else chose the one you have. Choose your own, at least 8 characters. | Ihr jetziges hat jemand anders gewählt. Wählen Sie ein eigenes, mindestens 8 Zeichen. | 当前密码由他人设置。请设置自己的密码，至少 8 个字符。
newPassword | New password | Neues Passwort | 新密码
changeVerb | Save and go on | Speichern und weiter | 保存并继续
with | Sign in with {provider} | Mit {provider} anmelden | 使用 {provider} 登录
stale | That took too long. Try again. | Das hat zu lange gedauert. Bitte noch einmal. | 已超时，请重试。
no_role | You have no role here. Ask an administrator. | Sie haben hier keine Rolle. Fragen Sie die Administratoren. | 您在此没有角色，请联系管理员。
refused | You were not let in. The server's log says why. | Die Anmeldung wurde abgelehnt. Den Grund nennt das Protokoll des Servers. | 登录被拒绝，原因见服务器日志。
# schedule
change | Change schedule | Zeitplan ändern | 修改计划
title | Schedule of {name} | Zeitplan von {name} | {name} 的计划
back | Back to the task | Zur Aufgabe | 返回任务
hides | Instead of: {words} | Statt: {words} | 原为：{words}
way | When is it due? | Wann ist sie fällig? | 何时运行？
zoneName | Time zone | Zeitzone | 时区
narrow | Only from, until, except, jitter | Nur von, bis, außer, Streuung | 起止、例外与抖动
from | From | Von | 从
until | Until | Bis | 到
except | Except on these dates | Außer an diesen Tagen | 除这些日期
jitter | Later by up to | Später um bis zu | 最多延后
preview | What that means | Was das heißt | 含义
byHand | It runs only when somebody asks for it. | Sie läuft nur, wenn jemand es verlangt. | 只有在有人请求时才运行。
never | It is never due. | Sie ist nie fällig. | 永远不会到期。
zone | Times in {zone} | Zeiten in {zone} | 时间为 {zone}
save | Save schedule | Zeitplan speichern | 保存计划
saved | The schedule is saved. It starts no run now. | Der Zeitplan ist gespeichert. Er startet jetzt keinen Lauf. | 计划已保存，不会立即启动运行。
reset | Take my change back | Änderung zurücknehmen | 撤销修改
resetTitle | Go back to the schedule of {name}'s code? | Zum Zeitplan des Codes von {name} zurück? | 恢复 {name} 代码中的计划？
wasReset | The code's schedule holds again. | Der Zeitplan des Codes gilt wieder. | 已恢复代码中的计划。
wrong | It cannot be read yet. | So ist es noch nicht lesbar. | 尚无法解析。
# way
cron | Cron expression | Cron-Ausdruck | Cron 表达式
every | Every | Alle | 每隔
delay | After each end | Nach jedem Ende | 每次结束后
at | Once, at | Einmal, am | 一次，于
byHand | By hand only | Nur von Hand | 仅手动
# pause
verb | Pause | Anhalten | 暂停
resume | Resume | Fortsetzen | 恢复
reason | Why | Warum | 原因
until | Until (empty: until somebody resumes it) | Bis (leer: bis jemand sie fortsetzt) | 直到（留空：直到有人恢复）
title | Pause {name}? | {name} anhalten? | 暂停 {name}？
text | No schedule starts it, on any node. What runs now goes on; by hand it still runs. | Kein Zeitplan startet sie, auf keinem Knoten. Was läuft, läuft weiter; von Hand läuft sie noch. | 所有节点上都不会按计划启动。正在运行的会继续；仍可手动运行。
done | {name} is paused. | {name} ist angehalten. | {name} 已暂停。
over | {name} goes on. | {name} läuft wieder. | {name} 已恢复。
words | Paused by {by} since {since} | Angehalten von {by} seit {since} | 由 {by} 于 {since} 暂停
wordsUntil | until {until} | bis {until} | 直到 {until}
# hold
verb | Hold every schedule | Alle Zeitpläne anhalten | 暂停所有计划
title | Hold every schedule? | Alle Zeitpläne anhalten? | 暂停所有计划？
text | No schedule starts anything, on any node. What runs now goes on; by hand everything still runs. | Kein Zeitplan startet etwas, auf keinem Knoten. Was läuft, läuft weiter; von Hand läuft alles noch. | 所有节点上的计划都不会启动。正在运行的会继续；仍可手动运行。
done | Every schedule is held. | Alle Zeitpläne sind angehalten. | 所有计划已暂停。
held | Every schedule is held. | Alle Zeitpläne sind angehalten. | 所有计划已暂停。
release | Release | Freigeben | 解除
released | Schedules start again. | Zeitpläne starten wieder. | 计划已恢复。
# nodes
heartbeat | Last heard | Zuletzt gehört | 最后心跳
started | Started | Gestartet | 启动时间
left | Left behind | Zurückgelassen | 遗留
self | answers you | antwortet Ihnen | 当前应答
drain | Drain | Leeren | 排空
resume | Resume | Fortsetzen | 恢复
drainTitle | Drain {id}? | {id} leeren? | 排空 {id}？
drainText | It ends what it has and takes nothing new, until it is resumed. What waits goes to other nodes. | Er beendet, was er hat, und nimmt nichts Neues, bis er fortgesetzt wird. Was wartet, geht an andere Knoten. | 它会完成现有运行且不再接收新的，直到恢复。等待中的会转到其他节点。
drained | {id} takes nothing new. | {id} nimmt nichts Neues. | {id} 不再接收新运行。
resumed | {id} takes runs again. | {id} nimmt wieder Läufe. | {id} 恢复接收运行。
heap | Heap | Heap | 堆内存
threads | Threads | Threads | 线程
requests | Requests | Anfragen | 请求
inFlight | {n} in flight | {n} offen | {n} 个处理中
clock | Clock | Uhr | 时钟
right | in step | geht richtig | 同步
# timeline
at | What ran at | Was lief um | 当时的运行
earlier | Earlier | Früher | 更早
later | Later | Später | 更晚
window | Hours before and after | Stunden davor und danach | 前后小时数
none | Nothing ran, and nothing is due | Nichts lief, und nichts ist fällig | 没有运行，也没有到期
nothing | Nothing. | Nichts. | 无。
help | Click a time to see what ran. | Ein Klick auf eine Zeit zeigt, was lief. | 点击时间查看当时的运行。
lane | {task}: {runs} runs, {failed} failed, {due} due | {task}: {runs} Läufe, {failed} fehlgeschlagen, {due} fällig | {task}：{runs} 次运行，{failed} 次失败，{due} 次到期
most | up to {most} | bis {most} | 最高 {most}
p99 | Requests, p99 | Anfragen, p99 | 请求 p99
cpu | CPU | CPU | CPU
heldBack | Held back | Zurückgehalten | 让行
ranThen | Under way at {at} | Im Gang um {at} | {at} 正在运行
dueThen | Due about {at} | Fällig um {at} | {at} 前后到期
# settings
about | What answers | Was antwortet | 关于
help | Set when this node started; secrets are masked. | Gesetzt beim Start dieses Knotens; Geheimnisse sind verdeckt. | 在节点启动时设定；机密已隐藏。
search | Search settings | Einstellungen suchen | 搜索设置
key | Setting | Einstellung | 设置项
range | May be | Darf sein | 取值
set | set | gesetzt | 已设置
default | default | Vorgabe | 默认
# about
version | Version | Version | 版本
node | Node | Knoten | 节点
zone | Time zone | Zeitzone | 时区
server | Server | Server | 服务器
java | Java | Java | Java
system | System | System | 系统
database | Database | Datenbank | 数据库
started | Started | Gestartet | 启动时间
# node
ACTIVE | Active | Aktiv | 活动
DRAINING | Draining | Läuft leer | 正在排空
GONE | Gone | Weg | 已离开
# make
title | New task | Neue Aufgabe | 新任务
changeTitle | Change {name} | {name} ändern | 修改 {name}
change | Change | Ändern | 修改
about | What it is | Was sie ist | 基本信息
parameters | What it is told | Was ihr gesagt wird | 参数
description | Description | Beschreibung | 说明
nameHelp | Small letters, digits and -, at most 63 | Kleinbuchstaben, Ziffern und -, höchstens 63 | 小写字母、数字和 -，最多 63 个字符
secretStays | Leave empty to keep what is stored | Leer lassen: das Gespeicherte bleibt | 留空则保留已存内容
delete | Delete | Löschen | 删除
deleteTitle | Delete {name}? | {name} löschen? | 删除 {name}？
deleteText | It will not run any more, on no node. Its past runs stay in the history. | Sie läuft nicht mehr, auf keinem Knoten. Vergangene Läufe bleiben in der Geschichte. | 它不再在任何节点上运行。历史运行会保留。
confirm | Let it delete | Löschen erlauben | 允许删除
dry | It only counts until somebody confirms it. | Sie zählt nur, bis jemand sie bestätigt. | 确认之前只计数，不删除。
name | Name | Name | 名称
verb | Create | Anlegen | 创建
save | Save | Speichern | 保存
done | {name} is saved. | {name} ist gespeichert. | {name} 已保存。
gone | {name} is gone. | {name} ist entfernt. | {name} 已删除。
# secret
copy | Copy | Kopieren | 复制
copied | Copied | Kopiert | 已复制
of | Secret of {name} | Geheimnis von {name} | {name} 的密钥
text | It is shown only now. | Es wird nur jetzt gezeigt. | 只显示这一次。
# users
new | New user | Neuer Benutzer | 新用户
name | Name | Name | 名称
role | Role | Rolle | 角色
you | you | Sie | 您
change | Change role | Rolle ändern | 更改角色
changeTitle | What may {name} do? | Was darf {name}? | {name} 可以做什么？
reset | New password | Neues Passwort | 新密码
resetTitle | New password for {name}? | Neues Passwort für {name}? | 为 {name} 设置新密码？
resetText | The old one ends, and so do all sessions. | Das alte gilt nicht mehr, alle Sitzungen enden. | 旧密码失效，所有会话结束。
removeText | Nobody can sign in with this name any more. | Mit diesem Namen meldet sich niemand mehr an. | 此名称将无法登录。
by.openid | OpenID | OpenID | OpenID
by.server | of the server | des Servers | 服务器用户
oneTime | has a one-time password | hat ein Einmalpasswort | 持有一次性密码
tasks | Only these tasks (operators) | Nur diese Aufgaben (Bediener) | 仅限这些任务（操作员）
tasksHelp | Such as invoice-* purge. Empty: all. | Etwa invoice-* purge. Leer: alle. | 如 invoice-* purge；留空为全部。
onlyTasks | only {tasks} | nur {tasks} | 仅 {tasks}
# role
viewer | Viewer | Betrachter | 查看者
viewer.help | sees everything | sieht alles | 查看一切
operator | Operator | Bediener | 操作员
operator.help | also runs, cancels and pauses | führt auch aus, bricht ab und hält an | 还可运行、取消和暂停
administrator | Administrator | Administrator | 管理员
administrator.help | also changes tasks, users and rules | ändert auch Aufgaben, Benutzer und Regeln | 还可更改任务、用户和规则
metrics | Metrics | Metriken | 指标
metrics.help | reads figures, nothing else | liest Zahlen, sonst nichts | 只读取指标
# tokens
new | New token | Neues Token | 新令牌
none | No tokens | Keine Tokens | 没有令牌
by | Made by | Angelegt von | 创建者
expires | Ends | Endet | 到期
used | Last used | Zuletzt benutzt | 最近使用
never | never | nie | 从未
revokeText | Programs that use it are refused from now on. | Programme, die es benutzen, werden ab jetzt abgewiesen. | 使用它的程序将立即被拒绝。
# audit
search | Search the audit | Audit durchsuchen | 搜索审计
none | No entries | Keine Einträge | 没有记录
at | When | Wann | 时间
who | Who | Wer | 谁
action | What | Was | 操作
outcome | Outcome | Ergebnis | 结果
change | Change | Änderung | 变更
show | Show | Zeigen | 显示
# outcome
DONE | done | getan | 完成
REFUSED | refused | abgewiesen | 被拒绝
FAILED | failed | fehlgeschlagen | 失败
# alerts
test | Send a test | Probe senden | 发送测试
sent | A test is on its way to every receiver. | Eine Probe ist unterwegs zu allen Empfängern. | 测试已发往所有接收方。
none | Nobody is told | Niemand erfährt etwas | 没有接收方
noneHelp | Set groundcrew.alerts.NAME.url to a webhook. | groundcrew.alerts.NAME.url auf einen Webhook setzen. | 将 groundcrew.alerts.NAME.url 设为 webhook。
receiver | Receiver | Empfänger | 接收方
host | Host | Host | 主机
waiting | Waiting | Warten | 等待中
lastError | Last error | Letzter Fehler | 最近错误
rules | What is told | Was gemeldet wird | 告警规则
failures | Failures in a row before it is told | Fehlschläge in Folge, bevor gemeldet wird | 连续失败多少次后告警
coolDown | The same is not told again for | Dasselbe nicht wieder für | 相同告警的间隔
kinds | Kinds | Arten | 种类
`;

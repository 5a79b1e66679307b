package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 3 * * * | at 03:00 every day | jeden Tag um 03:00 Uhr | 每天 03:00
          0 0 * * * | at midnight every day | jeden Tag um Mitternacht | 每天 午夜 00:00
          @daily | at midnight every day | jeden Tag um Mitternacht | 每天 午夜 00:00
          @hourly | every hour | jede Stunde | 每小时
          @weekly | at midnight on Sunday | sonntags um Mitternacht | 每周日 午夜 00:00
          @monthly | at midnight on day 1 of every month | am 1. jedes Monats um Mitternacht | 每月1日 午夜 00:00
          @yearly | at midnight on day 1 of January | am 1. im Januar um Mitternacht | 1月1日 午夜 00:00
          * * * * * | every minute | jede Minute | 每分钟
          */15 * * * * | every 15 minutes | alle 15 Minuten | 每15分钟
          */7 * * * * | at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour | zu den Minuten 0, 7, 14, 21, 28, 35, 42, 49 und 56 jeder Stunde | 每小时第0、7、14、21、28、35、42、49和56分
          5/20 * * * * | at minutes 5, 25 and 45 of every hour | zu den Minuten 5, 25 und 45 jeder Stunde | 每小时第5、25和45分
          15 * * * * | at minute 15 of every hour | zu Minute 15 jeder Stunde | 每小时第15分
          0 */2 * * * | every 2 hours | alle 2 Stunden | 每2小时
          0 */6 * * * | at 00:00, 06:00, 12:00 and 18:00 every day | jeden Tag um 00:00, 06:00, 12:00 und 18:00 Uhr | 每天 00:00、06:00、12:00和18:00
          30 */2 * * * | at minute 30 of hours 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 22 | zu Minute 30 der Stunden 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 und 22 | 0、2、4、6、8、10、12、14、16、18、20和22点第30分
          30 8 * * MON-FRI | at 08:30 on Monday to Friday | montags bis freitags um 08:30 Uhr | 每周一至周五 08:30
          */10 8-17 * * MON-FRI | every 10 minutes from 08:00 to 17:50 on Monday to Friday | montags bis freitags alle 10 Minuten von 08:00 bis 17:50 Uhr | 每周一至周五 08:00 至 17:50 每10分钟
          0 8-17 * * * | every hour from 08:00 to 17:00 | jede Stunde von 08:00 bis 17:00 Uhr | 08:00 至 17:00 每小时
          30 8-17 * * * | every hour from 08:30 to 17:30 | jede Stunde von 08:30 bis 17:30 Uhr | 08:30 至 17:30 每小时
          * 2 * * * | every minute from 02:00 to 02:59 | jede Minute von 02:00 bis 02:59 Uhr | 02:00 至 02:59 每分钟
          */30 2 * * * | at 02:00 and 02:30 every day | jeden Tag um 02:00 und 02:30 Uhr | 每天 02:00和02:30
          15,45 2 * * * | at 02:15 and 02:45 every day | jeden Tag um 02:15 und 02:45 Uhr | 每天 02:15和02:45
          0 8,20 * * SAT,SUN | at 08:00 and 20:00 on Saturday and Sunday | samstags und sonntags um 08:00 und 20:00 Uhr | 每周六和周日 08:00和20:00
          0 0 L * * | at midnight on the last day of every month | am letzten Tag jedes Monats um Mitternacht | 每月最后一天 午夜 00:00
          0 0 L-3 * * | at midnight 3 days before the last day of every month | 3 Tage vor dem letzten Tag jedes Monats um Mitternacht | 每月最后一天的前3天 午夜 00:00
          0 0 L-1 * * | at midnight 1 day before the last day of every month | 1 Tag vor dem letzten Tag jedes Monats um Mitternacht | 每月最后一天的前1天 午夜 00:00
          0 0 LW * * | at midnight on the last working day (Monday to Friday) of every month | am letzten Arbeitstag (Montag bis Freitag) jedes Monats um Mitternacht | 每月最后一个工作日（周一至周五） 午夜 00:00
          0 9 15W * * | at 09:00 on the working day (Monday to Friday) nearest to day 15 of every month | am Arbeitstag (Montag bis Freitag), der dem 15. jedes Monats am nächsten ist, um 09:00 Uhr | 每月离15日最近的工作日（周一至周五） 09:00
          0 9 * * MON#2 | at 09:00 on the second Monday of every month | am zweiten Montag jedes Monats um 09:00 Uhr | 每月第二个周一 09:00
          0 9 * * SUN#5 | at 09:00 on the fifth Sunday of every month | am fünften Sonntag jedes Monats um 09:00 Uhr | 每月第五个周日 09:00
          0 18 * * FRIL | at 18:00 on the last Friday of every month | am letzten Freitag jedes Monats um 18:00 Uhr | 每月最后一个周五 18:00
          0 0 1,15 * * | at midnight on days 1 and 15 of every month | am 1. und 15. jedes Monats um Mitternacht | 每月1日和15日 午夜 00:00
          0 0 1-5 * * | at midnight on days 1 to 5 of every month | am 1. bis 5. jedes Monats um Mitternacht | 每月1日至5日 午夜 00:00
          0 0 1 1,7 * | at midnight on day 1 of January and July | am 1. im Januar und Juli um Mitternacht | 1月和7月的1日 午夜 00:00
          0 0 * 1-3 * | at midnight every day in January to March | jeden Tag im Januar bis März um Mitternacht | 1月至3月的每天 午夜 00:00
          0 12 * * 1,3,5 | at 12:00 on Monday, Wednesday and Friday | montags, mittwochs und freitags um 12:00 Uhr | 每周一、周三和周五 12:00
          0 0 13 * FRI | at midnight on day 13 of every month or on Friday | am 13. jedes Monats oder freitags um Mitternacht | 每月13日或每周五 午夜 00:00
          0 0 13 6 FRI | at midnight on day 13 of June or on Friday in June | am 13. im Juni oder freitags im Juni um Mitternacht | 6月13日或6月的每周五 午夜 00:00
          0 0 */10 * MON | at midnight on days 1, 11, 21 and 31 of every month, but only where that falls on Monday | um Mitternacht am 1., 11., 21. und 31. jedes Monats, aber nur wenn zugleich gilt: montags | 每月1日、11日、21日和31日（仅当同时符合：每周一） 午夜 00:00
          0 0 1-31 * MON | at midnight every day | jeden Tag um Mitternacht | 每天 午夜 00:00
          0 0 L,1 * MON#1,FRI | at midnight on day 1 of every month, on the last day of every month, on Friday or on the first Monday of every month | am 1. jedes Monats, am letzten Tag jedes Monats, freitags oder am ersten Montag jedes Monats um Mitternacht | 每月1日、每月最后一天、每周五或每月第一个周一 午夜 00:00
          0 9 * 12 SUN | at 09:00 on Sunday in December | sonntags im Dezember um 09:00 Uhr | 12月的每周日 09:00
          0 9 * * 1-7 | at 09:00 every day | jeden Tag um 09:00 Uhr | 每天 09:00
          */5 * * * MON | every 5 minutes on Monday | montags alle 5 Minuten | 每周一 每5分钟
          * * * * * * | every second | jede Sekunde | 每秒
          */10 * * * * * | every 10 seconds | alle 10 Sekunden | 每10秒
          30 15 8 * * * | at 08:15:30 every day | jeden Tag um 08:15:30 Uhr | 每天 08:15:30
          */20 30 2 * * * | at 02:30, 02:30:20 and 02:30:40 every day | jeden Tag um 02:30, 02:30:20 und 02:30:40 Uhr | 每天 02:30、02:30:20和02:30:40
          * 30 2 * * * | every second of minute 30 of hour 2 | jede Sekunde der Minute 30 der Stunde 2 | 2点第30分每秒
          5,35 */10 1-3,7 * * * | at seconds 5 and 35 of minutes 0, 10, 20, 30, 40 and 50 of hours 1 to 3 and 7 | zu den Sekunden 5 und 35 der Minuten 0, 10, 20, 30, 40 und 50 der Stunden 1 bis 3 und 7 | 1至3和7点第0、10、20、30、40和50分第5和35秒
          */10 * 8-9 * * * | every 10 seconds from 08:00 to 09:59:50 | alle 10 Sekunden von 08:00 bis 09:59:50 Uhr | 08:00 至 09:59:50 每10秒
          17 * * * * * | at second 17 of every minute of every hour | zu Sekunde 17 jeder Minute jeder Stunde | 每小时每分钟第17秒
          0-9 * * * * * | at seconds 0 to 9 of every minute of every hour | zu den Sekunden 0 bis 9 jeder Minute jeder Stunde | 每小时每分钟第0至9秒
          0 0 29 2 ? | at midnight on day 29 of February | am 29. im Februar um Mitternacht | 2月29日 午夜 00:00
          */7 1,3 * * TUE-THU,SUN | at minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of hours 1 and 3 on Tuesday to Thursday and Sunday | dienstags bis donnerstags und sonntags zu den Minuten 0, 7, 14, 21, 28, 35, 42, 49 und 56 der Stunden 1 und 3 | 每周二至周四和周日 1和3点第0、7、14、21、28、35、42、49和56分
          0 */5 * * * | at 00:00, 05:00, 10:00, 15:00 and 20:00 every day | jeden Tag um 00:00, 05:00, 10:00, 15:00 und 20:00 Uhr | 每天 00:00、05:00、10:00、15:00和20:00
          1-59/2 * * * * | at minutes 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 53, 55, 57 and 59 of every hour | zu den Minuten 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 51, 53, 55, 57 und 59 jeder Stunde | 每小时第1、3、5、7、9、11、13、15、17、19、21、23、25、27、29、31、33、35、37、39、41、43、45、47、49、51、53、55、57和59分
          */45 * * * * | at minutes 0 and 45 of every hour | zu den Minuten 0 und 45 jeder Stunde | 每小时第0和45分
          0 0 12 1/5 * ? | at 12:00 on days 1, 6, 11, 16, 21, 26 and 31 of every month | am 1., 6., 11., 16., 21., 26. und 31. jedes Monats um 12:00 Uhr | 每月1日、6日、11日、16日、21日、26日和31日 12:00
          10,50 */12 * * * | at 00:10, 00:50, 12:10 and 12:50 every day | jeden Tag um 00:10, 00:50, 12:10 und 12:50 Uhr | 每天 00:10、00:50、12:10和12:50
          """)
  void expressionIsSaidInThreeLanguages(
      String expression, String english, String german, String chinese) {
    Schedule schedule = Schedule.cron(expression, ZoneId.of("UTC"));
    assertThat(schedule.inWords(Locale.UK)).isEqualTo(english);
    assertThat(schedule.inWords(Locale.GERMANY)).isEqualTo(german);
    assertThat(schedule.inWords(Locale.SIMPLIFIED_CHINESE)).isEqualTo(chinese);
  }
}

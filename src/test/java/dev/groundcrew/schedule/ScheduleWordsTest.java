package dev.groundcrew.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleWordsTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Schedule DAILY = Schedule.cron("0 3 * * *", UTC);

  private static void assertWords(Schedule schedule, String english, String german, String zh) {
    assertThat(schedule.inWords(Locale.ENGLISH)).isEqualTo(english);
    assertThat(schedule.inWords(Locale.GERMAN)).isEqualTo(german);
    assertThat(schedule.inWords(Locale.CHINESE)).isEqualTo(zh);
  }

  private static Schedule every(String period) {
    return Schedule.every(Duration.parse(period), NOON);
  }

  @Test
  void fixedRateIsSaidInItsLargestUnits() {
    assertWords(every("PT1S"), "every second", "jede Sekunde", "每秒");
    assertWords(every("PT1M"), "every minute", "jede Minute", "每分钟");
    assertWords(every("PT1H"), "every hour", "jede Stunde", "每小时");
    assertWords(every("PT15S"), "every 15 seconds", "alle 15 Sekunden", "每15秒");
    assertWords(every("PT24H"), "every 24 hours", "alle 24 Stunden", "每24小时");
    assertWords(every("P7D"), "every 7 days", "alle 7 Tage", "每7天");
    assertWords(every("PT0.25S"), "every 250 milliseconds", "alle 250 Millisekunden", "每250毫秒");
    assertWords(
        every("PT1H30M"), "every 1 hour 30 minutes", "alle 1 Stunde 30 Minuten", "每1小时 30分钟");
    assertWords(
        every("PT1.000000001S"),
        "every 1 second 1 nanosecond",
        "alle 1 Sekunde 1 Nanosekunde",
        "每1秒 1纳秒");
    assertWords(
        every("P2DT3H4M"),
        "every 2 days 3 hours 4 minutes",
        "alle 2 Tage 3 Stunden 4 Minuten",
        "每2天 3小时 4分钟");
  }

  @Test
  void delayOnceAndNeverAreSaid() {
    assertWords(
        Schedule.delay(Duration.ofMinutes(1)),
        "1 minute after the end of the last run",
        "1 Minute nach dem Ende des letzten Laufs",
        "上次运行结束后1分钟");
    assertWords(
        Schedule.once(NOON),
        "once at 2026-06-01 12:00 UTC",
        "einmal, 2026-06-01 12:00 UTC",
        "仅一次：2026-06-01 12:00 UTC");
    assertThat(Schedule.once(NOON.plusMillis(7_500)).inWords(Locale.ENGLISH))
        .isEqualTo("once at 2026-06-01 12:00:07.500 UTC");
    assertWords(Schedule.never(), "only by hand", "nur von Hand", "仅手动运行");
  }

  @Test
  void wrappersAddToTheSentence() {
    Optional<Instant> none = Optional.empty();
    assertWords(
        DAILY.within(Optional.of(NOON), none),
        "at 03:00 every day, from 2026-06-01 12:00 UTC",
        "jeden Tag um 03:00 Uhr, ab 2026-06-01 12:00 UTC",
        "每天 03:00，自 2026-06-01 12:00 UTC 起");
    assertWords(
        DAILY.within(none, Optional.of(NOON)),
        "at 03:00 every day, until 2026-06-01 12:00 UTC",
        "jeden Tag um 03:00 Uhr, bis 2026-06-01 12:00 UTC",
        "每天 03:00，至 2026-06-01 12:00 UTC 止");
    assertWords(
        DAILY.except(Set.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1)), UTC),
        "at 03:00 every day, except on 1970-01-01 and 1970-01-02",
        "jeden Tag um 03:00 Uhr, außer am 1970-01-01 und 1970-01-02",
        "每天 03:00，1970-01-01和1970-01-02除外");
    assertWords(
        DAILY.jittered(Duration.ofSeconds(90), 1),
        "at 03:00 every day, up to 1 minute 30 seconds later",
        "jeden Tag um 03:00 Uhr, um bis zu 1 Minute 30 Sekunden später",
        "每天 03:00，最多推迟1分钟 30秒");
  }

  @Test
  void manyExcludedDatesAreCountedAndNoneAreNotMentioned() {
    Set<LocalDate> dates =
        Set.of(
            LocalDate.EPOCH,
            LocalDate.EPOCH.plusDays(1),
            LocalDate.EPOCH.plusDays(2),
            LocalDate.EPOCH.plusDays(3));
    assertWords(
        DAILY.except(dates, UTC),
        "at 03:00 every day, except on 4 dates",
        "jeden Tag um 03:00 Uhr, außer an 4 Tagen",
        "每天 03:00，4个日期除外");
    assertThat(DAILY.except(Set.of(), UTC).inWords(Locale.ENGLISH)).isEqualTo("at 03:00 every day");
  }

  @Test
  void unknownLanguagesGetEnglishWhateverTheServerSpeaks() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      for (Locale locale : List.of(Locale.FRENCH, Locale.JAPAN, Locale.ROOT, Locale.ENGLISH)) {
        assertThat(DAILY.inWords(locale)).isEqualTo("at 03:00 every day");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyLanguageHasEveryText() throws IOException {
    Set<String> english = keys("words.properties");
    assertThat(keys("words_de.properties")).isEqualTo(english);
    assertThat(keys("words_zh.properties")).isEqualTo(english);
  }

  private static Set<String> keys(String resource) throws IOException {
    try (InputStream stream = Schedule.class.getResourceAsStream(resource)) {
      var texts = new Properties();
      texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return texts.stringPropertyNames();
    }
  }
}

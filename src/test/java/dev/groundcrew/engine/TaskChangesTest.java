package dev.groundcrew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.database.TestDatabase;
import dev.groundcrew.execution.TestTimer;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class TaskChangesTest {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");
  private static TestDatabase tables;

  @Parameter TestDatabase.Kind kind;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.migrated();
  }

  @AfterEach
  void clear() {
    tables.clear();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    tables.close();
  }

  /** One node with one task, that is due at 3. */
  private static final class Node {
    private final Task task;
    private final Timetable timetable = new Timetable(new TestTimer(), () -> START, tick -> {});
    private final TaskChanges changes;

    Node(String... attributes) {
      task = SchedulesTest.task(attributes);
      var schedules = new Schedules(timetable, () -> START, name -> false);
      changes = new TaskChanges(new Catalogue(List.of(task)), tables.database(), schedules);
      schedules.begin(task, START);
    }

    Node() {
      this("cron=0 3 * * *");
    }

    String tag() {
      return TaskTag.of(task);
    }

    void reschedule(String tag, String attribute, String text) {
      changes.reschedule(task, Map.of(attribute, text), ifMatch(tag), "anna");
    }
  }

  private static IfMatch ifMatch(String tag) {
    return IfMatch.of('"' + tag + '"');
  }

  private static int status(Throwable thrown) {
    return ((ProblemException) thrown).problem().status();
  }

  @Test
  void aChangeIsInForceWhenItReturnsAndOnOtherNodesOnceTheyFollow() {
    var a = new Node();
    var b = new Node();
    b.changes.follow();

    a.reschedule(a.tag(), "every", "PT1M");
    assertThat(a.timetable.next("a")).contains(START.plusSeconds(60));
    assertThat(b.timetable.next("a")).contains(START.plusSeconds(86_400));
    b.changes.follow();

    assertThat(b.timetable.next("a")).contains(START.plusSeconds(60));
    assertThat(b.task.definition().attributes().get("every").source()).isEqualTo(Source.REST);
    assertThat(b.tag()).isEqualTo(a.tag());
  }

  @Test
  void aNodeThatStartsLaterFindsTheChange() {
    var a = new Node();
    a.reschedule(a.tag(), "every", "PT1M");
    var late = new Node();
    late.changes.follow();

    assertThat(late.timetable.next("a")).contains(START.plusSeconds(60));
  }

  @Test
  void aChangeTakenBackIsTakenBackEverywhere() {
    var a = new Node();
    var b = new Node();
    String first = a.tag();
    a.reschedule(first, "every", "PT1M");
    b.changes.follow();
    b.changes.reset(b.task, ifMatch(b.tag()), "bert");
    a.changes.follow();

    assertThat(a.tag()).isEqualTo(first).isEqualTo(b.tag());
    assertThat(a.timetable.next("a")).contains(START.plusSeconds(86_400));
  }

  @Test
  void whoeverKnowsAnOlderScheduleIsRefusedEvenOnANodeThatKnowsItToo() {
    var a = new Node();
    var b = new Node();
    String first = a.tag();
    a.reschedule(first, "every", "PT1M");

    assertThatThrownBy(() -> b.reschedule(first, "every", "PT2M"))
        .satisfies(thrown -> assertThat(status(thrown)).isEqualTo(412));
    b.changes.follow();

    assertThat(b.timetable.next("a")).contains(START.plusSeconds(60));
  }

  @Test
  void ofManyWhoChangeAtOnceOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      var nodes = new ArrayList<Callable<Optional<Throwable>>>();
      for (int i = 0; i < 8; i++) {
        var node = new Node();
        String period = "PT" + (i + 1) + "M";
        nodes.add(
            () -> {
              try {
                node.reschedule(node.tag(), "every", period);
                return Optional.empty();
              } catch (ProblemException e) {
                return Optional.of(e);
              }
            });
      }
      List<Throwable> refused = new ArrayList<>();
      for (Future<Optional<Throwable>> end : threads.invokeAll(nodes)) {
        end.get().ifPresent(refused::add);
      }
      assertThat(refused).hasSize(7).allSatisfy(e -> assertThat(status(e)).isEqualTo(412));
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aWrongScheduleIsRefusedAndNothingIsStored() {
    var a = new Node();

    assertThatThrownBy(() -> a.reschedule(a.tag(), "cron", "0 0 30 2 *"))
        .isInstanceOf(InvalidAttributes.class)
        .hasMessageContaining("never fires");
    assertThat(tables.number("select count(*) as n from groundcrew_task_change")).isZero();
  }

  @Test
  void aStoredChangeThatNoLongerFitsLeavesTheCodesSchedule() {
    tables.execute(
        """
        insert into groundcrew_task_change (name, version, schedule, changed_at, changed_by)
        values ('a', 1, '{"cron":"nonsense"}', current_timestamp, 'anna')""");
    var a = new Node();
    a.changes.follow();

    assertThat(a.timetable.next("a")).contains(START.plusSeconds(86_400));
    a.reschedule(a.tag(), "every", "PT1M");
    assertThat(a.timetable.next("a")).contains(START.plusSeconds(60));
  }

  @Test
  void aDatabaseThatIsAwayChangesNothing() {
    var a = new Node();
    tables.away(true);

    assertThatThrownBy(() -> a.reschedule(a.tag(), "every", "PT1M"))
        .isInstanceOf(dev.groundcrew.database.DatabaseException.class);
    assertThat(a.timetable.next("a")).contains(START.plusSeconds(86_400));
  }
}

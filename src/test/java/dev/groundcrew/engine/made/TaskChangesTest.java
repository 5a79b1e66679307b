package dev.groundcrew.engine.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.database.OnEveryDatabase;
import dev.groundcrew.engine.Catalogue;
import dev.groundcrew.engine.Declaration.Confirmation;
import dev.groundcrew.engine.Schedules;
import dev.groundcrew.engine.Task;
import dev.groundcrew.engine.TaskFactory;
import dev.groundcrew.engine.TestTasks;
import dev.groundcrew.engine.rest.TaskTag;
import dev.groundcrew.task.AttributeValue.Source;
import dev.groundcrew.task.FakeTaskContext;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.Parameters;
import dev.groundcrew.task.TaskBody;
import dev.groundcrew.task.TaskType;
import dev.groundcrew.web.IfMatch;
import dev.groundcrew.web.JsonBody;
import dev.groundcrew.web.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskChangesTest extends OnEveryDatabase {
  private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

  /** One node with one task, that is due at 3. */
  private static final class Node {
    private final Task task;
    private final Schedules schedules = TestTasks.schedules(START);
    private final Catalogue catalogue;
    private final TaskChanges changes;
    private final TaskMaker maker;

    Node(List<TaskType> types, String... attributes) {
      task = TestTasks.task("a", texts(attributes));
      catalogue = TestTasks.catalogue(task);
      maker = maker(types);
      changes = new TaskChanges(catalogue, tables.database(), schedules, maker);
      schedules.start(task, START);
      changes.startFromNowOn();
    }

    private static TaskMaker maker(List<TaskType> types) {
      return new TaskMaker(new TaskFactory(types, "UTC", body -> body));
    }

    Node() {
      this(List.of(new Shredder()), "cron=0 3 * * *");
    }

    /** The same without the type that tasks are made of. */
    static Node withoutTypes() {
      return new Node(List.of(), "cron=0 3 * * *");
    }

    /** Imports a document. */
    List<TaskImport.Outcome> put(Map<String, Object> document) {
      byte[] yaml = JsonBody.yaml(document).getBytes(StandardCharsets.UTF_8);
      JsonBody body = JsonBody.readYaml(new ByteArrayInputStream(yaml), "tasks");
      Map<String, StoredTask> known = new HashMap<>();
      changes.made().forEach(stored -> known.put(stored.name(), stored));
      List<TaskImport.Entry> entries = TaskDocument.read(body, maker, known);
      return new TaskImport(catalogue, tables.database(), maker, changes)
          .run(body, entries, false, "anna");
    }

    Task made() {
      return catalogue.require("made");
    }

    String tag() {
      return TaskTag.of(task);
    }

    void reschedule(String tag, String attribute, String text) {
      changes.reschedule(task, Map.of(attribute, text), ifMatch(tag), "anna");
    }
  }

  /** A type whose tasks destroy something. */
  private static final class Shredder implements TaskType {
    @Override
    public String name() {
      return "shredder";
    }

    @Override
    public String description() {
      return "shreds";
    }

    @Override
    public List<dev.groundcrew.task.Parameter> parameters() {
      return List.of(
          dev.groundcrew.task.Parameter.requiredText("paper", "what to shred"),
          dev.groundcrew.task.Parameter.integer("strips", "how many", 5, 1, 10));
    }

    @Override
    public Mode mode() {
      return Mode.POOLED;
    }

    @Override
    public TaskBody create(String task, Parameters parameters) {
      return context -> "shredded " + parameters.text("paper");
    }

    @Override
    public Optional<TaskBody> rehearsal(String task, Parameters parameters) {
      return Optional.of(context -> "would shred " + parameters.text("paper"));
    }
  }

  /** Attributes, told by pairs such as {@code every=PT10S}. */
  private static Map<String, String> texts(String... attributes) {
    return Stream.of(attributes)
        .map(attribute -> attribute.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static MadeTask made(String paper, String... attributes) {
    return new MadeTask("shredder", texts(attributes), Map.of("paper", paper));
  }

  private static Object run(Task task) throws Exception {
    return task.body().run(FakeTaskContext.proceeding());
  }

  @Test
  void aMadeTaskIsThereOnEveryNodeAndDueButNotAtOnce() {
    var a = new Node();
    var b = new Node();
    a.changes.make("made", made("letters", "every=PT1M"), "anna");
    b.changes.follow();

    assertThat(a.schedules.next("made")).contains(START.plusSeconds(60));
    assertThat(b.schedules.next("made")).contains(START.plusSeconds(60));
    assertThat(b.made().declared().parameters()).isEqualTo(Map.of("paper", "letters"));
    assertThat(TaskTag.of(b.made())).isEqualTo(TaskTag.of(a.made()));
    assertThatThrownBy(() -> b.changes.make("made", made("bills"), "bert"))
        .satisfies(thrown -> assertThat(status(thrown)).isEqualTo(409));
    assertThatThrownBy(() -> b.changes.make("a", made("bills"), "bert"))
        .satisfies(thrown -> assertThat(status(thrown)).isEqualTo(409));
  }

  @Test
  void whatDestroysRunsDryUntilItIsConfirmedAndAgainOnceItIsChanged() throws Exception {
    var a = new Node();
    Task task = a.changes.make("made", made("letters"), "anna");

    assertThatThrownBy(() -> a.changes.confirm(task, ifMatch(TaskTag.of(task)), "anna"))
        .satisfies(thrown -> assertThat(status(thrown)).isEqualTo(409));
    assertThat(run(task)).isEqualTo("would shred letters");
    assertThat(task.declared().confirmation())
        .contains(new Confirmation(false, Optional.of("would shred letters")));
    a.changes.confirm(task, ifMatch(TaskTag.of(task)), "anna");
    assertThat(run(task)).isEqualTo("shredded letters");

    a.changes.replace(task, made("letters", "owner=ops"), ifMatch(TaskTag.of(task)), "anna");
    assertThat(run(task)).as("it does the same").isEqualTo("shredded letters");
    a.changes.replace(task, made("bills"), ifMatch(TaskTag.of(task)), "anna");
    assertThat(run(task)).as("it does something else").isEqualTo("would shred bills");
    assertThat(tables.number("select version as n from groundcrew_task_change")).isEqualTo(4);
  }

  @Test
  void aTaskWhoseTypeIsGoneStaysAndIsPickedUpWhenItIsBack() throws Exception {
    var a = new Node();
    a.changes.make("made", made("letters", "every=PT1M", "owner=ops"), "anna");
    var without = Node.withoutTypes();
    without.changes.follow();

    assertThat(without.made().declared().problem())
        .hasValueSatisfying(
            why -> assertThat(why).contains("its type 'shredder' is not in this application"));
    assertThat(without.made().definition().owner()).isEqualTo("ops");
    assertThat(without.schedules.next("made")).isEmpty();
    assertThatThrownBy(() -> run(without.made())).isInstanceOf(IllegalStateException.class);
    var again = new Node();
    again.changes.follow();

    assertThat(again.made().declared().problem()).isEmpty();
    assertThat(again.schedules.next("made")).contains(START.plusSeconds(60));
  }

  @Test
  void aDocumentKeepsATaskWhoseTypeIsGone() {
    var a = new Node();
    a.changes.make("made", made("letters", "every=PT1M"), "anna");
    var without = Node.withoutTypes();
    without.changes.follow();
    StoredTask before = without.changes.stored("made").orElseThrow();
    Map<String, Object> document = TaskDocument.of(without.changes.made(), Node.maker(List.of()));

    assertThat(document.toString()).contains("made", "PT1M").doesNotContain("letters");
    assertThat(without.put(document))
        .containsExactly(new TaskImport.Outcome("made", TaskImport.Change.KEPT));
    assertThat(without.changes.stored("made")).contains(before);
  }

  @Test
  void aDocumentConfirmsNothingAndWhatIsConfirmedStaysSo() {
    var a = new Node();
    a.changes.make("made", made("letters"), "anna");
    Map<String, Object> document = TaskDocument.of(a.changes.made(), a.maker);

    assertThat(a.put(document))
        .containsExactly(new TaskImport.Outcome("made", TaskImport.Change.UNCHANGED));
    a.changes.delete(a.made(), ifMatch(TaskTag.of(a.made())), "anna");
    assertThat(a.put(document))
        .containsExactly(new TaskImport.Outcome("made", TaskImport.Change.CREATED));
    assertThat(a.made().declared().confirmation())
        .contains(new Confirmation(false, Optional.empty()));
  }

  @Test
  void aTaskWhoseCodeIsGoneStaysWithItsChange() {
    tables.execute(
        """
        insert into groundcrew_task_change (name, version, schedule, changed_at, changed_by)
        values ('gone', 1, '{"every":"PT1M"}', current_timestamp, 'anna')\
        """);
    var a = new Node();
    a.changes.follow();
    Task gone = a.catalogue.require("gone");

    assertThat(gone.declared().problem()).contains("its code is not in this application");
    a.changes.delete(gone, ifMatch(TaskTag.of(gone)), "anna");
    assertThat(a.catalogue.find("gone")).isEmpty();
  }

  @Test
  void aTaskOfAnEarlierReleaseStaysUntilSomebodyDeletesIt() {
    tables.execute("insert into groundcrew_task (name) values ('earlier')");
    var a = new Node();
    a.changes.follow();
    Task earlier = a.catalogue.require("earlier");

    assertThat(earlier.declared().problem()).contains("its code is not in this application");
    assertThat(earlier.startsByItself()).isFalse();
    a.changes.delete(earlier, ifMatch(TaskTag.of(earlier)), "anna");
    var again = new Node();
    again.changes.follow();

    assertThat(a.catalogue.find("earlier")).isEmpty();
    assertThat(again.catalogue.find("earlier")).isEmpty();
  }

  @Test
  void aMadeTaskCanBePausedAndADeletedOneIsForgotten() {
    var a = new Node();
    Task task = a.changes.make("made", made("letters"), "anna");
    assertThat(tables.number("select count(*) as n from groundcrew_task where name = 'made'"))
        .isEqualTo(1);

    a.changes.delete(task, ifMatch(TaskTag.of(task)), "anna");
    assertThat(tables.number("select count(*) as n from groundcrew_task where name = 'made'"))
        .isZero();
  }

  @Test
  void aDeletedTaskIsGoneEverywhereAndItsNameIsFree() {
    var a = new Node();
    var b = new Node();
    Task task = a.changes.make("made", made("letters", "every=PT1M"), "anna");
    String first = TaskTag.of(task);
    b.changes.follow();
    a.changes.delete(task, ifMatch(first), "anna");
    b.changes.follow();

    assertThat(a.catalogue.find("made")).isEmpty();
    assertThat(b.catalogue.find("made")).isEmpty();
    assertThat(b.schedules.next("made")).isEmpty();
    Task again = b.changes.make("made", made("letters", "every=PT1M"), "bert");
    assertThat(TaskTag.of(again))
        .as("another task, although it looks the same")
        .isNotEqualTo(first);
  }

  @Test
  void aMadeTaskHasItsScheduleChangedAndPutBackLikeAnyOther() {
    var a = new Node();
    Task task = a.changes.make("made", made("letters", "every=PT1M"), "anna");
    a.changes.reschedule(task, Map.of("every", "PT2M"), ifMatch(TaskTag.of(task)), "anna");
    assertThat(a.schedules.next("made")).contains(START.plusSeconds(120));
    a.changes.reset(task, ifMatch(TaskTag.of(task)), "anna");

    assertThat(a.schedules.next("made")).contains(START.plusSeconds(60));
  }

  @Test
  void wrongParametersAreRefusedAllAtOnceAndNothingIsStored() {
    var a = new Node();
    var wrong =
        new MadeTask("shredder", Map.of("every", "soon"), Map.of("strips", "11", "blade", "x"));

    assertThatThrownBy(() -> a.changes.make("made", wrong, "anna"))
        .isInstanceOfSatisfying(
            InvalidAttributes.class,
            e ->
                assertThat(e.faults())
                    .extracting(dev.groundcrew.task.AttributeFault::attribute)
                    .containsExactlyInAnyOrder(
                        "parameters/paper", "parameters/strips", "parameters/blade", "every"));
    assertThat(tables.number("select count(*) as n from groundcrew_task_change")).isZero();
    assertThat(a.catalogue.find("made")).isEmpty();
  }

  @Test
  void theTaskOfTheCodeHidesOneThatWasMade() {
    var a = new Node();
    tables.execute(
        """
        insert into groundcrew_task_change (name, version, made, changed_at, changed_by)
        values ('a', 1, '{"type":"shredder","attributes":{},"parameters":{"paper":"x"}}',
          current_timestamp, 'anna')\
        """);
    a.changes.follow();

    assertThat(a.task.type()).isEmpty();
    assertThat(a.schedules.next("a")).contains(START.plusSeconds(86_400));
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
    assertThat(a.schedules.next("a")).contains(START.plusSeconds(60));
    assertThat(b.schedules.next("a")).contains(START.plusSeconds(86_400));
    b.changes.follow();

    assertThat(b.schedules.next("a")).contains(START.plusSeconds(60));
    assertThat(b.task.definition().attributes().get("every").source()).isEqualTo(Source.REST);
    assertThat(b.tag()).isEqualTo(a.tag());
  }

  @Test
  void aNodeThatStartsLaterFindsTheChange() {
    var a = new Node();
    a.reschedule(a.tag(), "every", "PT1M");
    var late = new Node();
    late.changes.follow();

    assertThat(late.schedules.next("a")).contains(START.plusSeconds(60));
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
    assertThat(a.schedules.next("a")).contains(START.plusSeconds(86_400));
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

    assertThat(b.schedules.next("a")).contains(START.plusSeconds(60));
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
        values ('a', 1, '{"cron":"nonsense"}', current_timestamp, 'anna')\
        """);
    var a = new Node();
    a.changes.follow();

    assertThat(a.schedules.next("a")).contains(START.plusSeconds(86_400));
    a.reschedule(a.tag(), "every", "PT1M");
    assertThat(a.schedules.next("a")).contains(START.plusSeconds(60));
  }

  @Test
  void aDatabaseThatIsAwayChangesNothing() {
    var a = new Node();
    tables.away(true);

    assertThatThrownBy(() -> a.reschedule(a.tag(), "every", "PT1M"))
        .isInstanceOf(dev.groundcrew.database.DatabaseException.class);
    assertThat(a.schedules.next("a")).contains(START.plusSeconds(86_400));
  }
}

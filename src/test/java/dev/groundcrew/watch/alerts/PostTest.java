package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundcrew.database.DatabaseException;
import dev.groundcrew.database.SqlWork;
import dev.groundcrew.database.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules 3, 4 and 5 of the package, and the statements behind them. */
@Tag("database")
@ParameterizedClass
@EnumSource
class PostTest {
  private static final Rules RULES =
      new Rules(1, 1, Duration.ZERO, Set.of(AlertKind.FAILED, AlertKind.RECOVERED));
  private static TestDatabase tables;

  @Parameter TestDatabase.Kind kind;

  private final Map<String, Optional<String>> trouble = new ConcurrentHashMap<>();
  private FakeReceiver receiver;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.migrated();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    tables.close();
  }

  @BeforeEach
  void receive() {
    int ignored = sql(sql -> sql.update("delete from groundcrew_alert_outbox"));
    receiver = new FakeReceiver(0);
  }

  @AfterEach
  void end() {
    tables.away(false);
    receiver.close();
  }

  private Post post(String node) {
    URI url = URI.create("http://127.0.0.1:" + receiver.port() + "/hook");
    return new Post(
        tables.database(),
        InstantSource.system(),
        new Sender(node, Optional.empty()),
        List.of(new Hook("ops", ReceiverKind.WEBHOOK, url, Optional.of("secret"))),
        // No pause: what has failed is due at once, so that the test need not wait.
        Duration.ZERO,
        carriers(
            (mailbox, entry) -> {
              throw new AssertionError("there is no mailbox");
            }),
        trouble::put);
  }

  private static Carriers carriers(Mail mail) {
    return new Carriers(new Caller(InstantSource.system(), Optional.empty()), mail);
  }

  private Post byMail(Mail mail) {
    var mailbox =
        new Mailbox(
            "ops",
            new Mailbox.Session("mail/ops"),
            Optional.empty(),
            List.of("ops@example.org", "night@example.org"));
    return new Post(
        tables.database(),
        InstantSource.system(),
        new Sender("node-1", Optional.empty()),
        List.of(mailbox),
        Duration.ZERO,
        carriers(mail),
        trouble::put);
  }

  @Test
  void aMailServerThatWasDownGetsEachAlertOnceItIsBackAndOnce() {
    var up = new AtomicBoolean();
    var taken = new ArrayList<String>();
    Post post =
        byMail(
            (mailbox, entry) -> {
              if (!up.get()) {
                throw new IOException("Connection refused");
              }
              taken.add(entry.id());
            });
    for (String task : List.of("a", "b", "c")) {
      post.write(List.of(failed(task)), RULES);
      post.deliver();
    }
    assertThat(taken).isEmpty();
    assertThat(backlog().map(OutboxTable.Backlog::waiting)).contains(3L);
    assertThat(trouble.get("ops")).contains("IOException: Connection refused");

    up.set(true);
    for (int round = 0; round < 5; round++) {
      post.deliver();
    }
    assertThat(taken).hasSize(3).doesNotHaveDuplicates();
    assertThat(backlog()).isEmpty();
    assertThat(trouble.get("ops")).isEmpty();
  }

  private static Alert failed(String task) {
    return new Alert(
        AlertKind.FAILED,
        "task " + task,
        Optional.of(task),
        Optional.empty(),
        "task " + task + " has failed",
        Optional.empty(),
        Instant.EPOCH,
        0);
  }

  private static <T> T sql(SqlWork<T> work) {
    return tables.database().transaction(work);
  }

  private static List<OutboxTable.Entry> due() {
    return sql(sql -> OutboxTable.due(sql, "ops", 10));
  }

  private static boolean take(OutboxTable.Entry entry) {
    return sql(sql -> OutboxTable.take(sql, entry, Duration.ofMinutes(1)));
  }

  private static boolean write(Rules rules) {
    return sql(sql -> RulesTable.write(sql, rules));
  }

  private static boolean takeBeat() {
    return sql(sql -> RulesTable.takeBeat(sql, Duration.ofMinutes(1)));
  }

  private static Optional<OutboxTable.Backlog> backlog() {
    return Optional.ofNullable(sql(OutboxTable::backlog).get("ops"));
  }

  @Test
  void whatIsRaisedTogetherGoesInOneSignedMessage() {
    Post post = post("node-1");
    post.write(List.of(failed("a"), failed("b")), RULES);
    post.deliver();

    assertThat(receiver.taken()).hasSize(1);
    FakeReceiver.Taken message = receiver.taken().get(0);
    assertThat(message.body()).contains("task a has failed", "task b has failed");
    assertThat(message.signature())
        .isEqualTo(
            Signature.of(
                "secret", message.id(), Long.parseLong(message.timestamp()), message.body()));
    assertThat(backlog()).isEmpty();
  }

  @Test
  void aReceiverThatWasDownGetsEachAlertOnceItIsBackAndOnce() {
    Post post = post("node-1");
    receiver.answer(503);
    for (String task : List.of("a", "b", "c")) {
      post.write(List.of(failed(task)), RULES);
      post.deliver();
    }
    assertThat(receiver.taken()).isEmpty();
    assertThat(backlog().map(OutboxTable.Backlog::waiting)).contains(3L);
    assertThat(backlog().flatMap(OutboxTable.Backlog::lastError)).isPresent();
    assertThat(trouble.get("ops")).contains("IOException: answered 503");

    receiver.answer(204);
    for (int round = 0; round < 5; round++) {
      post.deliver();
    }
    assertThat(receiver.taken())
        .extracting(message -> message.body().replaceAll(".*\"task\":\"(.)\".*", "$1"))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(receiver.taken()).extracting(FakeReceiver.Taken::id).doesNotHaveDuplicates();
    assertThat(backlog()).isEmpty();
    assertThat(trouble.get("ops")).isEmpty();
  }

  @Test
  void oneFailureOfAReceiverEndsItsRound() {
    Post post = post("node-1");
    post.write(List.of(failed("a")), RULES);
    post.write(List.of(failed("b")), RULES);
    receiver.answer(500);
    post.deliver();

    assertThat(due()).extracting(OutboxTable.Entry::tries).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void anotherNodeDeliversWhatOneHasWritten() {
    post("node-1").write(List.of(failed("a")), RULES);
    post("node-2").deliver();

    assertThat(receiver.taken()).hasSize(1);
  }

  @Test
  void twoNodesDoNotTakeTheSameMessage() {
    post("node-1").write(List.of(failed("a")), RULES);
    OutboxTable.Entry entry = due().get(0);

    assertThat(take(entry)).isTrue();
    assertThat(take(entry)).isFalse();
    assertThat(due()).as("leased").isEmpty();
  }

  @Test
  void alertsWaitForTheDatabase() {
    Post post = post("node-1");
    tables.away(true);
    assertThatThrownBy(() -> post.write(List.of(failed("a")), RULES))
        .isInstanceOf(DatabaseException.class);
    tables.away(false);
    post.write(List.of(), RULES);
    post.deliver();

    assertThat(receiver.taken()).hasSize(1);
  }

  @Test
  void rulesAreChangedByOneOfTwo() {
    Rules now = sql(RulesTable::read);
    var changed = new Rules(now.version() + 1, 7, Duration.ofMinutes(2), Set.of(AlertKind.LATE));

    assertThat(write(changed)).isTrue();
    assertThat(write(changed)).isFalse();
    Rules after = sql(RulesTable::read);
    assertThat(after).isEqualTo(changed);
  }

  @Test
  void oneOfTwoTakesTheHeartbeat() {
    assertThat(takeBeat()).isTrue();
    assertThat(takeBeat()).isFalse();
  }

  @Test
  void aReceiverThatIsDownKeepsNoOtherWaiting() {
    URI url = URI.create("http://127.0.0.1:" + receiver.port() + "/hook");
    var down = new Mailbox("down", new Mailbox.Session("mail"), Optional.empty(), List.of("a@b"));
    var post =
        new Post(
            tables.database(),
            InstantSource.system(),
            new Sender("node-1", Optional.empty()),
            List.of(down, new Hook("ops", ReceiverKind.WEBHOOK, url, Optional.empty())),
            Duration.ZERO,
            carriers(
                (mailbox, entry) -> {
                  throw new IOException("down");
                }),
            trouble::put);
    receiver.answer(503);
    for (int i = 0; i < 30; i++) {
      post.write(List.of(failed("a")), RULES);
    }
    receiver.answer(204);
    // A round takes a part of them, and ends early if the network fails.
    for (int round = 0; round < 5; round++) {
      post.deliver();
    }

    assertThat(receiver.taken()).hasSize(30);
    assertThat(sql(OutboxTable::backlog).get("down").waiting()).isEqualTo(30);
  }
}

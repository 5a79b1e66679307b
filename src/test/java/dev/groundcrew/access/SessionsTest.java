package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Package description, rule 6. */
@Tag("database")
@ParameterizedClass
@EnumSource
class SessionsTest {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final User ANN =
      new User("ann", "a hash", Role.OPERATOR, User.Origin.CHOSEN, false);

  private static TestDatabase test;

  @Parameter TestDatabase.Kind kind;

  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private final Sessions sessions = node();
  private final Sessions otherNode = node();

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    test = kind.migrated();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    test.close();
  }

  private Sessions node() {
    return new Sessions(test.database(), () -> now, IDLE, LONGEST);
  }

  @BeforeEach
  void anOperatorCalledAnn() {
    test.database()
        .transaction(
            sql -> {
              UserTable.insert(sql, ANN);
              return null;
            });
  }

  @AfterEach
  void clear() {
    test.clear();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static long rows() {
    return test.number("select count(*) as n from groundcrew_session");
  }

  @Test
  void anyNodeKnowsWhoBeganASession() {
    String secret = sessions.begin(ANN);

    assertThat(sessions.check(secret)).contains(ANN);
    assertThat(otherNode.check(secret)).contains(ANN);
    assertThat(sessions.check(secret + "x")).isEmpty();
    assertThat(sessions.check("")).isEmpty();
  }

  @Test
  void eachSessionHasASecretOf256BitsAndTheDatabaseDoesNotKnowIt() {
    String one = sessions.begin(ANN);
    String other = sessions.begin(ANN);

    assertThat(one).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(other);
    assertThat(
            test.number(
                "select count(*) as n from groundcrew_session where token_hash = ?",
                Secret.hash(one)))
        .isEqualTo(1);
    assertThat(Secret.hash(one)).matches("[0-9a-f]{64}");
    assertThat(sessions.check(Secret.hash(one))).as("what a reader of the table has").isEmpty();
  }

  @Test
  void aSignOutIsInForceAtOnceHereAndWithinTenSecondsOnOtherNodes() {
    String secret = sessions.begin(ANN);
    assertThat(sessions.check(secret)).isPresent();
    assertThat(otherNode.check(secret)).isPresent();

    sessions.end(secret);

    assertThat(sessions.check(secret)).isEmpty();
    pass(Duration.ofSeconds(10));
    assertThat(otherNode.check(secret)).isEmpty();
  }

  @Test
  void aSessionNotUsedForTheIdleTimeIsOver() {
    String secret = sessions.begin(ANN);
    pass(IDLE.minusSeconds(1));
    assertThat(sessions.check(secret)).isPresent();
    pass(IDLE.minusSeconds(1));
    assertThat(otherNode.check(secret)).as("used meanwhile, on another node").isPresent();

    pass(IDLE);

    assertThat(sessions.check(secret)).isEmpty();
  }

  @Test
  void aSessionIsOverHoweverMuchItIsUsed() {
    String secret = sessions.begin(ANN);
    for (Duration used = Duration.ZERO;
        used.compareTo(LONGEST) < 0;
        used = used.plus(IDLE.dividedBy(2))) {
      assertThat(sessions.check(secret)).as(used.toString()).isPresent();
      pass(IDLE.dividedBy(2));
    }

    assertThat(sessions.check(secret)).isEmpty();
  }

  @Test
  void aSignInRemovesSessionsThatAreOver() {
    sessions.begin(ANN);
    pass(IDLE);

    sessions.begin(ANN);

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aChangedRoleIsNoticedWithinTenSeconds() {
    String secret = sessions.begin(ANN);
    assertThat(sessions.check(secret)).contains(ANN);
    test.execute("update groundcrew_user set role = 'viewer' where name = 'ann'");

    pass(Duration.ofSeconds(10));

    assertThat(sessions.check(secret).orElseThrow().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void theSessionsOfAUserWhoIsGoneAreGoneToo() {
    String secret = sessions.begin(ANN);
    test.execute("delete from groundcrew_user where name = 'ann'");

    assertThat(sessions.check(secret)).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void whoIsSignedInStaysSoForFiveMinutesWhileTheDatabaseIsAway() {
    String secret = sessions.begin(ANN);
    assertThat(sessions.check(secret)).isPresent();
    test.away(true);

    pass(Duration.ofMinutes(4));

    assertThat(sessions.check(secret)).contains(ANN);
  }
}

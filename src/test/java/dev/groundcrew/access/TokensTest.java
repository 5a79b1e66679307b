package dev.groundcrew.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundcrew.database.OnEveryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Package description, rule 7. */
class TokensTest extends OnEveryDatabase {

  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private final Tokens tokens = node();
  private final Tokens otherNode = node();

  private Tokens node() {
    return new Tokens(tables.database(), () -> now);
  }

  private Token token(String name) {
    return new Token(
        name,
        Role.VIEWER,
        TaskGrant.NONE,
        "admin",
        now,
        now.plus(Duration.ofDays(1)),
        Optional.empty());
  }

  private String create(String name) {
    return tokens.create(token(name)).orElseThrow();
  }

  @Test
  void aSecretOpensUntilItsEnd() {
    String secret = create("deploy");

    assertThat(tokens.check(secret).map(Token::roles)).contains(Role.upTo(Role.VIEWER));
    assertThat(otherNode.check(secret).map(Token::caller)).contains("token:deploy");
    assertThat(tokens.check(secret + "x")).isEmpty();

    now = now.plus(Duration.ofDays(1));
    assertThat(tokens.check(secret)).isEmpty();
    assertThat(otherNode.check(secret)).isEmpty();
  }

  @Test
  void theEndCountsToTheSecondAlsoForWhoIsRemembered() {
    String secret = create("deploy");
    now = now.plus(Duration.ofDays(1)).minusSeconds(1);
    assertThat(tokens.check(secret)).isPresent();

    now = now.plusSeconds(1);

    assertThat(tokens.check(secret)).isEmpty();
  }

  @Test
  void theDatabaseKnowsTheHashAlone() {
    String secret = create("deploy");

    assertThat(
            tables.number(
                "select count(*) as n from groundcrew_token where token_hash = ?",
                Secret.hash(secret)))
        .isEqualTo(1);
  }

  @Test
  void aRevocationIsInForceAtOnceHereAndWithinTenSecondsOnOtherNodes() {
    String secret = create("deploy");
    assertThat(tokens.check(secret)).isPresent();
    assertThat(otherNode.check(secret)).isPresent();

    assertThat(tokens.revoke(tokens.find("deploy").orElseThrow())).isTrue();

    assertThat(tokens.check(secret)).isEmpty();
    now = now.plusSeconds(10);
    assertThat(otherNode.check(secret)).isEmpty();
  }

  @Test
  void aTokenThatTookTheNameOfAnotherIsNotRevokedInItsPlace() {
    create("deploy");
    Token first = tokens.find("deploy").orElseThrow();
    tokens.revoke(first);
    now = now.plusSeconds(1);
    create("deploy");

    assertThat(tokens.revoke(first)).isFalse();
    assertThat(tokens.find("deploy")).isPresent().isNotEqualTo(Optional.of(first));
  }

  @Test
  void aNameIsTakenOnce() {
    create("deploy");

    assertThat(tokens.create(token("deploy"))).isEmpty();
  }

  @Test
  void theUseOfOneThatIsOverIsNoticedEveryTenMinutes() {
    String secret = create("deploy");
    assertThat(tokens.noticeOver(secret)).as("it is not over").isEmpty();
    assertThat(tokens.noticeOver("gc_invented")).isEmpty();
    now = now.plus(Duration.ofDays(2));

    assertThat(tokens.noticeOver(secret).map(Token::name)).contains("deploy");
    assertThat(tokens.noticeOver(secret)).isEmpty();
    now = now.plus(Duration.ofMinutes(9));
    assertThat(tokens.noticeOver(secret)).isEmpty();
    now = now.plus(Duration.ofMinutes(2));
    assertThat(tokens.noticeOver(secret)).isPresent();
  }

  @Test
  void itsUseIsWrittenToTheMinute() {
    String secret = create("deploy");
    Instant first = now;
    tokens.check(secret);
    now = now.plusSeconds(30);
    tokens.check(secret);
    assertThat(tokens.find("deploy").orElseThrow().lastUsedAt()).contains(first);

    now = now.plusSeconds(60);
    tokens.check(secret);

    assertThat(tokens.find("deploy").orElseThrow().lastUsedAt()).contains(now);
  }

  @Test
  void tokensAreListedByNamePageByPage() {
    create("b");
    create("a");
    create("c");

    assertThat(tokens.list("", 2)).extracting(Token::name).containsExactly("a", "b");
    assertThat(tokens.list("b", 2)).extracting(Token::name).containsExactly("c");
  }
}

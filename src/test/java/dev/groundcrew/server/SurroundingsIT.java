package dev.groundcrew.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the container gives to the code of a task. */
@Tag("any-server")
class SurroundingsIT {
  private static final Pattern VISIT = Pattern.compile("visit=(\\d+),(\\d+)");
  private static final Pattern CALLER = Pattern.compile("caller=(\\S+)");

  private final GroundcrewClient client = SharedServer.client();

  @ParameterizedTest
  @ValueSource(strings = {"pooled", "dedicated", "async"})
  void aTaskBeginsWithoutATransactionAndWithItsApplicationsNames(String mode) {
    assertThat(messageOf("looks-around-" + mode))
        .contains("transaction=none")
        .doesNotContain("transaction=active")
        .doesNotContain("application=not found")
        .contains("executor=found")
        .contains("loader=own")
        .doesNotContain("loader=foreign");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pooled", "dedicated", "async"})
  void aTaskDoesNotSeeTheIdentityOfWhoStartedIt(String mode) {
    Matcher caller = CALLER.matcher(messageOf("looks-around-" + mode));
    assertThat(caller.find()).isTrue();
    do {
      assertThat(caller.group(1)).isNotEqualTo("admin");
    } while (caller.find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pooled", "dedicated", "async"})
  void eachAttemptHasAFreshRequestScope(String mode) {
    Matcher first = visit("looks-around-" + mode);
    Matcher second = visit("looks-around-" + mode);
    assertThat(first.group(1)).as("within one attempt").isEqualTo(first.group(2));
    assertThat(second.group(1)).as("in the next").isNotEqualTo(first.group(1));
  }

  @Test
  void transactionsAndOwnInterceptorsApply() {
    assertThat(messageOf("is-transactional")).isEqualTo("transaction=active");
    assertThat(messageOf("is-framed")).isEqualTo("[picture]");
  }

  private Matcher visit(String task) {
    Matcher visit = VISIT.matcher(messageOf(task));
    assertThat(visit.find()).isTrue();
    return visit;
  }

  private String messageOf(String task) {
    var run = client.runToItsEnd(task);
    assertThat(run.getString("state")).as(run.toString()).isEqualTo("SUCCEEDED");
    return run.getString("message");
  }
}

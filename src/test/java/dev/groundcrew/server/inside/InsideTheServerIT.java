package dev.groundcrew.server.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.groundcrew.engine.Runs;
import dev.groundcrew.server.TestWar;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On Payara Micro whatever server the other tests run on. */
@ExtendWith(ArquillianExtension.class)
class InsideTheServerIT {
  /** Where Arquillian talks to its tests; open, since it cannot sign in. */
  private static final String ARQUILLIAN = "/ArquillianServletRunnerEE9";

  @Inject Runs runs;
  @Inject Probe probe;
  @Inject RequestNumber request;

  @Deployment
  static WebArchive war() {
    return TestWar.open("inside", ARQUILLIAN)
        .addClasses(Probe.class, Probe.Finding.class, RequestNumber.class);
  }

  @Test
  void aRunFromCodeCallsTheMethodOfTheInjectedBean() throws InterruptedException {
    String id = runs.submit("probes");
    Probe.Finding finding = probe.next();
    assertEquals(id, finding.run(), "the run that was submitted");
    assertNotSame(Thread.currentThread(), finding.thread());
  }

  @Test
  void eachRunHasARequestScopeOfItsOwn() throws InterruptedException {
    String first = runs.submit("probes");
    Probe.Finding one = probe.next();
    assertEquals(first, one.run());
    String second = runs.submit("probes-in-a-transaction");
    Probe.Finding other = probe.next();
    assertEquals(second, other.run());
    assertEquals(one.request(), one.requestAgain(), "one within a run");
    assertNotEquals(one.request(), other.request(), "another in the next");
    assertNotEquals(request.get(), other.request(), "and not the one that submitted it");
  }

  @Test
  void aTransactionIsOpenOnlyWhereTheMethodAsksForOne() throws InterruptedException {
    String plain = runs.submit("probes");
    Probe.Finding without = probe.next();
    assertEquals(plain, without.run());
    assertEquals(Status.STATUS_NO_TRANSACTION, without.transaction());
    String asked = runs.submit("probes-in-a-transaction");
    Probe.Finding with = probe.next();
    assertEquals(asked, with.run());
    assertEquals(Status.STATUS_ACTIVE, with.transaction());
  }

  @Test
  void aTaskThatDoesNotExistIsRefusedInTheCallersThread() {
    assertThrows(IllegalArgumentException.class, () -> runs.submit("no-such-task"));
  }
}

package dev.groundcrew.server.inside;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A bean with tasks that hand what they find to the test beside them. */
@ApplicationScoped
class Probe {
  private final BlockingQueue<Finding> findings = new LinkedBlockingQueue<>();

  @Inject RequestNumber request;

  /**
   * What a run has found.
   *
   * @param run its id
   * @param request the number of its request scope
   * @param requestAgain the same, asked a second time
   * @param transaction the status of the transaction, see {@link Status}
   * @param thread what it ran on
   */
  record Finding(String run, int request, int requestAgain, int transaction, Thread thread) {}

  @BackgroundTask(name = "probes")
  void probes(TaskContext context) throws NamingException {
    find(context);
  }

  @BackgroundTask(name = "probes-in-a-transaction")
  @Transactional
  void probesInATransaction(TaskContext context) throws NamingException {
    find(context);
  }

  private void find(TaskContext context) throws NamingException {
    TransactionSynchronizationRegistry transaction =
        InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
    findings.add(
        new Finding(
            context.runId(),
            request.get(),
            request.get(),
            transaction.getTransactionStatus(),
            Thread.currentThread()));
  }

  /** The next finding; null if there is none for half a minute. */
  Finding next() throws InterruptedException {
    return findings.poll(30, TimeUnit.SECONDS);
  }
}

package dev.groundcrew.server;

import dev.groundcrew.task.BackgroundTask;
import dev.groundcrew.task.Mode;
import dev.groundcrew.task.TaskContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks as an application has them, for pictures. */
@ApplicationScoped
class Showcase {
  private final AtomicInteger invoices = new AtomicInteger();

  @BackgroundTask(
      name = "purge-sessions",
      description = "Deletes sessions that nobody has used for a month.",
      owner = "platform team",
      tags = {"database", "nightly"},
      runbook = "https://example.org/runbooks/purge-sessions",
      cron = "0 3 * * *",
      zone = "Europe/Berlin")
  void purgeSessions(TaskContext context) throws InterruptedException {
    for (int done = 0; done <= 4_000 && context.proceedAfter(Duration.ofMillis(30)); done += 400) {
      context.progress(done, 4_000);
      context.log("deleted sessions up to number " + done);
    }
    context.message("4,000 sessions deleted");
  }

  @BackgroundTask(
      name = "refresh-rates",
      description = "Reads the exchange rates; holds no thread while it waits.",
      every = "PT3S")
  CompletionStage<Void> refreshRates(TaskContext context) {
    return context.after(Duration.ofMillis(60 + context.attempt() * 7L));
  }

  @BackgroundTask(
      name = "watch-inbox",
      description = "Waits for mail as long as the application lives.",
      atStartup = true)
  void watchInbox(TaskContext context) throws InterruptedException {
    for (int letters = 1; context.proceedAfter(Duration.ofSeconds(2)); letters++) {
      context.log("no new mail, look number " + letters);
    }
  }

  @BackgroundTask(
      name = "send-invoices",
      description = "Sends what is due; the printer's service is down now and then.",
      owner = "billing",
      tags = "money",
      every = "PT4S")
  void sendInvoices(TaskContext context) throws InterruptedException {
    int invoice = invoices.incrementAndGet();
    context.log("sending invoice 2026-" + (4_100 + invoice));
    context.proceedAfter(Duration.ofMillis(20L * (invoice % 9) + 5));
    if (invoice % 4 == 0) {
      context.log("the printer's service answered 503");
      throw new IllegalStateException("printer: 503 Service Unavailable");
    }
    context.message("invoice 2026-" + (4_100 + invoice) + " sent");
  }

  @BackgroundTask(
      name = "index-catalogue",
      description = "Brings the search index up to date.",
      every = "PT5S",
      mode = Mode.POOLED)
  void indexCatalogue(TaskContext context) throws InterruptedException {
    context.proceedAfter(Duration.ofMillis(180));
    context.message("up to date");
  }

  @BackgroundTask(
      name = "export-orders",
      description = "Hands yesterday's orders to the warehouse.",
      cron = "30 5 * * MON-FRI",
      zone = "Europe/Berlin")
  void exportOrders(TaskContext context) throws InterruptedException {
    for (int done = 0; done < 500 && context.proceedAfter(Duration.ofMillis(400)); done++) {
      context.progress(done, 500);
      context.log("order " + (88_000 + done) + " handed over");
    }
  }
}

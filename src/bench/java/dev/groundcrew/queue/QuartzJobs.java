package dev.groundcrew.queue;

import dev.groundcrew.database.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz with its clustered JDBC store, taking as many triggers at once as it has threads. */
final class QuartzJobs implements Contender {
  private static final String SOURCE = "org.quartz.dataSource.bench.";

  /** Quartz makes its jobs itself. */
  private static volatile Runnable work = () -> {};

  private final TestDatabase tables;
  private final Scheduler scheduler;

  QuartzJobs(TestDatabase tables, Runnable body) throws Exception {
    this.tables = tables;
    work = body;
    for (String statement : script().split(";")) {
      if (!statement.isBlank() && !statement.strip().equalsIgnoreCase("commit")) {
        tables.execute(statement);
      }
    }
    var properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "bench");
    properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
    properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "" + THREADS);
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "" + THREADS);
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    properties.setProperty("org.quartz.jobStore.isClustered", "true");
    properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
    properties.setProperty("org.quartz.jobStore.dataSource", "bench");
    properties.setProperty(SOURCE + "provider", "hikaricp");
    properties.setProperty(SOURCE + "driver", "org.postgresql.Driver");
    properties.setProperty(SOURCE + "URL", tables.url());
    properties.setProperty(SOURCE + "user", "postgres");
    properties.setProperty(SOURCE + "password", "postgres");
    properties.setProperty(SOURCE + "maxConnections", "" + (THREADS + 4));
    scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.addJob(
        JobBuilder.newJob(Work.class).withIdentity("bench").storeDurably().build(), true);
  }

  /** Its own tables, without what its script says first: to drop those of old. */
  private static String script() throws IOException {
    try (InputStream in =
        Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_postgres.sql")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.replaceAll("(?m)^\\s*--.*$", "").replaceAll("(?mi)^set client_min.*$", "");
    }
  }

  /** A run. */
  public static final class Work implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      work.run();
    }
  }

  @Override
  public void store(int count) throws SchedulerException {
    for (int i = 0; i < count; i++) {
      submit();
    }
  }

  @Override
  public void start() throws SchedulerException {
    scheduler.start();
  }

  @Override
  public void submit() throws SchedulerException {
    var unused =
        scheduler.scheduleJob(TriggerBuilder.newTrigger().forJob("bench").startNow().build());
  }

  @Override
  public long left() {
    return tables.number("select count(*) as n from qrtz_triggers");
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }
}

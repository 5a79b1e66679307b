package dev.groundcrew.queue;

import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import dev.groundcrew.database.TestDatabase;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.BackgroundJob;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jsonb.JsonbJsonMapper;

/** JobRunr, polling as often as it allows. */
public final class JobRunrJobs implements Contender {
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(5);

  /** JobRunr finds its code by name. */
  private static volatile Runnable work = () -> {};

  private final TestDatabase tables;
  private final BackgroundJobServer server;

  JobRunrJobs(TestDatabase tables, Runnable body) {
    this.tables = tables;
    work = body;
    var unused =
        JobRunr.configure()
            .useJsonMapper(new JsonbJsonMapper())
            .useStorageProvider(new PostgresStorageProvider(tables.dataSource()))
            .useBackgroundJobServer(
                usingStandardBackgroundJobServerConfiguration()
                    .andWorkerCount(THREADS)
                    .andPollInterval(SHORTEST_POLL),
                false)
            .initialize();
    server = JobRunr.getBackgroundJobServer();
  }

  /** A run. */
  public static void run() {
    work.run();
  }

  @Override
  public void store(int count) {
    BackgroundJob.enqueue(IntStream.range(0, count).boxed(), number -> JobRunrJobs.run());
  }

  @Override
  public void start() {
    server.start();
  }

  @Override
  public void submit() {
    var unused = BackgroundJob.enqueue(() -> JobRunrJobs.run());
  }

  @Override
  public long left() {
    return tables.number(
        "select count(*) as n from jobrunr_jobs where state in ('ENQUEUED', 'PROCESSING')");
  }

  @Override
  public void close() {
    var unused = JobRunr.destroy();
  }
}

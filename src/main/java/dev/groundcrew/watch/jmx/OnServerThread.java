package dev.groundcrew.watch.jmx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Does work where the application's naming and class loading are, since a thread of RMI has neither
 * (rule 4 of the package).
 */
record OnServerThread(Executor executor) {
  private static final long LIMIT_SECONDS = 10;

  /**
   * Waits for the result.
   *
   * @throws IllegalStateException in words of the JDK's only, whatever has failed
   */
  <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      // The cause may be of a class that the client does not have.
      throw new IllegalStateException(String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw new IllegalStateException("not done within " + LIMIT_SECONDS + " s; it may yet be");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
  }

  /** The same for work without a result. */
  void run(Runnable work) {
    Object ignored =
        call(
            () -> {
              work.run();
              return null;
            });
  }
}

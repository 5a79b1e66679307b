package dev.groundcrew.builtin.monitor;

import com.zaxxer.hikari.HikariPoolMXBean;
import dev.groundcrew.database.Database;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Figures of our own connection pool; the server's pools do not show theirs this way. */
record PoolFigures(Database database) implements Supplier<Map<String, Double>> {
  @Override
  public Map<String, Double> get() {
    Optional<HikariPoolMXBean> pool = database.pool();
    return pool.map(
            seen ->
                Map.of(
                    "pool-active", (double) seen.getActiveConnections(),
                    "pool-idle", (double) seen.getIdleConnections(),
                    "pool-awaiting", (double) seen.getThreadsAwaitingConnection()))
        .orElse(Map.of());
  }
}

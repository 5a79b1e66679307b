package dev.groundcrew.builtin.purge;

import java.util.List;

/**
 * A data source of the server's that may be purged.
 *
 * @param jndi its name
 * @param tables the tables that may be purged, as tasks must write them
 */
record PurgeSource(String jndi, List<String> tables) {
  PurgeSource {
    tables = List.copyOf(tables);
  }
}

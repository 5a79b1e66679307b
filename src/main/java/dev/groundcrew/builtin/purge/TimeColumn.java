package dev.groundcrew.builtin.purge;

import java.sql.JDBCType;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** How a column tells time, and so how a point in time is bound to be compared with it. */
enum TimeColumn {
  /** Knows its offset. */
  INSTANT {
    @Override
    Object bound(Instant instant) {
      return instant;
    }
  },
  /** Has none: read as UTC (rule 7 of the package). */
  LOCAL {
    @Override
    Object bound(Instant instant) {
      return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
  },
  /** Whole days in UTC. */
  DATE {
    @Override
    Object bound(Instant instant) {
      return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
  };

  /** The value that stands for an instant in a comparison. */
  abstract Object bound(Instant instant);

  /**
   * Reads what the metadata say of a column; empty if it tells no time.
   *
   * @param type one of {@link Types}
   * @param typeName the database's own; PostgreSQL's driver calls both kinds of timestamp {@link
   *     JDBCType#TIMESTAMP}
   */
  static Optional<TimeColumn> of(int type, String typeName) {
    if (typeName.equalsIgnoreCase("timestamptz")) {
      return Optional.of(INSTANT);
    }
    return switch (type) {
      case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(INSTANT);
      case Types.TIMESTAMP -> Optional.of(LOCAL);
      case Types.DATE -> Optional.of(DATE);
      default -> Optional.empty();
    };
  }
}

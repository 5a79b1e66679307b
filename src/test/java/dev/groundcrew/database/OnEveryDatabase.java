package dev.groundcrew.database;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that run once on each kind of database, each test on Groundcrew's tables without a row.
 * They run after those that need no database.
 */
@Tag("database")
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
public abstract class OnEveryDatabase {
  protected static TestDatabase tables;

  @Parameter protected TestDatabase.Kind kind;

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase.Kind kind) {
    tables = kind.migrated();
  }

  @AfterEach
  void clear() {
    tables.clear();
  }

  @AfterParameterizedClassInvocation
  static void close() {
    tables.close();
  }
}

package dev.groundcrew.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The JDBC drivers that the application brought. The JVM's list of drivers holds on to them, and so
 * to the application's class loader; Payara empties the list at an undeployment, GlassFish 8 does
 * not.
 */
public final class OwnDrivers {
  private static final Logger LOG = System.getLogger(OwnDrivers.class.getName());

  private OwnDrivers() {}

  /** Takes them off the list. The application ends and opens no connection any more. */
  public static void forget() {
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == OwnDrivers.class.getClassLoader())
        .toList()
        .forEach(OwnDrivers::forget);
  }

  private static void forget(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "a JDBC driver stays on the list of the JVM: " + driver, e);
    }
  }
}

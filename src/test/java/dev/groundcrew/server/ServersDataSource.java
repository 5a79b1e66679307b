package dev.groundcrew.server;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;

/** Stands for what an administrator sets up: a pool of the server's on PostgreSQL. */
@DataSourceDefinition(
    name = "java:app/jdbc/groundcrew",
    className = "org.postgresql.ds.PGSimpleDataSource",
    url = "${MPCONFIG=test.database.url}",
    user = "postgres",
    password = "postgres")
@Singleton
public class ServersDataSource {}

package dev.groundcrew.engine.boot;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.Dependent;

/**
 * The executors that the WAR brings, for servers whose administrator has defined none. They have
 * more room than our slots, so that a run that was given up leaves room for the next.
 */
@Dependent
@ManagedExecutorDefinition(name = "java:app/concurrent/groundcrew-pooled", maxAsync = 128)
@ManagedExecutorDefinition(
    name = "java:app/concurrent/groundcrew-async",
    maxAsync = 16,
    virtual = true)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/groundcrew-timer", maxAsync = 2)
@ManagedThreadFactoryDefinition(name = "java:app/concurrent/groundcrew-threads")
class ServerResources {}

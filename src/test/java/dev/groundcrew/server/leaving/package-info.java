/** A task type and a task that are not in the next release. */
package dev.groundcrew.server.leaving;

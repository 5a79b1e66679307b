/** Tasks for the suite to run inside a real server. Each does one thing that a test looks at. */
package dev.groundcrew.server.tasks;

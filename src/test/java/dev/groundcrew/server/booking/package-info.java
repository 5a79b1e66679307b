/** An application that keeps its own rows where Groundcrew keeps its runs. */
package dev.groundcrew.server.booking;

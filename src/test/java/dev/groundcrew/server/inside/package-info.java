/** Groundcrew seen from inside the server: tests that are beans' neighbours, by Arquillian. */
package dev.groundcrew.server.inside;

/** All that the WAR has that ours is compared with. */
package dev.groundcrew.server.empty;

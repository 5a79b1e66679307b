/** Tasks that are declared wrongly, to see the deployment fail. */
package dev.groundcrew.server.broken;

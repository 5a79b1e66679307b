/**
 * For administrators of the server: MBeans in the platform's MBean server, so for jconsole and for
 * whatever else speaks JMX. Who may connect is the server's configuration.
 *
 * <ol>
 *   <li>{@code dev.groundcrew:type=Task,name=…} for each task, {@code type=Node}, and {@code
 *       type=Executor,name=…} for each mode's slots and for the executor of short work. They come
 *       and go with the application; tasks made or deleted later follow within two seconds.
 *   <li>Attributes are read from memory, but for {@code Verdict}, which asks the database.
 *   <li>Limits are written here rather than at the server's own executors, since resizing a live
 *       executor ends what runs on it and loses what waits there.
 *   <li>Operations run on the server's managed threads and are waited for, ten seconds at most. A
 *       run that was started here says so.
 *   <li>Only types of the JDK cross the wire: a client needs none of our classes.
 * </ol>
 */
package dev.groundcrew.watch.jmx;

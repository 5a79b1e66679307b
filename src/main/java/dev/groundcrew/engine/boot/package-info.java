/**
 * From the container to the engine.
 *
 * <ol>
 *   <li>While the container reads the beans, {@link dev.groundcrew.engine.boot.DeclaredTasks}
 *       collects the annotated methods; it judges none.
 *   <li>{@link dev.groundcrew.engine.boot.StartUp} begins with the application. {@link
 *       dev.groundcrew.engine.boot.Assembly} reads the settings and makes the one {@link
 *       dev.groundcrew.engine.Engine} and all that features inject.
 *   <li>{@link dev.groundcrew.engine.boot.CatalogueBuilder} makes the tasks of code and
 *       configuration. Any fault fails the deployment, all faults in one message.
 *   <li>{@link dev.groundcrew.engine.boot.StartGate} is initialised as the last servlet: requests
 *       are served, so the gate opens.
 *   <li>The stop begins at the gate as well, while every class can still be loaded; where there is
 *       no gate, with the start-up bean.
 * </ol>
 */
package dev.groundcrew.engine.boot;

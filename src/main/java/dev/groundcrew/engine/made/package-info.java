/**
 * Tasks that people make over REST, and what else they change of tasks while the application runs.
 *
 * <ol>
 *   <li>The application has the types that tasks can be made of; their parameters are shown as a
 *       JSON Schema. A task is a type, attributes and parameters, so that nobody brings in code.
 *   <li>What somebody sends is read to the end, and every fault is told at once with the place
 *       where it stands. A task is checked by making it, the way that those of code and
 *       configuration are made.
 *   <li>It is stored first, under the lock of its row, then in force on this node; the others are
 *       signalled and read what has changed. A change names the tag of what it changes, so that of
 *       two people who change one task the second is refused.
 *   <li>Whoever made a task says what it is. Over REST the schedule of any task can be changed and
 *       put back; all else only of tasks that were made over REST.
 *   <li>A task that destroys something begins with a dry run, and destroys nothing until a person
 *       has confirmed what that has said. What changes what it does takes the confirmation back.
 *   <li>Secrets are stored and given to the type, and never shown: a mask that comes back, or a
 *       secret that a document leaves out, stays what it was. Not if the task talks to another
 *       server than before: then the secret has to be given anew, else whoever may change the task
 *       could have it sent to themselves.
 *   <li>All made tasks are one document, in YAML or JSON. It is put all or not at all, and the same
 *       document again changes nothing.
 *   <li>A stored task whose type or code is not in this application stays, cannot run, and says
 *       why.
 * </ol>
 *
 * <p>The engine knows none of this: it begins a {@link dev.groundcrew.engine.TaskSource}, which
 * {@link dev.groundcrew.engine.made.MadeTasks} is.
 */
package dev.groundcrew.engine.made;

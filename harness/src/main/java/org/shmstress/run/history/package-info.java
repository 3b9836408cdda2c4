/** Logs of operations become histories, and an author's plain class becomes the model that they are compared with. */
@org.jspecify.annotations.NullMarked
package org.shmstress.run.history;

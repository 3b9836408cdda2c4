/** The run record on disk, and the environment it describes. */
@org.jspecify.annotations.NullMarked
package org.shmstress.record;

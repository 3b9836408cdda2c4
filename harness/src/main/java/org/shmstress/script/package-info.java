/** Scripts: steps, answers and their text form. Knows nothing of how they are run. */
@org.jspecify.annotations.NullMarked
package org.shmstress.script;

/** Classes that lifting must not change the meaning of; the originals say what that is. */
@org.jspecify.annotations.NullMarked
package org.shmstress.lift.corpus;

/**
 * Structures of other people's libraries, used as their documentation says. What a library promises is the model; what it is known not to
 * survive is said beside the object.
 */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.libraries;

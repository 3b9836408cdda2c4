/** Makes each shared access of an object a step at which a worker can pause or die. */
@org.jspecify.annotations.NullMarked
package org.shmstress.weave;

/** What the engine's own tests have it find and run. */
@org.jspecify.annotations.NullMarked
package org.shmstress.junit.samples;

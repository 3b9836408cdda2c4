/** Litmus tests on which the engine is compared with stock jcstress: {@code shmstress bench litmus}. */
@org.jspecify.annotations.NullMarked
package org.shmstress.litmus;

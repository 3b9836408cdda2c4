/** Tests with a fault that a harness must notice, planted for {@code shmstress calibrate}; they say nothing about shared memory. */
@org.jspecify.annotations.NullMarked
package org.shmstress.litmus.planted;

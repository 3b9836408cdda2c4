/** The {@code shmstress} command: reads options, calls the engine, turns what happened into an exit code. */
@org.jspecify.annotations.NullMarked
package org.shmstress.cli;

/** What happened to a shared object in a trial, as plain data: operations, deaths, critical sections, waits. */
@org.jspecify.annotations.NullMarked
package org.shmstress.history;

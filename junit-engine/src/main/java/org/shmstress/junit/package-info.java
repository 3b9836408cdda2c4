/**
 * A test engine for the JUnit Platform: outcome tests and shared objects of a project's test path run as ordinary tests, from an IDE, Maven
 * Surefire or Gradle. {@link org.shmstress.junit.Settings} names the configuration parameters.
 */
@org.jspecify.annotations.NullMarked
package org.shmstress.junit;

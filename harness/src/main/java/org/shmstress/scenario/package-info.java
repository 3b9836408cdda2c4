/** What can be tried, and how scenarios are found in classes. */
@org.jspecify.annotations.NullMarked
package org.shmstress.scenario;

/** Whether a value that is being overwritten is ever seen in pieces. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.tearing;

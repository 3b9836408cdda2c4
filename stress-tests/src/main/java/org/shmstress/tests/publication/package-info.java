/** Whether who sees that a record is published sees all of the record. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.publication;

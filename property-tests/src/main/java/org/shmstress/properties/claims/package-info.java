/** What shared memory between processes is said to do, each claim with its evidence and with controls that must be caught. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.claims;

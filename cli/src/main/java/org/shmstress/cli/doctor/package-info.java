/** Whether this machine can run the product, and what on it changes the results. */
@org.jspecify.annotations.NullMarked
package org.shmstress.cli.doctor;

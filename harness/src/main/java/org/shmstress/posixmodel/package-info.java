/** The pure reference model of shared-memory objects: state and step to allowed answers. */
@org.jspecify.annotations.NullMarked
package org.shmstress.posixmodel;

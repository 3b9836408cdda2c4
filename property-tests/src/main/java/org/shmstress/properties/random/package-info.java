/** Properties: scripts drawn at random that must agree with the model, and how a script that does not is made small. */
@org.jspecify.annotations.NullMarked
package org.shmstress.properties.random;

/** Runs scripts on live workers and compares each answer with the reference model. */
@org.jspecify.annotations.NullMarked
package org.shmstress.run.script;

/** What a jcstress class is made of, read from bytecode without loading it. */
@org.jspecify.annotations.NullMarked
package org.shmstress.scenario.shape;

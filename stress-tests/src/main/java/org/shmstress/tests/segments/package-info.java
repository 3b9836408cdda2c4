/** The life of segments: names, mappings and descriptors, as processes come, go and die. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests.segments;

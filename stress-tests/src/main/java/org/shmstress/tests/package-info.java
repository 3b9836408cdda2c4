/** The bundled scenarios of this module. */
@org.jspecify.annotations.NullMarked
package org.shmstress.tests;

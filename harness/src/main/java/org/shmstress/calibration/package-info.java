/** How strong the tester is: the table of planted defects and controls, and what finding them came to. */
@org.jspecify.annotations.NullMarked
package org.shmstress.calibration;

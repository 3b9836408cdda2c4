/** Many runs in the order of their time: what changed from one to the next, and where something was upgraded. Pure functions of records. */
@org.jspecify.annotations.NullMarked
package org.shmstress.reports.trend;

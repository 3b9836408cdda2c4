package org.shmstress.segment;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A test of each access path that this version has. */
@ParameterizedTest
@EnumSource(value = AccessPath.class, names = "FFM", mode = EnumSource.Mode.EXCLUDE)
@Retention(RetentionPolicy.RUNTIME)
@interface OnEveryPath {}

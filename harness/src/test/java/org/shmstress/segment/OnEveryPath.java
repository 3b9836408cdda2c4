package org.shmstress.segment;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test of each access path that this version has. */
@ParameterizedTest
@MethodSource("org.shmstress.segment.AccessPathsTest#paths")
@Retention(RetentionPolicy.RUNTIME)
@interface OnEveryPath {}

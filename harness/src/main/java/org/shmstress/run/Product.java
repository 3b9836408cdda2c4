package org.shmstress.run;

import java.util.Optional;

/** This build of shmstress. */
public final class Product {

    private Product() {}

    /** The version in the jar's manifest. */
    public static String version() {
        return Optional.ofNullable(Product.class.getPackage().getImplementationVersion())
                .orElse("development build");
    }
}

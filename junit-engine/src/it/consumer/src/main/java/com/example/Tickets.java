package com.example;

import java.util.function.IntSupplier;

/** How the locks hand out tickets; code of the project's own, which workers must find too. */
public final class Tickets {

    private Tickets() {}

    /** Waits until a ticket is served. */
    public static void await(int ticket, IntSupplier serving) {
        while (serving.getAsInt() != ticket) {
            Thread.onSpinWait();
        }
    }
}

package org.shmstress.litmus.peer;

import java.io.IOException;

/** The least that a JVM can do: says that it is there, and stays until its standard input ends. */
public final class PeerHello {

    private PeerHello() {}

    /** Entry point. */
    public static void main(String[] args) throws IOException {
        System.out.println("hello");
        while (System.in.read() >= 0) {}
    }
}

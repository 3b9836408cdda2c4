package org.shmstress.segment;

import java.nio.file.Path;

/** Owns a segment until it is killed. Arguments: directory for the manifest. Says the segment's file name. */
public final class OwnerMain {

    private OwnerMain() {}

    public static void main(String[] arguments) throws Exception {
        Segment segment = new Scratch(Path.of(arguments[0])).create();
        System.out.println(segment.name().fileName());
        System.in.read();
        segment.close();
    }
}

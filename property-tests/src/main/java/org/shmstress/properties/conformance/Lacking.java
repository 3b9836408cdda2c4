package org.shmstress.properties.conformance;

/** The machine lacks what a row needs. */
final class Lacking extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Capability capability;

    Lacking(Capability capability) {
        super(capability.missing());
        this.capability = capability;
    }

    Capability capability() {
        return capability;
    }
}

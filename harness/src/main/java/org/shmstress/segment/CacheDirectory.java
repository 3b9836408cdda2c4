package org.shmstress.segment;

import java.nio.file.Path;

/** Where a user's runs keep what they share: in the user's cache, or in a private temporary directory where that is read-only. */
public final class CacheDirectory {

    private CacheDirectory() {}

    /** The directory for one kind of content, beside the manifests; made by whoever writes into it. */
    public static Path of(String kind) {
        return ManifestDirectory.writable().resolveSibling(kind);
    }
}

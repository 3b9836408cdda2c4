package org.shmstress.posix;

/**
 * What {@code fstat} tells about a file.
 *
 * @param device id of the file system, as {@code st_dev}
 * @param inode number of the file in that file system
 * @param links names that the file still has
 * @param userId owner
 * @param mode type and permissions
 * @param sizeBytes size
 * @param blocks blocks of 512 bytes in use
 */
public record FileStatus(long device, long inode, long links, long userId, int mode, long sizeBytes, long blocks) {}

package org.shmstress.script;

/**
 * What workers are told to do, step by step.
 *
 * @param text the script in its text form
 */
public record Script(String text) {}

package org.shmstress.reports.model;

import java.util.List;

/**
 * The power of the tester: which planted defects it catches.
 *
 * @param sentence what was measured, when and where; or that it was not
 * @param units one per planted defect
 * @param width of the drawing of the units
 * @param height of it
 * @param missed what was not caught, and alarms of controls
 * @param command the command that measures it; empty if it was measured
 */
public record Power(Text sentence, List<Unit> units, int width, int height, List<Missed> missed, String command) {

    /** A planted defect as a square. */
    public record Unit(int x, int y, String shape, String tone, String title) {}

    /** One that was missed, or a control that was flagged. */
    public record Missed(Text id, String result, Text reason) {}
}

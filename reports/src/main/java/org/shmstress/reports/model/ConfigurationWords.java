package org.shmstress.reports.model;

import org.shmstress.record.Entry.Configuration;

/** A trial's configuration in words. */
final class ConfigurationWords {

    private ConfigurationWords() {}

    static String line(Configuration c) {
        String schedule = c.schedule().equalsIgnoreCase("free")
                ? ""
                : ", " + Text.of(c.schedule()).shown();
        return Text.of(c.mode()).shown() + ", JDK" + Words.NBSP
                + Text.of(c.jdkSet()).shown() + ", "
                + Text.of(c.jitSet()).shown() + ", "
                + Text.of(c.accessPath()).shown() + ", placed "
                + Text.of(c.placement()).shown() + schedule;
    }
}

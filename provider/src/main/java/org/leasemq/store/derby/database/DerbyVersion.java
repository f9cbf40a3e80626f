package org.leasemq.store.derby.database;

import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Optional;
import org.leasemq.log.Logs;

/** Which Derby is used. A server or a class path may give another than the one that this library is built with. */
record DerbyVersion(int major, int minor) implements Comparable<DerbyVersion> {
    static final DerbyVersion BUILT_WITH = new DerbyVersion(10, 16);

    private static final System.Logger LOG = Logs.of(DerbyVersion.class);
    private static final Comparator<DerbyVersion> ORDER =
            Comparator.comparingInt(DerbyVersion::major).thenComparingInt(DerbyVersion::minor);

    /** Says so if it is not the one that this library is built with; a newer one may be meant. */
    void check(String origin) {
        difference(origin).ifPresent(text -> LOG.log(compareTo(BUILT_WITH) < 0 ? Level.WARNING : Level.INFO, text));
    }

    /** What there is to say about it; nothing if it is the right one. */
    Optional<String> difference(String origin) {
        return equals(BUILT_WITH)
                ? Optional.empty()
                : Optional.of(
                        "Derby " + this + " is used, from " + origin + ", but LeaseMQ is built and tested with Derby "
                                + BUILT_WITH
                                + ". A database that the newer one has made cannot be opened with the older one. If"
                                + " this is not what you want, remove that Derby from the server or the class path, or put the one"
                                + " that LeaseMQ brings before it.");
    }

    @Override
    public int compareTo(DerbyVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

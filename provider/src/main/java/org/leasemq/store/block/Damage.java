package org.leasemq.store.block;

import org.leasemq.store.StoreException;

/** Says that something that was stored is missing, or is not what was stored, and what to do. */
public final class Damage {
    /** What can be done about it. */
    public static final String ADVICE = "Restore the directory from a backup. To see what is whole, and to export it:"
            + " java -jar leasemq-server.jar doctor --data DIRECTORY --export DIRECTORY-OF-FILES.";

    private Damage() {}

    public static StoreException ofRow(long number, String what) {
        return new StoreException("Row " + number + " of the log " + what + ". " + ADVICE);
    }
}

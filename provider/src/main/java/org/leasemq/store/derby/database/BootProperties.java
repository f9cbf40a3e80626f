package org.leasemq.store.derby.database;

import java.util.HashMap;
import java.util.Map;

/**
 * System properties that Derby reads while it boots and offers no other way to set. They are set for that time only, and
 * those that the application has set itself are left alone.
 */
final class BootProperties implements AutoCloseable {
    private static final Map<String, String> WANTED = Map.of(
            "derby.stream.error.method",
            DerbyMessages.class.getName() + ".open",
            "derby.storage.logBufferSize",
            "262144",
            "derby.storage.pageCacheSize",
            String.valueOf(cachedPages(Runtime.getRuntime().maxMemory())));

    private static final int PAGE = 32 << 10;
    /** What Derby takes at least, and what it takes by itself. */
    private static final int FEWEST = 40;

    private static final int MOST = 1000;

    private final Map<String, String> set = new HashMap<>();

    BootProperties() {
        boolean streamChosen = System.getProperty("derby.stream.error.file") != null
                || System.getProperty("derby.stream.error.field") != null;
        WANTED.forEach((name, value) -> {
            boolean chosen = System.getProperty(name) != null || streamChosen && name.startsWith("derby.stream");
            if (!chosen) {
                System.setProperty(name, value);
                set.put(name, value);
            }
        });
    }

    /** Derby's cache would take 32 MB, whatever the heap: a sixteenth of it, at most. */
    private static long cachedPages(long heap) {
        return Math.max(FEWEST, Math.min(MOST, heap / 16 / PAGE));
    }

    @Override
    public void close() {
        set.forEach((name, value) -> {
            if (value.equals(System.getProperty(name))) {
                System.clearProperty(name);
            }
        });
    }
}

package org.leasemq.store.derby;

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
            "262144");

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

    @Override
    public void close() {
        set.forEach((name, value) -> {
            if (value.equals(System.getProperty(name))) {
                System.clearProperty(name);
            }
        });
    }
}

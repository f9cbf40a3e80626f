package org.leasemq.console.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects that become JSON. */
final class Values {
    private Values() {}

    /** @param pairs names and values; what is null is left out */
    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                values.put((String) pairs[i], pairs[i + 1]);
            }
        }
        return values;
    }
}

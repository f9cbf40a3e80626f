package org.leasemq.tck.servers;

import java.util.Map;

/** A text to be sent, with properties of its message. */
public record Request(String text, Map<String, String> properties) {
    static Request of(String text) {
        return new Request(text, Map.of());
    }

    static Request inGroup(String group, String text) {
        return new Request(text, Map.of("JMSXGroupID", group));
    }
}

package org.leasemq.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of a connection URL or a queue name after the question mark: {@code name=value&name=value}. */
final class Query {
    private Query() {}

    static Map<String, String> parse(String query, String whole) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new InvalidOptionException("'" + whole + "' has '" + pair
                        + "' where an option is expected. Write options as name=value, separated by '&'.");
            }
            String name = decode(pair.substring(0, equals), whole);
            if (values.put(name, decode(pair.substring(equals + 1), whole)) != null) {
                throw new InvalidOptionException("'" + whole + "' gives option '" + name + "' twice. Remove one.");
            }
        }
        return values;
    }

    /** Percent-decodes, and leaves plus signs as they are. */
    static String decode(String text, String whole) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "'" + whole + "' has a '%' that is not followed by two hexadecimal digits"
                            + ". Write a percent sign as %25.",
                    e);
        }
    }
}

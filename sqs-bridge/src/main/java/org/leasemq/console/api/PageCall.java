package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.leasemq.console.login.Person;
import org.leasemq.engine.LeaseEngine;

/**
 * What the page asks.
 *
 * @param in an object
 * @param person who asks
 * @param deed what the audit is told of it
 */
public record PageCall(JsonNode in, Person person, Deed deed) {
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_500).toMillis());

    public PageCall(JsonNode in, Person person) {
        this(in, person, new Deed());
    }

    public LeaseEngine engine() {
        return person.engine();
    }

    /** A text that has to be there. */
    String text(String name) {
        String text = text(name, null);
        if (text == null || text.isEmpty()) {
            throw new Refusal(Refusal.BAD_REQUEST, "'" + name + "' is missing.");
        }
        return text;
    }

    String text(String name, String otherwise) {
        JsonNode value = in.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw new Refusal(Refusal.BAD_REQUEST, "'" + name + "' has to be a text.");
        }
        boolean isQueue = name.equals("queue") || name.equals("to");
        if (isQueue && Kind.of(value.textValue()) == Kind.SECRET) {
            throw new Refusal(Refusal.NOT_FOUND, "There is no queue named '" + value.textValue() + "'.");
        }
        return value.textValue();
    }

    boolean flag(String name) {
        return in.path(name).asBoolean(false);
    }

    /** A whole number within limits. */
    long number(String name, long otherwise, long least, long most) {
        JsonNode value = in.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        boolean whole = value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong();
        if (!whole || value.longValue() < least || value.longValue() > most) {
            throw new Refusal(
                    Refusal.BAD_REQUEST, "'" + name + "' has to be a whole number from " + least + " to " + most + ".");
        }
        return value.longValue();
    }

    /** Seconds, to the millisecond. */
    Duration seconds(String name) {
        JsonNode value = in.path(name);
        boolean finite = value.isNumber() && Double.isFinite(value.doubleValue());
        BigDecimal millis = finite ? value.decimalValue().movePointRight(3).stripTrailingZeros() : null;
        if (millis == null || millis.scale() > 0 || millis.signum() < 0 || millis.compareTo(LONGEST) > 0) {
            throw new Refusal(
                    Refusal.BAD_REQUEST,
                    "'" + name + "' has to be seconds, up to a hundred years, to the millisecond.");
        }
        return Duration.ofMillis(millis.longValue());
    }

    int count(String name, int otherwise, int most) {
        return (int) number(name, otherwise, 0, most);
    }
}

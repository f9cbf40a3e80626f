package org.leasemq.engine.local.definition;

import java.lang.System.Logger.Level;
import java.util.function.Predicate;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.log.Logs;
import org.leasemq.log.Seldom;
import org.leasemq.stack.StackReserve;

/**
 * Keeps what filters throw, which they must not, from those who have nothing to do with it: the message does not pass, and
 * everybody else gets it. The log has a line at once, then one in some seconds with how many there were, since whoever sends may
 * cause them as often as they like. Safe for use by several threads.
 */
public final class FilterFaults {
    private static final System.Logger LOG = Logs.of(FilterFaults.class);
    /** Characters of a filter that tell which it is. */
    private static final int SHOWN = 200;

    private final Seldom lines;

    FilterFaults(TimeSource clock) {
        this.lines = new Seldom(clock::elapsedMillis);
    }

    /** What a filter means, with every message that it fails on as one that does not pass. */
    Predicate<Message> contained(Filter filter, Predicate<Message> condition) {
        return message -> {
            try {
                return condition.test(message);
            } catch (RuntimeException e) {
                tell(filter, message, e);
            } catch (StackOverflowError e) {
                if (!StackReserve.sufficesForStore()) {
                    throw e; // of the caller's recursion, which the filter only came last in
                }
                tell(filter, message, e);
            }
            return false;
        };
    }

    private void tell(Filter filter, Message message, Throwable thrown) {
        String more = lines.more();
        if (more == null) {
            return;
        }
        String text = filter.text();
        LOG.log(
                Level.WARNING,
                "A filter in '" + filter.language() + "' failed on message " + message.id()
                        + ", which therefore does not pass it: "
                        + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...")
                        + more,
                thrown);
    }
}

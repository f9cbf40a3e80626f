package org.leasemq.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

/**
 * Which span of which trace a message comes from, in the two forms that are on their way with messages: {@code traceparent}, which
 * W3C has defined and a producer of Jakarta Messaging sets as a property, and the trace header of AWS X-Ray, a system attribute of
 * SQS. Both say the same, so that each face can tell what it has in the other's form.
 */
@VisibleTo(Audience.FACES)
public final class TraceContext {
    /** The property, and the attribute, that has the form of W3C. */
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{8})([0-9a-f]{24})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final Pattern ROOT = field("Root=1-([0-9a-f]{8})-([0-9a-f]{24})");
    private static final Pattern SPAN = field("Parent=([0-9a-f]{16})");
    private static final Pattern SAMPLED = field("Sampled=1");
    private static final Pattern ZEROS = Pattern.compile("0+");

    private TraceContext() {}

    private static Pattern field(String field) {
        return Pattern.compile("(?:^|;)\\s*" + field + "\\s*(?:;|$)");
    }

    /** The trace header for a traceparent; null for one that says nothing. */
    public static String header(String traceparent) {
        Matcher parent = PARENT.matcher(traceparent);
        if (!parent.matches() || isZero(parent.group(1) + parent.group(2)) || isZero(parent.group(3))) {
            return null;
        }
        boolean sampled = (Integer.parseInt(parent.group(4), 16) & 1) != 0;
        return "Root=1-" + parent.group(1) + "-" + parent.group(2) + ";Parent=" + parent.group(3) + ";Sampled="
                + (sampled ? "1" : "0");
    }

    /** The traceparent for a trace header; null for one that names no span. */
    public static String traceparent(String header) {
        Matcher root = ROOT.matcher(header);
        Matcher span = SPAN.matcher(header);
        if (!root.find() || !span.find() || isZero(root.group(1) + root.group(2)) || isZero(span.group(1))) {
            return null;
        }
        String flags = SAMPLED.matcher(header).find() ? "01" : "00";
        return "00-" + root.group(1) + root.group(2) + "-" + span.group(1) + "-" + flags;
    }

    private static boolean isZero(String id) {
        return ZEROS.matcher(id).matches();
    }
}

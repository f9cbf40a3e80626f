package org.leasemq.sqs.queue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leasemq.engine.model.QueuePrefix;

/** What the engine says, as clients understand it: they know neither its names for queues nor that topics are queues to it. */
public final class EngineWords {
    private static final String TOPIC = "'" + QueuePrefix.TOPIC;
    private static final Pattern QUEUE_OF_TOPIC = Pattern.compile("\\b([Qq])ueue " + TOPIC);

    private EngineWords() {}

    /** With the names that clients have for queues and topics. */
    public static String plain(String words) {
        Matcher topics = QUEUE_OF_TOPIC.matcher(words);
        String told = topics.replaceAll(found -> found.group(1).equals("Q") ? "Topic '" : "topic '");
        return Arns.allPlain(told.replace(TOPIC, "'"));
    }
}

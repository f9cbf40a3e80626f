package org.leasemq.sqs.cli.api;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.queue.QueueUrls;

/**
 * A queue as it is given to a command: by its name, which may be any, or by its URL or its ARN. Every command takes its queues as
 * these, so that a name means the same to all.
 *
 * @param text as it was given
 */
public record GivenQueue(String text) {
    private static final String ARN = "arn:";

    private boolean isUrl() {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    private boolean isArn() {
        return text.startsWith(ARN);
    }

    /** As actions of the API take it for a URL. */
    public String url() {
        return isUrl() || isArn() ? text : QueueUrls.named(text);
    }

    /** As actions take it that call queues by their names, among which are those of Jakarta Messaging. */
    public String name(Api api) {
        return isUrl() ? arn(api) : text;
    }

    /** Its ARN. */
    public String arn(Api api) {
        Map<String, Object> asked = Map.of("QueueUrl", url(), "AttributeNames", List.of("QueueArn"));
        return isArn()
                ? text
                : ApiCommand.shown(ApiCommand.map(api.call("GetQueueAttributes", asked), "Attributes")
                        .get("QueueArn"));
    }

    /** What was given, read back from what {@link #url} made of it. */
    static String given(String url) {
        GivenQueue same = new GivenQueue(url);
        return same.isUrl() || same.isArn() ? url : QueueUrls.nameOf(url);
    }

    @Override
    public String toString() {
        return text;
    }
}

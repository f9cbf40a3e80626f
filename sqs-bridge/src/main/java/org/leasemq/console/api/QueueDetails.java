package org.leasemq.console.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.leasemq.access.Right;
import org.leasemq.console.figures.Figures;
import org.leasemq.console.figures.Row;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.sqs.queue.Arns;

/** One queue: what it is, what is in it, and how that can be changed. */
final class QueueDetails {
    private static final int USUAL_RECEIVES = 3;
    private static final int MOST_RECEIVES = 1000;
    private static final int MOST_SOURCES = 100;

    private final Figures figures;

    QueueDetails(Figures figures) {
        this.figures = figures;
    }

    Object details(PageCall call) {
        String queue = call.text("queue");
        QueueInfo info = find(call, queue);
        Row row = figures.row(queue);
        if (row == null) {
            throw new EngineException.NoSuchQueue(queue);
        }
        return Values.of(
                "name",
                queue,
                "shown",
                Arns.shown(queue),
                "kind",
                Kind.of(queue).word(),
                "createdAt",
                info.createdAt(),
                "modifiedAt",
                info.modifiedAt(),
                "version",
                info.version(),
                "number",
                info.number(),
                "attributes",
                describe(info.attributes()),
                "counts",
                describe(row.counts()),
                "grouped",
                info.attributes().fifo()
                        || call.person().may(Right.BROWSE, queue)
                                && call.engine().groups(queue, "", 0).await().all() > 0,
                "sentRate",
                row.sentRate(),
                "doneRate",
                row.doneRate(),
                "growing",
                row.growing(),
                "recent",
                figures.history(queue, false),
                "day",
                figures.history(queue, true),
                "sources",
                sources(call, queue),
                "setAside",
                call.engine().setAside().await().get(queue),
                "may",
                may(call, queue));
    }

    private static Map<String, Object> describe(QueueStatistics counts) {
        return Values.of(
                "available",
                counts.available(),
                "inFlight",
                counts.inFlight(),
                "delayed",
                counts.delayed(),
                "sent",
                counts.sent(),
                "received",
                counts.received(),
                "deleted",
                counts.deleted(),
                "deadLettered",
                counts.deadLettered(),
                "expired",
                counts.expired(),
                "oldestAge",
                counts.oldestAge().toMillis());
    }

    static QueueInfo find(PageCall call, String queue) {
        return call.engine().findQueue(queue).await().orElseThrow(() -> new EngineException.NoSuchQueue(queue));
    }

    /**
     * The queue that is to be changed.
     *
     * @throws EngineException.QueueChanged if it is not any more as whoever asks has seen it: another one of that name, or changed
     */
    static QueueInfo unchanged(PageCall call) {
        QueueInfo found = find(call, call.text("queue"));
        if (call.number("version", found.version(), 0, Long.MAX_VALUE) != found.version()
                || call.number("number", found.number(), 0, Long.MAX_VALUE) != found.number()) {
            throw new EngineException.QueueChanged(found.name());
        }
        return found;
    }

    private static Map<String, Object> may(PageCall call, String queue) {
        return Values.of(
                "send",
                call.person().may(Right.SEND, queue),
                "receive",
                call.person().may(Right.RECEIVE, queue),
                "browse",
                call.person().may(Right.BROWSE, queue),
                "manage",
                call.person().may(Right.MANAGE, queue),
                "takeFromOthers",
                call.person().mayOfEverything(Right.RECEIVE),
                "sendBack",
                call.person().mayOfEverything(Right.MANAGE));
    }

    /** Queues that have it as their dead-letter queue. */
    private List<String> sources(PageCall call, String queue) {
        return figures.rows().stream()
                .filter(row -> isSource(row.info(), queue) && call.person().sees(row.name()))
                .map(Row::name)
                .sorted(Comparator.naturalOrder())
                .limit(MOST_SOURCES)
                .toList();
    }

    private static boolean isSource(QueueInfo info, String queue) {
        RedrivePolicy redrive = info.attributes().redrive();
        return redrive != null && redrive.deadLetterQueue().equals(queue);
    }

    private static Map<String, Object> describe(QueueAttributes attributes) {
        return Values.of(
                "fifo",
                attributes.fifo(),
                "durable",
                attributes.durable(),
                "visibilityTimeout",
                attributes.visibilityTimeout().toMillis(),
                "delay",
                attributes.delay().toMillis(),
                "retention",
                attributes.retention() == null ? null : attributes.retention().toMillis(),
                "receiveWait",
                attributes.receiveWait().toMillis(),
                "maximumMessageSize",
                attributes.maximumMessageSize(),
                "deadLetterQueue",
                attributes.redrive() == null ? null : attributes.redrive().deadLetterQueue(),
                "maxReceiveCount",
                attributes.redrive() == null ? null : attributes.redrive().maxReceiveCount(),
                "contentBasedDeduplication",
                attributes.fifo() ? attributes.contentBasedDeduplication() : null,
                "deduplicationScope",
                attributes.fifo() ? attributes.deduplicationScope() : null,
                "subscriptions",
                attributes.subscriptions().stream()
                        .map(one -> Values.of(
                                "topic",
                                one.topic(),
                                "filter",
                                one.filter() == null ? null : one.filter().text()))
                        .toList(),
                "labels",
                Labelling.describe(attributes));
    }

    /** Changes the attributes that are given, unless somebody else has changed any since the page was made. */
    Object change(PageCall call) {
        QueueInfo found = unchanged(call);
        QueueAttributes attributes = found.attributes();
        if (call.in().has("visibilityTimeout")) {
            attributes = attributes.withVisibilityTimeout(call.seconds("visibilityTimeout"));
        }
        if (call.in().has("delay")) {
            attributes = attributes.withDelay(call.seconds("delay"));
        }
        if (call.in().has("receiveWait")) {
            attributes = attributes.withReceiveWait(call.seconds("receiveWait"));
        }
        if (call.in().has("retention")) {
            boolean forEver = call.in().path("retention").isNull();
            attributes = attributes.withRetention(forEver ? null : call.seconds("retention"));
        }
        if (call.in().has("maximumMessageSize")) {
            attributes = attributes.withMaximumMessageSize(
                    (int) call.number("maximumMessageSize", 0, 0, QueueAttributes.LARGEST_MESSAGE));
        }
        if (call.in().has("deadLetterQueue") || call.in().has("maxReceiveCount")) {
            attributes = attributes.withRedrive(redrive(call, attributes.redrive()));
        }
        call.engine().setAttributes(found, attributes).await();
        return Values.of();
    }

    private static RedrivePolicy redrive(PageCall call, RedrivePolicy before) {
        if (before == null && !call.in().has("deadLetterQueue")) {
            throw new Refusal(Refusal.BAD_REQUEST, "'maxReceiveCount' says nothing without a 'deadLetterQueue'.");
        }
        String target = before == null ? null : before.deadLetterQueue();
        target = call.in().has("deadLetterQueue") ? call.text("deadLetterQueue", null) : target;
        int count = before == null ? USUAL_RECEIVES : before.maxReceiveCount();
        count = (int) call.number("maxReceiveCount", count, 1, MOST_RECEIVES);
        return target == null || target.isEmpty() ? null : new RedrivePolicy(target, count);
    }

    Object create(PageCall call) {
        QueueAttributes attributes = call.flag("fifo") ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue();
        String queue = call.text("queue");
        if (Kind.of(queue) != Kind.QUEUE || queue.contains(":")) {
            throw new Refusal(Refusal.BAD_REQUEST, "A queue of yours has no colon in its name.");
        }
        call.engine().createQueue(queue, attributes).await();
        return Values.of("name", queue);
    }

    Object purge(PageCall call) {
        return Values.of("purged", call.engine().purge(unchanged(call).name()).await());
    }

    Object delete(PageCall call) {
        QueueInfo found = unchanged(call);
        call.engine().deleteQueue(found).await();
        return Values.of();
    }
}

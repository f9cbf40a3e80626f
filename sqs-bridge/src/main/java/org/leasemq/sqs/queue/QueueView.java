package org.leasemq.sqs.queue;

import java.util.function.Supplier;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;

/**
 * What reading the attributes of a queue needs.
 *
 * @param info the queue
 * @param statistics its counts, asked for when needed
 * @param homes how queues are named
 */
public record QueueView(QueueInfo info, Supplier<QueueStatistics> statistics, Homes homes) {
    QueueAttributes attributes() {
        return info.attributes();
    }
}

package org.leasemq.sqs.queue;

import java.util.function.Supplier;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;

/**
 * What reading the attributes of a queue needs.
 *
 * @param info the queue
 * @param statistics its counts, asked for when needed, once: what is told together is of one moment
 * @param homes how queues are named
 */
public record QueueReading(QueueInfo info, Supplier<QueueStatistics> statistics, Homes homes) {
    public QueueReading {
        statistics = new Once(statistics);
    }

    QueueAttributes attributes() {
        return info.attributes();
    }

    /** For one thread. */
    private static final class Once implements Supplier<QueueStatistics> {
        private final Supplier<QueueStatistics> question;
        private QueueStatistics answer;

        Once(Supplier<QueueStatistics> question) {
            this.question = question;
        }

        @Override
        public QueueStatistics get() {
            if (answer == null) {
                answer = question.get();
            }
            return answer;
        }
    }
}

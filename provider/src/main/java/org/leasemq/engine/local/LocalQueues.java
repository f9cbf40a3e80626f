package org.leasemq.engine.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.leasemq.engine.Completion;
import org.leasemq.engine.QueuePort;
import org.leasemq.engine.local.commit.RememberedCall;
import org.leasemq.engine.local.operation.Clear;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.QueueOperations;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueueStatistics;
import org.leasemq.engine.model.seen.MessageGroups;

/** What is asked about queues. */
final class LocalQueues extends LocalPort implements QueuePort {

    LocalQueues(Kernel kernel) {
        super(kernel, null);
    }

    /** The same, for one call. */
    LocalQueues(LocalQueues queues, RememberedCall call) {
        super(queues.kernel, call);
    }

    @Override
    public Completion<QueueInfo> createQueue(String name, QueueAttributes attributes) {
        requireAll(name, attributes);
        return QueueOperations.create(kernel, name, attributes, call);
    }

    @Override
    public Completion<Optional<QueueInfo>> findQueue(String name) {
        requireAll(name);
        return told(() -> Optional.ofNullable(kernel.queues().find(name)).map(QueueState::info));
    }

    @Override
    public Completion<List<QueueInfo>> queues(String after, int max) {
        requireAll(after);
        int most = Math.min(max, QUEUES_AT_ONCE);
        return told(() -> kernel.queues().named().tailMap(after, false).values().stream()
                .limit(most)
                .map(QueueState::info)
                .toList());
    }

    @Override
    public Completion<Boolean> hasSubscribers(String topic) {
        requireAll(topic);
        return told(() -> !kernel.topics().subscribers(topic).isEmpty());
    }

    @Override
    public Completion<Map<String, String>> setAside() {
        return told(() -> kernel.queues().named().values().stream()
                .filter(queue -> queue.faults() != null)
                .collect(Collectors.toMap(queue -> queue.name(), queue -> queue.faults())));
    }

    @Override
    public Completion<QueueInfo> setAttributes(QueueInfo found, QueueAttributes attributes) {
        requireAll(found, attributes);
        return QueueOperations.redefine(kernel, found, attributes, call);
    }

    @Override
    public Completion<QueueInfo> deleteQueue(String name) {
        requireAll(name);
        return locked(() -> QueueOperations.delete(kernel, kernel.queue(name), call));
    }

    @Override
    public Completion<QueueInfo> deleteQueue(QueueInfo found) {
        requireAll(found);
        return locked(() -> QueueOperations.delete(kernel, found, call));
    }

    @Override
    public Completion<Integer> purge(String name) {
        requireAll(name);
        return locked(() -> submit(new Clear<>(kernel, kernel.usableQueue(name), false, removed -> removed)));
    }

    @Override
    public Completion<MessageGroups> groups(String name, String search, int max) {
        requireAll(name, search);
        return Completion.done(new GroupSurvey(kernel, search, Math.min(max, MessageGroups.MOST)).of(name));
    }

    @Override
    public Completion<QueueStatistics> statistics(String name) {
        requireAll(name);
        return told(() -> kernel.queue(name).statistics());
    }
}

package org.leasemq.jms.delivery;

import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link DeliveryMonitor} guards. It has no lock and does not wait; the monitor alone asks and changes it, under its own
 * lock.
 *
 * @param <C> consumers
 * @param <M> messages
 */
final class DeliveryState<C, M> {
    private final List<ConsumerState<C, M>> consumers = new ArrayList<>();
    private final List<ConsumerState<C, M>> receiving = new ArrayList<>(1);
    /** What a connection consumer has brought for the session's own listener. */
    private final ArrayDeque<M> loaded = new ArrayDeque<>();

    private final ListenerRun running = new ListenerRun();
    private final UntoldSends sends = new UntoldSends();
    /** Which consumer's listener was served last. */
    private int turn;

    private boolean started;
    private boolean closed;

    void start() {
        started = true;
        tellConsumers();
    }

    void stop() {
        started = false;
        tellConsumers();
    }

    void close() {
        started = false;
        closed = true;
        tellConsumers();
    }

    private void tellConsumers() {
        consumers.forEach(consumer -> consumer.setOpen(isOpen()));
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether deliveries pass. */
    boolean isOpen() {
        return started && !closed;
    }

    ListenerRun running() {
        return running;
    }

    UntoldSends sends() {
        return sends;
    }

    // ----------------------------------------------------------------------------------------- consumers

    void add(ConsumerState<C, M> consumer) {
        consumers.add(consumer);
        consumer.setOpen(isOpen());
    }

    void remove(ConsumerState<C, M> consumer) {
        consumers.remove(consumer);
    }

    void enterReceive(ConsumerState<C, M> consumer) {
        receiving.add(consumer);
    }

    void leaveReceive(ConsumerState<C, M> consumer) {
        receiving.remove(consumer);
    }

    /** Whether a consumer, or any if null, receives. */
    boolean receives(ConsumerState<C, M> consumer) {
        return consumer == null ? !receiving.isEmpty() : receiving.contains(consumer);
    }

    /** Takes out what is going on for all consumers. */
    Withdrawn<M> withdraw() {
        return withdraw(consumers);
    }

    Withdrawn<M> close(ConsumerState<C, M> consumer) {
        consumer.close();
        return withdraw(List.of(consumer));
    }

    Withdrawn<M> listen(ConsumerState<C, M> consumer, MessageListener listener) {
        consumer.setListener(listener);
        return withdraw(listener == null ? List.of(consumer) : List.of());
    }

    private Withdrawn<M> withdraw(List<ConsumerState<C, M>> from) {
        Withdrawn<M> all = new Withdrawn<>(new ArrayList<>(1), new ArrayList<>(1));
        from.forEach(consumer -> consumer.withdraw(all));
        return all;
    }

    // ----------------------------------------------------------------------------------------- listeners

    /** What the thread of the listeners can do now; null if there is nothing. */
    Step<C, M> next() {
        if (closed) {
            return new Step.End<>();
        }
        if (!started) {
            return null;
        }
        Step<C, M> ready = ready();
        return ready == null ? ask() : ready;
    }

    /** Looks for something that has come, beginning after the consumer that was served last. */
    private Step<C, M> ready() {
        for (int i = 1; i <= consumers.size(); i++) {
            int index = (turn + i) % consumers.size();
            ConsumerState<C, M> consumer = consumers.get(index);
            JMSException failure = consumer.pollFailure();
            if (failure != null) {
                return new Step.Tell<>(failure);
            }
            M message = consumer.poll();
            if (message != null) {
                turn = index;
                running.enter(consumer);
                return new Step.Hand<>(consumer.listener(), message);
            }
        }
        return null;
    }

    private Step<C, M> ask() {
        List<C> wanting = new ArrayList<>(1);
        for (ConsumerState<C, M> consumer : consumers) {
            if (consumer.isWanting()) {
                wanting.add(consumer.consumer());
            }
        }
        return wanting.isEmpty() ? null : new Step.Ask<>(wanting);
    }

    /** Those that were refused and may be tried again. */
    List<ConsumerState<C, M>> stuck() {
        return consumers.stream().filter(ConsumerState::isStuck).toList();
    }

    void load(List<M> messages) {
        loaded.addAll(messages);
    }

    List<M> unload() {
        List<M> unseen = List.copyOf(loaded);
        loaded.clear();
        return unseen;
    }

    /** The next one that was loaded, for the session's listener, which counts as running; null if there is none to be handed. */
    M nextLoaded() {
        M next = closed ? null : loaded.poll();
        if (next != null) {
            running.enter(null);
        }
        return next;
    }
}

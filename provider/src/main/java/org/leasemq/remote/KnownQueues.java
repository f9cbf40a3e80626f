package org.leasemq.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leasemq.annotation.GuardedBy;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.Sent;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.model.UnitOfWork;

/**
 * What the server has told about queues, so that who says nothing binding need not ask. The newest version is kept until what
 * becomes of messages shows that there is another. Safe for use by several threads.
 */
final class KnownQueues {
    private static final int MOST = 1000;

    @GuardedBy("this")
    private final Map<String, QueueInfo> all = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, QueueInfo> eldest) {
            return size() > MOST;
        }
    };

    /** The server has told this, maybe after something newer. */
    synchronized void told(QueueInfo info) {
        all.merge(info.name(), info, KnownQueues::newer);
    }

    private static QueueInfo newer(QueueInfo one, QueueInfo other) {
        boolean same = one.number() == other.number();
        return (same ? one.version() > other.version() : one.number() > other.number()) ? one : other;
    }

    /** A queue as it was told; null if nothing is known of it. */
    synchronized QueueInfo find(String name) {
        return all.get(name);
    }

    /** It is not as it was, or not there any more. */
    synchronized void forget(String name) {
        all.remove(name);
    }

    /** None is as it was. */
    synchronized void forgetAll() {
        all.clear();
    }

    /** Of one that is looked for. */
    Effect<Optional<QueueInfo>> found(String name) {
        return found -> found.ifPresentOrElse(this::told, () -> forget(name));
    }

    /** Of one whose attributes are set. */
    Effect<QueueInfo> changed(String name) {
        return new Effect<>() {
            @Override
            public void told(QueueInfo info) {
                KnownQueues.this.told(info);
            }

            @Override
            public void refused(EngineException reason) {
                forget(name);
            }
        };
    }

    /** Of messages that are sent. */
    Effect<List<Outcome<Sent>>> sent(Target to, List<Message> messages) {
        return outcomes -> {
            for (int i = 0; i < messages.size(); i++) {
                if (outcomes.get(i) instanceof Outcome.Done<Sent> done) {
                    sent(to, messages.get(i), done.value());
                } else {
                    forget(to.name());
                }
            }
        };
    }

    /** Of a unit of work. */
    Effect<List<Sent>> sent(UnitOfWork work) {
        return new Effect<>() {
            @Override
            public void told(List<Sent> all) {
                for (int i = 0; i < all.size(); i++) {
                    UnitOfWork.Send send = work.sends().get(i);
                    sent(send.to(), send.message(), all.get(i));
                }
            }

            @Override
            public void refused(EngineException reason) {
                work.sends().forEach(send -> forget(send.to().name()));
            }
        };
    }

    /** A message shows what delay its queue has. */
    private synchronized void sent(Target to, Message message, Sent sent) {
        QueueInfo known = to.isTopic() || !leavesDelayToQueue(message) || sent.duplicate() ? null : all.get(to.name());
        if (known != null && known.attributes().delay().toMillis() != sent.visibleAt() - sent.sentAt()) {
            all.remove(to.name());
        }
    }

    /** Queues whose delay the messages of a unit of work will have. */
    static List<String> leftTheirDelay(UnitOfWork work) {
        return work.sends().stream()
                .filter(send -> !send.to().isTopic() && leavesDelayToQueue(send.message()))
                .map(send -> send.to().name())
                .distinct()
                .toList();
    }

    private static boolean leavesDelayToQueue(Message message) {
        return message.delay() == Message.QUEUES_DELAY;
    }
}

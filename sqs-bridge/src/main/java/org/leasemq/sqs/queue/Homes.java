package org.leasemq.sqs.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.engine.model.QueuePrefix;

/**
 * Where queues and topics belong, and what the engine calls them: those of the server's own account and region by their plain
 * names, as Jakarta Messaging does; others by names that say where they belong. Nothing is kept for an account or a region.
 * Safe for use by several threads.
 */
public final class Homes {
    private static final String QUEUE = "";
    private static final String TOPIC = QueuePrefix.TOPIC;

    private final LeaseEngine engine;
    private final Arns own;
    /** Whether some of here have such names, since the server was at home elsewhere when they were created. */
    private final boolean hasOwnApart;

    /** @param own where the server is at home */
    public Homes(LeaseEngine engine, Arns own) {
        this.engine = engine;
        this.own = own;
        this.hasOwnApart = !ownApart().isEmpty();
    }

    /** Where the server is at home. */
    public Arns own() {
        return own;
    }

    /** The queues and topics of the server's own account and region that Jakarta Messaging does not find under their names. */
    public List<String> ownApart() {
        String queues = own.apart("");
        return engine.queues().stream()
                .map(QueueInfo::name)
                .filter(name -> name.startsWith(queues) || name.startsWith(TOPIC + queues))
                .toList();
    }

    /** What the engine calls a queue, or will call it when it is created. */
    public String queue(Arns home, String name) {
        return engineName(QUEUE, home, name);
    }

    /** What the engine calls a topic, or will call it when it is created. */
    public String topic(Arns home, String name) {
        return engineName(TOPIC, home, name);
    }

    private String engineName(String kind, Arns home, String name) {
        boolean own = home.equals(this.own);
        if (own && !hasOwnApart) {
            return name;
        }
        String apart = home.apart(name);
        if (engine.findQueue(kind + apart).await().isPresent()) {
            return apart;
        }
        return own || isOld(kind + name, home) ? name : apart;
    }

    /** Whether something with a plain name was created by somebody of there, when all names were plain. */
    private boolean isOld(String name, Arns home) {
        return engine.findQueue(name)
                .await()
                .filter(found -> own.of(name, found.attributes()).equals(home))
                .isPresent();
    }

    /** Whether something is found from an account and region, by the name that it has for clients. */
    public boolean isFoundFrom(Arns home, String engineName, QueueAttributes kept) {
        return own.doors(engineName, kept).contains(home);
    }

    /** Whether two queues are of the same account and region. */
    public boolean areTogether(String one, QueueAttributes keptWithOne, QueueInfo other) {
        return own.doors(one, keptWithOne).stream()
                .anyMatch(door -> isFoundFrom(door, other.name(), other.attributes()));
    }

    /** What the engine calls the queue that an ARN names; null if that is not one that clients see. */
    public String queueOf(String arn) {
        Arn read = Arn.ofQueue(arn);
        return read == null ? null : queue(read.home(), read.name());
    }

    /** What the engine calls the topic that an ARN names; null if that is not one. */
    public String topicOf(String arn) {
        Arn read = Arn.ofTopic(arn);
        return read == null ? null : topic(read.home(), read.name());
    }

    /** As {@link #queueOf}, looking for each queue once: what is made of the answers may be made again with a lock held. */
    public UnaryOperator<String> queuesOf() {
        Map<String, String> known = new HashMap<>();
        return arn -> known.computeIfAbsent(arn, this::queueOf);
    }

    /** The ARN of a queue, whoever asks. */
    public String arn(QueueInfo queue) {
        return own.of(queue).queue(Arns.plain(queue.name()));
    }

    /**
     * The ARN of a queue that another refers to, which need not be there.
     *
     * @param referring as whose it counts if it has a plain name, and is not there to say whose it is
     */
    public String queueArn(String engineName, QueueInfo referring) {
        Arns otherwise = Arns.named(referring.name()) == null ? own.of(referring) : own;
        return otherwise.of(engineName, kept(engineName)).queue(Arns.plain(engineName));
    }

    /** The ARN of a queue that need not be there. */
    public String queueArn(String engineName) {
        return own.of(engineName, kept(engineName)).queue(Arns.plain(engineName));
    }

    /** The ARN of a topic, whoever asks. */
    public String topicArn(String engineName) {
        return own.of(engineName, kept(TOPIC + engineName)).topic(Arns.plain(engineName));
    }

    private QueueAttributes kept(String queue) {
        return engine.findQueue(queue).await().map(QueueInfo::attributes).orElse(QueueAttributes.standardQueue());
    }
}

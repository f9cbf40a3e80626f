package org.leasemq.engine.local.operation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.leasemq.engine.local.queue.Subscribers;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.MessageRules;
import org.leasemq.engine.model.UnitOfWork;

/**
 * What the filters of subscriptions say of messages that are about to be published. They are asked without the engine's lock;
 * when the messages are accepted, under the lock, it is looked whether all have been asked that subscribe at that moment, and
 * if not, those that came meanwhile are asked, too. So a message goes to whoever subscribes when it is accepted.
 */
public final class Verdicts {
    /** A filter that has to be asked about a message. */
    private record Question(Subscribers.Subscriber subscriber, Publication publication) {
        void ask() {
            publication.answers.put(subscriber, subscriber.filter().test(publication.message));
        }
    }

    /** A message as it will be published, before any queue has made it its own, and who wants it. */
    static final class Publication {
        final Message message;
        private final IdentityHashMap<Subscribers.Subscriber, Boolean> answers = new IdentityHashMap<>();

        private Publication(Message message) {
            this.message = message;
        }

        private boolean isWantedBy(Subscribers.Subscriber subscriber, String origin) {
            return subscriber.isOpenTo(origin) && (subscriber.filter() == null || answers.get(subscriber));
        }
    }

    private final Kernel kernel;
    private final List<UnitOfWork.Send> sends;
    /** One for each send that filters are asked about; null as long as there is none. */
    private Publication[] publications;
    /** The next send to be accepted. */
    private int next;

    /** What was found not to have been asked yet. */
    private List<Question> open = List.of();

    /** @param sends the messages; none, if all are for queues */
    public Verdicts(Kernel kernel, List<UnitOfWork.Send> sends) {
        this.kernel = kernel;
        this.sends = sends;
    }

    /** Whether everybody who subscribes now has been asked. Called with the lock held. */
    public boolean areComplete() {
        open = open();
        return open.isEmpty();
    }

    /** Asks those who have not been asked. Called without the lock. */
    public void ask() {
        open.forEach(Question::ask);
    }

    private List<Question> open() {
        List<Question> found = new ArrayList<>(0);
        for (int i = 0; i < sends.size(); i++) {
            UnitOfWork.Send send = sends.get(i);
            if (send.to().isTopic() && isAcceptable(send)) {
                for (Subscribers.Subscriber subscriber :
                        kernel.topics.subscribers(send.to().name())) {
                    if (subscriber.asks(send.message().origin())
                            && !publication(i, send.message()).answers.containsKey(subscriber)) {
                        found.add(new Question(subscriber, publications[i]));
                    }
                }
            }
        }
        return found;
    }

    /** What will be refused anyway is not asked about. */
    private static boolean isAcceptable(UnitOfWork.Send send) {
        try {
            MessageRules.check(send.to(), send.message());
            return true;
        } catch (EngineException e) {
            return false;
        }
    }

    /** The message of a send to a topic. */
    Publication publication(int index, Message message) {
        if (publications == null) {
            publications = new Publication[sends.size()];
        }
        if (publications[index] == null) {
            publications[index] = new Publication(SendRules.accepted(kernel, message, null));
        }
        return publications[index];
    }

    /** Which send is accepted next. To be asked once for each of them, in order. */
    int next() {
        return next++;
    }

    /** Who gets a message of a topic. */
    List<Subscribers.Subscriber> wanting(String topic, Publication publication, String origin) {
        List<Subscribers.Subscriber> subscribers = new ArrayList<>();
        for (Subscribers.Subscriber subscriber : kernel.topics.subscribers(topic)) {
            if (publication.isWantedBy(subscriber, origin)) {
                subscribers.add(subscriber);
            }
        }
        return subscribers;
    }
}

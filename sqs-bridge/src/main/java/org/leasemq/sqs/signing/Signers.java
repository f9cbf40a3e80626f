package org.leasemq.sqs.signing;

import java.util.Map;
import org.leasemq.engine.EngineException;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.QueueAttributes;

/** The signer of this server: made when it is first needed, and kept with the queues. Safe for use by several threads. */
public final class Signers {
    /** What the paths of certificates begin with. */
    public static final String PATH = "/SimpleNotificationService-";

    /** A queue without messages, which nobody sees: what is kept with it is durable wherever queues are. */
    private static final String HOME = "signing:topics";

    private static final String KEY = "key";
    private static final String CERTIFICATE = "certificate";

    private final LeaseEngine engine;
    private volatile Signer current;

    public Signers(LeaseEngine engine) {
        this.engine = engine;
    }

    /** The signer; null if none has been needed yet. Does not wait. */
    public Signer current() {
        if (current == null) {
            engine.findQueue(HOME).ifPresent(home -> {
                Map<String, String> kept = home.attributes().labels();
                current = Signer.of(kept.get(KEY), kept.get(CERTIFICATE));
            });
        }
        return current;
    }

    /**
     * Makes the signer, if there is none yet. Waits until it is kept.
     *
     * @throws EngineException if it cannot be
     */
    public void ensure() {
        if (current() != null) {
            return;
        }
        Signer made = Signer.create();
        try {
            engine.createQueue(
                            HOME,
                            QueueAttributes.standardQueue()
                                    .withLabels(Map.of(KEY, made.key(), CERTIFICATE, made.certificate())))
                    .await();
            current = made;
        } catch (EngineException.QueueExists e) {
            current(); // somebody else was faster
        }
    }
}

package org.leasemq.sqs.signing;

import java.util.Map;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueuePrefix;

/** The signer of what topics send: made when it is first needed, and kept with the queues. Safe for use by several threads. */
public final class Signers {
    /** What the paths of certificates begin with. */
    public static final String PATH = "/SimpleNotificationService-";

    private static final String KEY = "key";
    private static final String CERTIFICATE = "certificate";

    private final Kept<Signer> kept;

    public Signers(LeaseEngine engine) {
        kept = new Kept<>(engine, QueuePrefix.SIGNING + "topics", Signers::make, Signers::read);
    }

    private static Map<String, String> make() {
        Signer made = Signer.create();
        return Map.of(KEY, made.key(), CERTIFICATE, made.certificate());
    }

    private static Signer read(Map<String, String> labels) {
        String key = labels.get(KEY);
        String certificate = labels.get(CERTIFICATE);
        return key == null || certificate == null ? null : Signer.of(key, certificate);
    }

    /** The signer; null if none has been needed yet. Does not wait. */
    public Signer current() {
        return kept.current();
    }

    /**
     * Makes the signer, if there is none yet. Waits until it is kept.
     *
     * @throws EngineException if it cannot be
     */
    public void ensure() {
        kept.ensure();
    }
}

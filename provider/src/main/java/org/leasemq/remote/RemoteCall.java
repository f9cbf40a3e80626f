package org.leasemq.remote;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Target;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;

/** Something that has been asked of a server, until it is answered. */
final class RemoteCall<R, A> extends Pending<A> {
    private static final Set<Verb<?, ?>> ENDS =
            Set.of(Verbs.CLOSE_OWNER, Verbs.CLOSE_CLIENT, Verbs.FREE_NAME, Verbs.LEAVE_SUBSCRIPTION, Verbs.UNSELECT);

    private static final Set<Verb<?, ?>> AGAIN =
            Set.of(Verbs.DELETE, Verbs.DELETE_QUEUE, Verbs.CHANGE_VISIBILITY, Verbs.CLOSE_CLIENT);

    private final Calls calls;
    private final long number;
    private final Verb<R, A> verb;
    private final byte[] request;
    /** Done with the answer before anybody knows of it. */
    private final Effect<? super A> effect;

    /** Where it sends to if it comes in parts, so that what is sent there next comes behind it. Guarded by {@link Calls}. */
    Target inParts;

    /** Whether it has been withdrawn since. Guarded by {@link Calls}. */
    boolean cancelled;

    private volatile boolean inBackground;
    /** Whether the server's store has refused it. */
    private volatile boolean refusedByStore;

    private final AtomicBoolean leftForLater = new AtomicBoolean();

    RemoteCall(Calls calls, long number, Verb<R, A> verb, byte[] request, Effect<? super A> effect) {
        super(calls.waiting());
        this.calls = calls;
        this.number = number;
        this.verb = verb;
        this.request = request;
        this.effect = effect;
    }

    /** Whether it ends something, and tells nothing. */
    boolean isEnd() {
        return ENDS.contains(verb);
    }

    long number() {
        return number;
    }

    Verb<R, A> verb() {
        return verb;
    }

    byte[] request() {
        return request;
    }

    /** Called once, by who reads answers. */
    void answered(byte[] answer) {
        A told;
        try {
            told = Frames.readAnswer(verb, answer);
            effect.told(told);
        } catch (EngineException e) {
            effect.refused(e);
            finish(null, e);
            refusedByStore = e instanceof EngineException.StoreFailed;
            tryLater();
            return;
        } catch (RuntimeException | Error e) { // whatever it is, somebody waits
            finish(
                    null,
                    new EngineException.Unknown("The answer to " + verb + " makes no sense: " + e.getMessage(), e));
            if (e instanceof Error) {
                throw e;
            }
            return;
        }
        finish(told, null);
    }

    /** Whoever waits for the end of something need not wait for a server that is away: it is asked again when that is there. */
    void goesOnAlone() {
        if (isEnd()) {
            finish(null, null);
        }
    }

    /** There will be no answer. */
    void fail(EngineException cause) {
        finish(null, cause);
    }

    @Override
    public void background() {
        inBackground = true;
        tryLater();
    }

    /** What nobody waits for is asked again when the store has refused it, but no sends: nobody would know that they failed. */
    private void tryLater() {
        if (inBackground && refusedByStore && AGAIN.contains(verb) && leftForLater.compareAndSet(false, true)) {
            calls.askLater(this);
        }
    }

    @Override
    public void cancel() {
        calls.cancel(this);
    }

    @Override
    public String toString() {
        return verb + " (" + number + ")";
    }
}

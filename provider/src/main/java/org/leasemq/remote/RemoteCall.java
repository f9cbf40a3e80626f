package org.leasemq.remote;

import java.util.concurrent.atomic.AtomicBoolean;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.WireIn;

/** Something that has been asked of a server, until it is answered. */
final class RemoteCall<R, A> extends Pending<A> {
    private final Calls calls;
    private final long number;
    private final Verb<R, A> verb;
    private final byte[] request;
    /** Done with the answer before anybody knows of it. */
    private final Effect<? super A> effect;

    /** Behind what others come, if it is carried in parts; otherwise null. Guarded by {@link Calls}. */
    Object inParts;

    /** Whether it was in line to be written once, so that the server may have done it. Guarded by {@link Calls}. */
    boolean told;

    /** Whether it has been withdrawn since. Guarded by {@link Calls}. */
    boolean cancelled;

    private volatile boolean inBackground;
    /** Whether the server's store has refused it. */
    private volatile boolean refusedByStore;

    private volatile Runnable onCut = () -> {};
    private final AtomicBoolean leftForLater = new AtomicBoolean();

    RemoteCall(Calls calls, long number, Verb<R, A> verb, byte[] request, Effect<? super A> effect) {
        super(calls.waiting());
        this.calls = calls;
        this.number = number;
        this.verb = verb;
        this.request = request;
        this.effect = effect;
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
    void answered(WireIn answer) {
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
        } catch (OutOfMemoryError e) { // it would come again and again
            String what = "There is no memory for the answer of the server: " + e;
            finish(
                    null,
                    verb.changes()
                            ? new EngineException.Unknown(what, e)
                            : EngineException.NoRoom.of(what, "", true, ""));
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

    /** @param action done whenever the connection is lost that it was asked on, by who finds that */
    void whenCut(Runnable action) {
        onCut = action;
    }

    /** The connection is lost. */
    void cut() {
        onCut.run();
        goesOnAlone();
    }

    /** Nobody waits any more, so that it need not be asked if it has not been. Tells whether it may have been. */
    boolean withdraw() {
        return calls.withdraw(this);
    }

    /** Whoever waits for the end of something need not wait for a server that is away: it is asked again when that is there. */
    void goesOnAlone() {
        if (verb.isEnd()) {
            finish(null, null);
        }
    }

    /** There will be no answer. */
    void fail(EngineException cause) {
        finish(null, cause);
    }

    /** What nobody knows of a change that may have happened; the cause of everything else. */
    EngineException without(EngineException cause) {
        return told && verb.changes()
                ? new EngineException.Unknown(
                        "Nobody knows whether the server has done " + verb + ", which it was asked for: "
                                + cause.getMessage(),
                        cause)
                : cause;
    }

    @Override
    public void background() {
        inBackground = true;
        tryLater();
    }

    /** What nobody waits for is asked again when the store has refused it, but no sends: nobody would know that they failed. */
    private void tryLater() {
        if (inBackground && refusedByStore && verb.isInsistent() && leftForLater.compareAndSet(false, true)) {
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

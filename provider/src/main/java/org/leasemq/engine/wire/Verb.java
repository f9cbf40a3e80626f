package org.leasemq.engine.wire;

import java.util.function.BiFunction;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;

/**
 * One thing that can be asked of an engine.
 *
 * @param <R> what is asked with
 * @param <A> what is answered
 */
public final class Verb<R, A> {
    private final int number;
    private final String name;
    private final boolean change;
    private final Codec<R> request;
    private final Codec<A> answer;
    private final BiFunction<LeaseEngine, R, Completion<A>> asking;

    Verb(
            int number,
            String name,
            boolean change,
            Codec<R> request,
            Codec<A> answer,
            BiFunction<LeaseEngine, R, Completion<A>> asking) {
        this.number = number;
        this.name = name;
        this.change = change;
        this.request = request;
        this.answer = answer;
        this.asking = asking;
    }

    /** What it is called on the wire. */
    public int number() {
        return number;
    }

    /** Whether it changes something that may outlive the engine, so that it must not be carried out twice. */
    public boolean changes() {
        return change;
    }

    /** Asks an engine. */
    public Completion<A> ask(LeaseEngine engine, R value) {
        return asking.apply(engine, value);
    }

    public void writeRequest(WireOut out, R value) {
        request.write(out, value);
    }

    /** @throws WireException if it is none */
    public R readRequest(WireIn in) {
        return whole(request, in);
    }

    public void writeAnswer(WireOut out, A value) {
        answer.write(out, value);
    }

    /** @throws WireException if it is none */
    public A readAnswer(WireIn in) {
        return whole(answer, in);
    }

    /** The model refuses what makes no sense, too. */
    private static <T> T whole(Codec<T> codec, WireIn in) {
        try {
            T value = codec.read(in);
            in.requireEnd();
            return value;
        } catch (WireException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WireException(e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

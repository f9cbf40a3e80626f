package org.leasemq.engine.wire;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;

/**
 * One thing that can be asked of an engine, and what those have to know who carry it. Immutable once {@link Verbs} has made it; safe for
 * use by several threads.
 *
 * @param <R> what is asked with
 * @param <A> what is answered
 */
public final class Verb<R, A> {
    /** Undoes what nobody will be told of. */
    interface Undoing<R, A> {
        void undo(LeaseEngine engine, R asked, A answered);
    }

    private final int number;
    private final String name;
    private final boolean change;
    private final Codec<R> request;
    private final Codec<A> answer;
    private final BiFunction<LeaseEngine, R, Completion<A>> asking;

    private boolean end;
    private boolean insistent;
    private boolean counted;
    private Function<R, Object> order = value -> null;
    private Predicate<R> slow = value -> false;
    private BiFunction<R, Long, R> bounded = (value, bytes) -> value;
    private ToLongFunction<A> weighing = value -> 0;
    private Predicate<A> ready = value -> false;
    private Undoing<R, A> undoing = (engine, value, answered) -> {};
    private Function<R, UUID> client = value -> null;
    private boolean opens;

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

    // ------------------------------------------------- what is to be known of it by those who carry it, as far as it
    // differs

    /** It ends something, and tells nothing: whoever asks need not wait for a server that is away. */
    Verb<R, A> ending() {
        end = true;
        return this;
    }

    /** Where the store has refused it, and nobody waits, it is asked for again. */
    Verb<R, A> insisting() {
        insistent = true;
        return this;
    }

    /** The engine counts what memory takes that is asked with. */
    Verb<R, A> counted() {
        counted = true;
        return this;
    }

    /** What is asked with the same key, as far as that is not null, is carried out in the order in which it was asked for. */
    Verb<R, A> inOrderOf(Function<R, Object> key) {
        order = key;
        return this;
    }

    /** It may keep the thread that asks: ask filters, or read from the disk. */
    Verb<R, A> slow(Predicate<R> condition) {
        slow = condition;
        return this;
    }

    /** It could tell any amount: as it is asked for where there is room for so many bytes. */
    Verb<R, A> bounded(BiFunction<R, Long, R> bound) {
        bounded = bound;
        return this;
    }

    /** Its answer may be large: about as many bytes. */
    Verb<R, A> weighing(ToLongFunction<A> weight) {
        weighing = weight;
        return this;
    }

    /** Nothing has to be read from the disk before an answer can be told, if that is so. */
    Verb<R, A> readyIf(Predicate<A> condition) {
        ready = condition;
        return this;
    }

    /** It is undone where nobody will be told of its answer. */
    Verb<R, A> undoneBy(Undoing<R, A> action) {
        undoing = action;
        return this;
    }

    /** It opens a client of the engine, or closes it, which otherwise ends with who asked. */
    Verb<R, A> withClient(Function<R, UUID> id, boolean open) {
        client = id;
        opens = open;
        return this;
    }

    /** Whether it ends something, and tells nothing. */
    public boolean isEnd() {
        return end;
    }

    /** Whether it is asked for again where the store has refused it, and nobody waits. */
    public boolean isInsistent() {
        return insistent;
    }

    /** Whether the engine itself counts what memory the request takes. */
    public boolean isCounted() {
        return counted;
    }

    /** What keeps its order with others that have the same; null for nothing. */
    public Object order(R value) {
        return order.apply(value);
    }

    /** Whether the thread that asks may be kept: by filters, or by the disk. */
    public boolean mayTakeLong(R value) {
        return slow.test(value);
    }

    /** The same, telling no more than so many bytes. */
    public R within(R value, long bytes) {
        return bounded.apply(value, bytes);
    }

    /** How many bytes an answer takes, about; 0 for one that is always small. */
    public long weight(A value) {
        return weighing.applyAsLong(value);
    }

    /** Whether the answer can be told without anything being read from the disk. */
    public boolean isReady(A value) {
        return ready.test(value);
    }

    /** It is as though it had not been asked: nobody will be told of the answer. */
    public void undo(LeaseEngine engine, R value, A answered) {
        undoing.undo(engine, value, answered);
    }

    /** The client of the engine that it opens; null for none. */
    public UUID opened(R value) {
        return opens ? client.apply(value) : null;
    }

    /** The client of the engine that it closes; null for none. */
    public UUID closed(R value) {
        return opens ? null : client.apply(value);
    }

    // ------------------------------------------------------------------------------------------------- how it is asked

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

    /**
     * A request.
     *
     * @throws WireException if it is none
     * @throws NoRoomToReadException if there is no memory for it
     */
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
        } catch (WireException | NoRoomToReadException e) {
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

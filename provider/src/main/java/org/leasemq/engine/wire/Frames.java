package org.leasemq.engine.wire;

import org.leasemq.engine.model.EngineException;

/** How answers stand in a frame: what was asked for, or an error. */
public final class Frames {
    private Frames() {}

    /** An answer, to be cut into frames. */
    public static <A> WireOut written(Verb<?, A> verb, A value) {
        WireOut out = new WireOut();
        out.writeBoolean(true);
        verb.writeAnswer(out, value);
        return out;
    }

    /** An answer. */
    public static <A> byte[] answer(Verb<?, A> verb, A value) {
        return written(verb, value).toBytes();
    }

    /**
     * An answer, of whatever that verb answers.
     *
     * @throws ClassCastException if it answers something else
     */
    @SuppressWarnings("unchecked")
    public static byte[] answer(int verb, Object value) {
        return answer((Verb<?, Object>) Verbs.numbered(verb), value);
    }

    /** An error. */
    public static byte[] error(EngineException error) {
        WireOut out = new WireOut();
        out.writeBoolean(false);
        ModelCodecs.ERROR.write(out, error);
        return out.toBytes();
    }

    /** What was answered, of all its bytes. */
    public static <A> A readAnswer(Verb<?, A> verb, byte[] bytes) {
        return readAnswer(verb, new WireIn(bytes));
    }

    /**
     * What was answered.
     *
     * @throws EngineException if it was an error
     * @throws WireException if it is no answer
     */
    public static <A> A readAnswer(Verb<?, A> verb, WireIn in) {
        if (in.readBoolean()) {
            return verb.readAnswer(in);
        }
        EngineException error = ModelCodecs.ERROR.read(in);
        in.requireEnd();
        throw error;
    }

    /** A request. */
    public static <R> byte[] request(Verb<R, ?> verb, R value) {
        WireOut out = new WireOut();
        out.writeByte(verb.number());
        verb.writeRequest(out, value);
        return out.toBytes();
    }
}

package org.leasemq.engine.carried;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.Completion;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Frames;
import org.leasemq.engine.wire.Verb;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;

/**
 * Where an engine is asked by a client elsewhere. Each call has a number: one that comes again is not carried out again, and has
 * the same answer, until the client says that it knows it.
 */
final class EngineEnd implements Network.End {
    static final int CALL = 0;
    static final int CANCEL = 1;
    static final int BACKGROUND = 2;

    private static final class Call {
        private Completion<?> completion;
        private byte[] answer;
    }

    private final LeaseEngine engine;
    private final Network network;
    private final Map<Long, Call> calls = new HashMap<>();
    /** Calls below this number have been answered, and the client knows. */
    private long known;

    EngineEnd(LeaseEngine engine, Network network) {
        this.engine = engine;
        this.network = network;
    }

    @Override
    public void arrived(byte[] frame) {
        WireIn in = new WireIn(frame);
        int type = in.readByte();
        long number = in.readLong();
        if (type == CALL) {
            called(number, in);
        } else {
            Call call = calls.get(number);
            if (call != null && call.completion != null) {
                hint(type, call.completion);
            }
        }
    }

    private static void hint(int type, Completion<?> completion) {
        if (type == CANCEL) {
            completion.cancel();
        } else {
            completion.background();
        }
    }

    private void called(long number, WireIn in) {
        known = Math.max(known, in.readLong());
        calls.keySet().removeIf(answered -> answered < known);
        Call again = calls.get(number);
        if (again != null) {
            if (again.answer != null) {
                send(number, again.answer);
            }
        } else if (number >= known) {
            Call call = new Call();
            calls.put(number, call);
            ask(call, number, Verbs.numbered(in.readByte()), in);
        }
    }

    private <R, A> void ask(Call call, long number, Verb<R, A> verb, WireIn in) {
        R request = verb.readRequest(in);
        Completion<A> completion;
        try {
            completion = verb.ask(engine, request);
        } catch (EngineException e) {
            answered(call, number, Frames.error(e));
            return;
        }
        call.completion = completion;
        completion.whenDone((value, error) -> network.later(
                () -> answered(call, number, error == null ? Frames.answer(verb, value) : Frames.error(error))));
    }

    private void answered(Call call, long number, byte[] answer) {
        call.answer = answer;
        send(number, answer);
    }

    private void send(long number, byte[] answer) {
        WireOut out = new WireOut();
        out.writeLong(number);
        out.writeBytes(answer);
        network.answer(out.toBytes());
    }
}

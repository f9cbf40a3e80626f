package org.leasemq.served;

import java.util.List;
import org.leasemq.engine.BrowsePage;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.ReceiveRequest;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What a session takes of the heap: itself, calls until their answers are known, and these. What a change has brought about is told
 * whatever it takes; what can be asked for again is refused when there is no room. Safe for use by several threads.
 */
final class SessionMemory {
    /** What a session takes that has asked nothing. */
    static final int OF_SESSION = 2048;
    /** What a message takes that is told, besides its content. */
    private static final int OF_MESSAGE = 256;
    /** What a frame takes besides its bytes. */
    private static final int OF_FRAME = 32;
    /** So much is copied by whoever has it. */
    private static final long SHORT = 16 << 10;
    /** Messages of one receive, as a part of all memory. */
    private static final int PART_OF_RECEIVE = 16;

    private final MemoryShare memory;
    private final int mostCalls;

    /** Takes what every session takes. */
    SessionMemory(MemoryShare memory, int mostCalls) {
        this.memory = memory;
        this.mostCalls = mostCalls;
        memory.take(Use.CONNECTIONS, OF_SESSION);
    }

    /** The session is over, and its calls have been given back. */
    void end() {
        memory.giveBack(Use.CONNECTIONS, OF_SESSION);
    }

    /** A request as it is asked for here: nobody receives all that there is at once. */
    @SuppressWarnings("unchecked")
    <R> R within(R request) {
        if (request instanceof ReceiveRequest receive) {
            long most = memory.account().limit() / PART_OF_RECEIVE;
            return (R) receive.upToBytes(Math.min(most, receive.maxBytes()));
        }
        return request;
    }

    /** Whether there was room for one more call than so many. */
    boolean takeForCall(int present) {
        return present < mostCalls && memory.tryToPass(Use.REQUESTS, AskedCall.WEIGHT);
    }

    /** What an answer will take, about, that may be large; 0 for one that is small. */
    static long weight(Object value) {
        if (value instanceof Message message) {
            return OF_MESSAGE + message.size();
        }
        if (value instanceof BrowsePage page) {
            return (long) OF_MESSAGE * page.items().size() + page.size();
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Delivery) {
            return list.stream()
                    .mapToLong(delivery -> OF_MESSAGE + ((Delivery) delivery).size())
                    .sum();
        }
        return 0;
    }

    /** Whether an answer of that weight takes no longer than others: nothing has to be read back for it, and little copied. */
    static boolean isSoonTold(Object value, long weight) {
        return weight <= SHORT
                && value instanceof List<?> list
                && list.stream().allMatch(item -> item instanceof Delivery delivery && delivery.hasContent());
    }

    boolean takeForAnswer(long weight) {
        return memory.tryToPass(Use.ANSWERS, weight);
    }

    /**
     * An answer has been made.
     *
     * @param taken what has been taken for it
     * @return what is taken for it now
     */
    long takeForFrames(List<byte[]> frames, long taken) {
        long weight =
                frames.stream().mapToLong(frame -> OF_FRAME + frame.length).sum();
        memory.take(Use.ANSWERS, weight - taken);
        return weight;
    }

    void giveBackForAnswer(long weight) {
        memory.giveBack(Use.ANSWERS, weight);
    }

    /** The answer to a call is known, or will be of no use any more. */
    void giveBack(AskedCall call) {
        memory.giveBack(Use.REQUESTS, AskedCall.WEIGHT);
        memory.giveBack(Use.ANSWERS, call.answerWeight);
    }

    EngineException tooLittle() {
        return EngineException.NoRoom.of(
                "The server did not carry out what was asked, since there is no room for it or its answer",
                memory.account().toString(),
                true,
                "");
    }
}

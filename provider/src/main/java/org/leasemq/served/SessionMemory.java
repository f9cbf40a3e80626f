package org.leasemq.served;

import java.util.List;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * What a session takes of the heap: itself, calls until their answers are known, and these. What a change has brought about is told
 * whatever it takes; what can be asked for again is refused when there is no room. Safe for use by several threads.
 */
final class SessionMemory {
    /** What a session takes that has asked nothing. */
    static final int OF_SESSION = 2048;
    /** What a frame takes besides its bytes. */
    private static final int OF_FRAME = 32;
    /** Messages of one answer, as a part of all memory. */
    private static final int PART_OF_ANSWER = 16;

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

    /** How many bytes one answer may tell: nobody receives all that there is at once. */
    long ofAnswer() {
        return memory.account().limit() / PART_OF_ANSWER;
    }

    /** Whether there was room for one more call than so many. */
    boolean takeForCall(int present) {
        return present < mostCalls && memory.tryToPass(Use.REQUESTS, AskedCall.WEIGHT);
    }

    boolean takeForAnswer(long weight) {
        return canEverFit(weight) && memory.tryToPassLarge(Use.ANSWERS, weight);
    }

    private boolean canEverFit(long weight) {
        return weight <= memory.account().limit();
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

    /** @param wanted bytes that there is no room for */
    EngineException tooLittle(long wanted) {
        String what = "The server did not carry out what was asked, since there is no room for it or its answer";
        return canEverFit(wanted)
                ? EngineException.NoRoom.of(what, memory.account().toString(), true, "")
                : new EngineException.NoRoom(
                        what + ", nor ever will be: it would take " + wanted + " bytes of memory, and "
                                + memory.account().limit() + " are all there may be. Send less at once, or give the"
                                + " server's process more memory (-Xmx), or a higher memory-limit.",
                        null);
    }
}

package org.leasemq.served;

import java.util.List;
import org.leasemq.engine.Completion;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireOut;

/** Something that a client has asked, until the client knows the answer. Guarded by its session. */
final class AskedCall {
    /** What one takes besides its answer, while it waits, if what it is asked with is small. */
    static final int WEIGHT = 1024;

    final long number;
    /** The client knows all answers of changes below this number. */
    final long knownBelow;
    /** What is asked with takes that, until there is an answer. */
    final CallMemory memory;
    /** Null until the engine has been asked, and once there is an answer. */
    private Completion<?> completion;
    /** Frames with the answer; null until there is one. */
    List<byte[]> answer;
    /** What that takes. */
    long answerWeight;
    /** Whether it has been asked on the present connection. */
    boolean current = true;

    private boolean cancelled;

    AskedCall(long number, long knownBelow, CallMemory memory) {
        this.number = number;
        this.knownBelow = knownBelow;
        this.memory = memory;
    }

    /** Changes have a series of numbers of their own. */
    boolean changes() {
        return number > 0;
    }

    /** The engine has been asked. Tells whether that has been withdrawn meanwhile, which the engine is to be told then. */
    boolean asked(Completion<?> value) {
        completion = answer == null ? value : null;
        return cancelled;
    }

    /** Nobody waits any more: tells what is to be cancelled without the lock of the session; null for nothing. */
    Completion<?> cancelled() {
        Completion<?> present = cancelled ? null : completion;
        cancelled = true;
        return present;
    }

    /** An answer as it is told. */
    static List<byte[]> frames(long number, byte[] answer) {
        return Parts.frames(FrameType.ANSWER, number, head(number), answer);
    }

    /** The same, of what is taken out for it. */
    List<byte[]> frames(WireOut written) {
        return Parts.frames(FrameType.ANSWER, number, head(number), written);
    }

    private static WireOut head(long number) {
        WireOut head = new WireOut();
        head.writeLong(number);
        return head;
    }

    void answered(List<byte[]> frames, long weight) {
        answer = frames;
        answerWeight = weight;
        completion = null;
        memory.end();
    }
}

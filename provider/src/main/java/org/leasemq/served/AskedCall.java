package org.leasemq.served;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.leasemq.engine.Completion;
import org.leasemq.engine.wire.FrameType;
import org.leasemq.engine.wire.Parts;
import org.leasemq.engine.wire.WireOut;

/** Something that a client has asked, until the client knows the answer. Guarded by its session. */
final class AskedCall {
    /** What one takes besides its answer. */
    static final int WEIGHT = 512;

    final long number;
    /** The client knows all answers of changes below this number. */
    final long knownBelow;
    /** Null until the engine has been asked, and once there is an answer. */
    private Completion<?> completion;
    /** Frames with the answer; null until there is one. */
    List<byte[]> answer;
    /** What that takes. */
    long answerWeight;
    /** Whether it has been asked on the present connection. */
    boolean current = true;

    private final EnumSet<FrameType> hints = EnumSet.noneOf(FrameType.class);

    AskedCall(long number, long knownBelow) {
        this.number = number;
        this.knownBelow = knownBelow;
    }

    /** Changes have a series of numbers of their own. */
    boolean changes() {
        return number > 0;
    }

    /** The engine has been asked; what was said meanwhile is told. */
    Runnable asked(Completion<?> value) {
        completion = answer == null ? value : null;
        Set<FrameType> told = EnumSet.copyOf(hints);
        return () -> told.forEach(hint -> tell(value, hint));
    }

    /** @return what has to be done without the lock of the session */
    Runnable hinted(FrameType hint) {
        Completion<?> present = completion;
        if (!hints.add(hint) || present == null) {
            return () -> {};
        }
        return () -> tell(present, hint);
    }

    private static void tell(Completion<?> completion, FrameType hint) {
        if (hint == FrameType.CANCEL) {
            completion.cancel();
        }
    }

    /** An answer as it is told. */
    static List<byte[]> frames(long number, byte[] answer) {
        WireOut head = new WireOut();
        head.writeLong(number);
        return Parts.frames(FrameType.ANSWER, number, head, answer);
    }

    void answered(List<byte[]> frames, long weight) {
        answer = frames;
        answerWeight = weight;
        completion = null;
    }
}

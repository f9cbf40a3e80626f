package org.leasemq.engine.local.commit;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.leasemq.engine.local.memory.Footprint;

/** A client elsewhere, and what is remembered for it. */
final class AnsweredClient {
    /** What was answered to a change of it. */
    static final class Answer {
        /** Null once it is forgotten. */
        private byte[] bytes;
        /** Where it is in the store. */
        long location;

        Answer(byte[] bytes, long location) {
            this.bytes = bytes;
            this.location = location;
        }

        byte[] bytes() {
            return bytes;
        }

        long footprint() {
            return Footprint.ofAnswer(bytes.length);
        }

        /** Nobody asks for it any more. */
        void forget() {
            bytes = null;
        }
    }

    final UUID id;
    /** By the numbers of the changes. */
    private final TreeMap<Long, Answer> answers = new TreeMap<>();
    /** It knows all answers below. */
    private long below;
    /** The greatest number of a change with an answer, whether it is in the store or on its way there. */
    private long last;
    /** Of memory, for its answers. */
    private long bytes;
    /** Whether it is there, rather than known from the store only. */
    boolean isOpen;
    /** Whether somebody has asked for an answer to it since it was last looked at. */
    boolean isAskedAbout;
    /** Whether nothing is remembered for it any more. */
    boolean hasEnded;

    AnsweredClient(UUID id) {
        this.id = id;
    }

    long below() {
        return below;
    }

    long bytes() {
        return bytes;
    }

    /** @param more bytes of memory; negative for what is given back */
    void takes(long more) {
        bytes += more;
    }

    long last() {
        return last;
    }

    /** There is an answer to this change. */
    void answered(long number) {
        last = Math.max(last, number);
    }

    Answer get(long number) {
        return answers.get(number);
    }

    boolean knows(long number) {
        return hasEnded || number < below;
    }

    void put(long number, Answer answer) {
        answered(number);
        answers.put(number, answer);
    }

    int size() {
        return answers.size();
    }

    SortedMap<Long, Answer> answers() {
        return answers;
    }

    /** It knows more than before: what is needed no more. The caller takes that out. */
    SortedMap<Long, Answer> know(long number) {
        below = Math.max(below, number);
        return answers.headMap(below);
    }
}

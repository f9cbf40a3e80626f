package org.leasemq.sqs.call;

import java.util.List;
import java.util.Map;
import org.leasemq.engine.Delivery;
import org.leasemq.engine.model.Message;
import org.leasemq.memory.MemoryAccount;
import org.leasemq.sqs.wire.AnswerWeight;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/** How large answers may become, and what they take of memory while they are made. */
public final class AnswerSize {
    /** What a message weighs when it has been read, as text, and as part of an answer, in its own bytes. */
    private static final int WEIGHT = 4;
    /** Besides its body. */
    private static final int OVERHEAD = 1024;
    /** What else an answer with so much takes memory for need not be asked: it is part of what each request takes. */
    public static final int SMALL = 16 << 10;

    /** Several answers are made at once. */
    private static final int PART = 16;

    private AnswerSize() {}

    /** Bytes of messages that one answer holds, unless one message alone has more. */
    public static long most(MemoryAccount memory) {
        return memory.limit() / PART / WEIGHT;
    }

    /** Bytes that a message counts in an answer. */
    public static long of(Message message) {
        return OVERHEAD + message.body().bytes().length;
    }

    /** Takes memory for an answer with so many bytes of messages; false if there is too little at the moment. */
    public static boolean take(Call call, long bytes) {
        return call.requester().takes(bytes * WEIGHT);
    }

    /** Takes memory for an answer without messages, unless it is small or took some before its values were made. */
    public static void require(Requester requester, Map<String, Object> values) {
        if (!values.isEmpty() && !requester.hasTaken()) {
            requireForList(requester, AnswerWeight.of(values));
        }
    }

    /** Takes so much memory for an answer without messages, unless that is little. */
    public static void requireForList(Requester requester, long bytes) {
        if (bytes > SMALL && !requester.takesForList(bytes)) {
            throw noMemory();
        }
    }

    /** Takes memory for an answer with these messages; false if there is too little at the moment. */
    public static boolean take(Call call, List<Delivery> deliveries) {
        long bytes = 0;
        for (Delivery delivery : deliveries) {
            bytes += OVERHEAD + delivery.size();
        }
        return deliveries.isEmpty() || take(call, bytes);
    }

    /** What is said where there is none. */
    public static ApiException noMemory() {
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "Other answers take all the memory that there is for them. Try again in a moment, or give the server"
                        + " more heap.");
    }
}

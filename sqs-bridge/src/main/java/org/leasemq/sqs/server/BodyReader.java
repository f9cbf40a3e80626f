package org.leasemq.sqs.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.leasemq.sqs.server.RequestMemory.Stage;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Reads the body of a request as it comes, taking memory for what has come. A body that is not wanted is read to its end and
 * thrown away as far as is decent: a client that is still sending does not see an answer.
 */
final class BodyReader implements Invocable.Task {
    private static final int FIRST = 1 << 10;
    private static final byte[] NOTHING = {};
    /** How many times the largest body is read of one that is larger, before its client may miss the answer. */
    private static final long DECENT = 2;

    private final Request request;
    private final RequestMemory.Share memory;
    private final int largest;
    private final Supplier<ApiException> objection;
    private final BiConsumer<byte[], Throwable> done;
    private byte[] bytes = NOTHING;
    private int size;
    private long seen;
    private boolean waiting;
    private boolean discarding;
    private ApiException refusal;

    /**
     * @param largest so many bytes at most
     * @param objection what is found when a body does not come at once: null if it is to be waited for
     * @param done gets the body, or why there is none: an {@link ApiException} for what is refused, else what broke off
     */
    BodyReader(
            Request request,
            RequestMemory.Share memory,
            int largest,
            Supplier<ApiException> objection,
            BiConsumer<byte[], Throwable> done) {
        this.request = request;
        this.memory = memory;
        this.largest = largest;
        this.objection = objection;
        this.done = done;
    }

    /** Reads what is not wanted, only to get behind it: the body is empty then. Nothing has been taken for it. */
    void discard() {
        discarding = true;
        run();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                waitForMore();
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                done.accept(null, chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            take(chunk.getByteBuffer());
            chunk.release();
            if (last || seen > DECENT * largest) {
                finish();
                return;
            }
        }
    }

    private void waitForMore() {
        boolean first = !waiting;
        waiting = true;
        boolean hasPlace = discarding ? !first || hasPlaceToDiscard() : hasPlace(first);
        if (hasPlace) {
            request.demand(this);
        } else {
            done.accept(null, refusal == null ? RequestMemory.tooLittle() : refusal);
        }
    }

    private boolean hasPlaceToDiscard() {
        return memory.take(RequestMemory.OF_EACH) && memory.enter(Stage.UNWANTED);
    }

    private boolean hasPlace(boolean first) {
        if (first && refusal == null) {
            ApiException found = objection.get();
            if (found != null || !memory.enter(Stage.COMING)) {
                refuse(found == null ? RequestMemory.tooLittle() : found);
            }
        }
        return refusal == null || memory.enter(Stage.UNWANTED);
    }

    private void refuse(ApiException reason) {
        refusal = reason;
        memory.giveBack(bytes.length);
        bytes = NOTHING;
        size = 0;
    }

    private void take(ByteBuffer chunk) {
        int more = chunk.remaining();
        seen += more;
        if (refusal != null || more == 0) {
            return;
        }
        if (seen > largest) {
            refuse(new ApiException(ErrorCode.REQUEST_TOO_LARGE, "The request has more than " + largest + " bytes."));
        } else if (discarding) {
            return;
        } else if (hasRoom(more)) {
            chunk.get(bytes, size, more);
            size += more;
        } else {
            refuse(RequestMemory.tooLittle());
        }
    }

    private boolean hasRoom(int more) {
        if (bytes.length - size >= more) {
            return true;
        }
        long announced = request.getLength();
        long wanted = Math.max(size + more, Math.min(largest, Math.max(FIRST, 2L * size)));
        int length = (int) (announced >= size + more ? Math.min(wanted, announced) : wanted);
        if (!memory.take(length - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, length);
        return true;
    }

    /** What has been read is read into values now, which takes more. */
    private void finish() {
        if (!discarding && refusal == null) {
            memory.giveBack(bytes.length - size);
            bytes = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
            if (!memory.enter(Stage.WHOLE) || !memory.take((RequestMemory.READ_WEIGHT - 1L) * size)) {
                refuse(RequestMemory.tooLittle());
            }
        }
        if (refusal == null) {
            done.accept(bytes, null);
        } else {
            done.accept(null, refusal);
        }
    }
}

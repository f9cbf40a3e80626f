package org.leasemq.sqs.server;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * Reads the body of a request as it comes, taking memory for what has come. A body that is too large, or for which there is no
 * memory, is read to its end and thrown away as far as is decent: a client that is still sending does not see an answer.
 */
final class BodyReader implements Invocable.Task {
    private static final int FIRST = 64 << 10;
    private static final byte[] NOTHING = {};

    private final Request request;
    private final RequestMemory.Share memory;
    private final int largest;
    private final BiConsumer<byte[], Throwable> done;
    private byte[] bytes = NOTHING;
    private int size;
    private long seen;
    private boolean discarding;
    private ApiException refusal;

    /**
     * @param largest so many bytes at most
     * @param done gets the body, or why there is none: an {@link ApiException} for what is refused, else what broke off
     */
    BodyReader(Request request, RequestMemory.Share memory, int largest, BiConsumer<byte[], Throwable> done) {
        this.request = request;
        this.memory = memory;
        this.largest = largest;
        this.done = done;
    }

    /** Reads what is not wanted, only to get behind it: the body is empty then. */
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
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                done.accept(null, chunk.getFailure());
                return;
            }
            boolean last = chunk.isLast();
            take(chunk.getByteBuffer());
            chunk.release();
            if (last || seen > largest) {
                finish();
                return;
            }
        }
    }

    private void take(ByteBuffer chunk) {
        int more = chunk.remaining();
        seen += more;
        if (seen > largest) {
            refusal = new ApiException(ErrorCode.REQUEST_TOO_LARGE, "The request has more than " + largest + " bytes.");
        }
        if (!discarding && refusal == null && more > 0 && hasRoom(more)) {
            chunk.get(bytes, size, more);
            size += more;
        }
    }

    private boolean hasRoom(int more) {
        if (bytes.length - size >= more) {
            return true;
        }
        long announced = request.getLength();
        long wanted = Math.max(size + more, size == 0 ? Math.min(FIRST, announced) : Math.min(largest, 2L * size));
        int length = (int) (announced >= size + more ? Math.min(wanted, announced) : wanted);
        if (!memory.take((long) RequestMemory.READ_WEIGHT * (length - bytes.length))) {
            refusal = RequestMemory.tooLittle();
            bytes = NOTHING;
            memory.giveBack();
            return false;
        }
        bytes = Arrays.copyOf(bytes, length);
        return true;
    }

    private void finish() {
        if (refusal != null) {
            done.accept(null, refusal);
        } else {
            done.accept(size == bytes.length ? bytes : Arrays.copyOf(bytes, size), null);
        }
    }
}

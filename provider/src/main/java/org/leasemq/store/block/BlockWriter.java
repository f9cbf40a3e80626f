package org.leasemq.store.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.leasemq.engine.model.EncodedAttributes;
import org.leasemq.engine.model.Message;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;
import org.leasemq.store.StoreException;

/**
 * Encodes a batch of changes as blocks, and a block as rows. Numbers are variable-length, times are zigzag numbers. One
 * buffer is used for all blocks. Not thread-safe. {@link BlockReader} is the counterpart.
 */
public final class BlockWriter {
    private static final int KEPT_BUFFER = 4 << 20;
    /** Another content begins another block: one is read back with what is in its block, and the buffer holds a block. */
    private static final int FULL = 7 * LogRow.PART / 2;

    private static final int LARGEST_BLOCK = Integer.MAX_VALUE - 64;

    /** What is larger is not copied, but stands beside the buffer until its rows have been made. */
    private static final int LARGE = 64 << 10;

    /** @param at where it stands in the block */
    private record Inset(int at, byte[] value) {}

    private byte[] buffer = new byte[64 << 10];
    /** How much of the buffer is taken. */
    private int filled;
    /** Bytes of the block: what is in the buffer, and what is beside it. */
    private int length;

    private final List<Inset> insets = new ArrayList<>();

    /**
     * Encodes the next block of a batch; changes to queues are left out, they are stored elsewhere.
     *
     * @param from the first change of the block
     * @return that of the block behind it
     */
    public int encode(List<? extends Change> changes, int from) {
        if (buffer.length > KEPT_BUFFER) {
            buffer = new byte[64 << 10];
        }
        filled = 0;
        length = 0;
        insets.clear();
        int next = from;
        do {
            put(changes.get(next++));
        } while (next < changes.size() && (length < FULL || !(changes.get(next) instanceof Change.Storing)));
        return next;
    }

    public int length() {
        return length;
    }

    /** How many rows the block takes. */
    public int rows() {
        return LogRow.rows(length);
    }

    /**
     * A row of the block.
     *
     * @param number its number in the log
     * @param index which row of the block
     * @param before the checksum of the row before it in the log
     */
    public byte[] row(long number, int index, int before) {
        return LogRow.encode(number, this, index * LogRow.PART, before);
    }

    /** Copies a part of the block. */
    void copy(int offset, byte[] row, int to, int count) {
        int at = offset;
        int end = offset + count;
        int beside = 0; // bytes before that are not in the buffer
        for (Inset inset : insets) {
            at = copy(buffer, beside, at, Math.min(end, inset.at), row, to - offset);
            at = copy(inset.value, inset.at, at, Math.min(end, inset.at + inset.value.length), row, to - offset);
            beside += inset.value.length;
        }
        copy(buffer, beside, at, end, row, to - offset);
    }

    /**
     * Copies what stands between two places of the block, if there is something.
     *
     * @param start where the bytes would begin in the block
     * @param shift from the block to the row
     * @return where to go on
     */
    private static int copy(byte[] bytes, int start, int at, int end, byte[] row, int shift) {
        if (at >= end) {
            return at;
        }
        System.arraycopy(bytes, at - start, row, at + shift, end - at);
        return end;
    }

    /** The rows of the block have been made, and nothing of it is needed any more. */
    public void clear() {
        insets.clear();
    }

    private void put(Change change) {
        if (change instanceof Change.Add c) {
            tag(BlockTags.ADD)
                    .number(c.queue())
                    .number(c.position())
                    .progress(c.progress())
                    .message(c);
        } else if (change instanceof Change.Update c) {
            tag(BlockTags.UPDATE).number(c.position()).progress(c.progress());
        } else if (change instanceof Change.Remove c) {
            tag(BlockTags.REMOVE).number(c.position());
        } else if (change instanceof Change.Rewrite c) {
            tag(BlockTags.REWRITE, c.provenance())
                    .number(c.queue())
                    .number(c.position())
                    .progress(c.progress());
            provenance(c.provenance()).message(c);
        } else if (change instanceof Change.Share c) {
            tag(BlockTags.SHARE, c.provenance())
                    .number(c.queue())
                    .number(c.position())
                    .progress(c.progress());
            provenance(c.provenance()).number(c.content());
        } else if (change instanceof Change.Move c) {
            tag(BlockTags.MOVE, c.provenance())
                    .number(c.from())
                    .number(c.queue())
                    .number(c.position());
            provenance(c.provenance());
        } else if (change instanceof Change.Purge c) {
            tag(BlockTags.PURGE).number(c.queue()).number(c.upTo());
        } else if (change instanceof Change.Deduplicate c) {
            tag(BlockTags.DEDUPLICATE).number(c.queue()).string(c.key()).uuid(c.messageId());
            number(c.position()).time(c.until());
        } else if (change instanceof Change.Answer c) {
            tag(BlockTags.ANSWER)
                    .uuid(c.client())
                    .number(c.number())
                    .number(c.known())
                    .bytes(c.answer());
        } else if (change instanceof Change.Known c) {
            tag(BlockTags.KNOWN).uuid(c.client()).number(c.below());
        } else if (!standsElsewhere(change)) {
            throw new StoreException("Nobody knows how to store " + change
                    + ", which indicates a bug: nothing of what was to be stored with it was.");
        }
    }

    /** Changes to queues have a table of their own, and what is only told for bookkeeping stands nowhere. */
    private static boolean standsElsewhere(Change change) {
        return change instanceof Change.PutQueue
                || change instanceof Change.DropQueue
                || change instanceof Change.Forgotten;
    }

    private void message(Change.Storing stored) {
        Message m = stored.message();
        tag((m.exclusiveGroup() ? BlockTags.EXCLUSIVE_GROUP : 0)
                | (m.body().isText() ? BlockTags.TEXT : 0)
                | (m.groupId() != null ? BlockTags.GROUP_ID : 0)
                | (m.deduplicationId() != null ? BlockTags.DEDUPLICATION_ID : 0));
        number(stored.content())
                .uuid(m.id())
                .time(m.sentAt())
                .time(m.delay() == 0 ? 0 : m.visibleAt())
                .time(m.expiresAt())
                .number(m.priority());
        if (m.groupId() != null) {
            string(m.groupId());
        }
        if (m.deduplicationId() != null) {
            string(m.deduplicationId());
        }
        bytes(EncodedAttributes.encode(m.attributes()));
        bytes(m.body().bytes());
    }

    private BlockWriter progress(Progress p) {
        return number(p.receiveCount()).time(p.firstReceivedAt()).time(p.leasedUntil());
    }

    private BlockWriter tag(int value, Provenance p) {
        return tag(p.earlierReceives() == 0 ? value : value | BlockTags.RECEIVED_EARLIER);
    }

    private BlockWriter provenance(Provenance p) {
        number(p.deadLetterSource());
        return (p.earlierReceives() == 0 ? this : number(p.earlierReceives())).time(p.retainedFrom());
    }

    private BlockWriter tag(int value) {
        reserve(1);
        put((byte) value);
        return this;
    }

    /** Seven bits a byte, lowest first; small for small numbers that are not negative. */
    private BlockWriter number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    private BlockWriter time(long value) {
        return number(value << 1 ^ value >> 63);
    }

    private BlockWriter uuid(UUID id) {
        reserve(16);
        fixed(id.getMostSignificantBits());
        fixed(id.getLeastSignificantBits());
        return this;
    }

    private void fixed(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((byte) (value >>> shift));
        }
    }

    private BlockWriter string(String value) {
        return bytes(value.getBytes(UTF_8));
    }

    private BlockWriter bytes(byte[] value) {
        number(value.length);
        if (value.length > LARGE) {
            requireShort(value.length);
            insets.add(new Inset(length, value));
        } else {
            reserve(value.length);
            System.arraycopy(value, 0, buffer, filled, value.length);
            filled += value.length;
        }
        length += value.length;
        return this;
    }

    private void put(byte value) {
        buffer[filled++] = value;
        length++;
    }

    private void requireShort(int more) {
        if ((long) length + more > LARGEST_BLOCK) {
            throw new StoreException("A message of more than 2 GiB cannot be stored: nothing of what was to be stored"
                    + " with it was.");
        }
    }

    private void reserve(int bytes) {
        requireShort(bytes);
        if (buffer.length - filled < bytes) {
            int doubled = Math.min(buffer.length * 2, buffer.length + KEPT_BUFFER);
            buffer = Arrays.copyOf(buffer, Math.max(filled + bytes, doubled));
        }
    }
}

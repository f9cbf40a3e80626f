package org.leasemq.store.block;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    private byte[] buffer = new byte[64 << 10];
    private int length;

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
        length = 0;
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
        return LogRow.encode(number, buffer, length, index * LogRow.PART, before);
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
        buffer[length++] = (byte) value;
        return this;
    }

    /** Seven bits a byte, lowest first; small for small numbers that are not negative. */
    private BlockWriter number(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
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
            buffer[length++] = (byte) (value >>> shift);
        }
    }

    private BlockWriter string(String value) {
        return bytes(value.getBytes(UTF_8));
    }

    private BlockWriter bytes(byte[] value) {
        number(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    private void reserve(int bytes) {
        if (buffer.length - length < bytes) {
            long needed = (long) length + bytes;
            if (needed > LARGEST_BLOCK) {
                throw new StoreException(
                        "A message of more than 2 GiB cannot be stored: nothing of what was to be stored"
                                + " with it was.");
            }
            long doubled = Math.min(buffer.length * 2L, (long) buffer.length + KEPT_BUFFER);
            buffer = Arrays.copyOf(buffer, (int) Math.min(LARGEST_BLOCK, Math.max(needed, doubled)));
        }
    }
}

package org.leasemq.store.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EncodedAttributes;
import org.leasemq.engine.model.Message;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.Provenance;
import org.leasemq.store.StoreException;

/** Decodes what {@link BlockWriter} encoded. Fields left out there, for bookkeeping only, come back as 0 or empty. */
public final class BlockReader {
    private static final long[] NO_LOCATIONS = {};

    /** Version and length, which blocks without frames begin with. */
    static final int OLD_HEADER = 5;

    private final byte[] block;
    private int at;

    private BlockReader(byte[] block, int from) {
        this.block = block;
        this.at = from;
    }

    /** The length of a block without frames, header included, from its beginning. */
    static int oldLength(byte[] start) {
        if (start.length < OLD_HEADER) {
            throw new StoreException("A block of the log is damaged: it has no header. " + Damage.ADVICE);
        }
        int length = 0;
        for (int i = 1; i < OLD_HEADER; i++) {
            length = length << 8 | start[i] & 0xFF;
        }
        if (length < 0 || length + OLD_HEADER < start.length) {
            throw new StoreException("A block of the log is damaged: its length makes no sense. " + Damage.ADVICE);
        }
        return length + OLD_HEADER;
    }

    public static List<Change> changes(Block block) {
        List<Change> changes = new ArrayList<>();
        each(block, changes::add);
        return changes;
    }

    /** Those that store messages. */
    public static List<Change.Storing> stored(Block block) {
        List<Change.Storing> stored = new ArrayList<>();
        each(block, change -> {
            if (change instanceof Change.Storing one) {
                stored.add(one);
            }
        });
        return stored;
    }

    /** Decodes one change at a time, so that only one is in memory besides the block. */
    public static void each(Block block, Consumer<Change> action) {
        BlockReader reader = new BlockReader(block.bytes(), block.from());
        while (reader.at < block.length()) {
            action.accept(reader.next());
        }
    }

    private Change next() {
        try {
            return change();
        } catch (IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new StoreException("A block of the log makes no sense at byte " + at + ". " + Damage.ADVICE, e);
        }
    }

    private Change change() {
        int tag = block[at++];
        boolean earlier = (tag & BlockTags.RECEIVED_EARLIER) != 0;
        return switch (earlier ? tag & ~BlockTags.RECEIVED_EARLIER : tag) {
            case BlockTags.ADD -> add();
            case BlockTags.REWRITE -> rewrite(earlier);
            case BlockTags.SHARE -> new Change.Share(integer(), number(), progress(), provenance(earlier), number(), 0);
            case BlockTags.MOVE -> new Change.Move(number(), integer(), number(), provenance(earlier));
            case BlockTags.UPDATE -> new Change.Update(number(), progress());
            case BlockTags.REMOVE -> new Change.Remove(number(), 0);
            case BlockTags.PURGE -> new Change.Purge(integer(), number(), NO_LOCATIONS);
            case BlockTags.DEDUPLICATE -> new Change.Deduplicate(integer(), string(), uuid(), number(), time());
            case BlockTags.ANSWER -> new Change.Answer(uuid(), number(), number(), bytes());
            case BlockTags.KNOWN -> new Change.Known(uuid(), number());
            default -> throw new IllegalArgumentException("unknown kind of change: " + tag);
        };
    }

    private Change.Add add() {
        int queue = integer();
        long position = number();
        Progress progress = progress();
        int flags = block[at++];
        return new Change.Add(queue, position, progress, number(), message(flags));
    }

    private Change.Rewrite rewrite(boolean earlier) {
        int queue = integer();
        long position = number();
        Progress progress = progress();
        Provenance provenance = provenance(earlier);
        int flags = block[at++];
        return new Change.Rewrite(queue, position, progress, provenance, number(), message(flags), 0);
    }

    private Message message(int flags) {
        UUID id = uuid();
        long sentAt = time();
        long visibleAt = time();
        long expiresAt = time();
        return new Message(
                id,
                sentAt,
                visibleAt == 0 ? 0 : Math.max(0, visibleAt - sentAt),
                expiresAt == 0 ? 0 : Math.max(1, expiresAt - sentAt),
                integer(),
                (flags & BlockTags.GROUP_ID) != 0 ? string() : null,
                (flags & BlockTags.EXCLUSIVE_GROUP) != 0,
                (flags & BlockTags.DEDUPLICATION_ID) != 0 ? string() : null,
                true,
                EncodedAttributes.decode(bytes()),
                new Body(bytes(), (flags & BlockTags.TEXT) != 0),
                null);
    }

    private Progress progress() {
        int receiveCount = integer();
        long firstReceivedAt = time();
        long leasedUntil = time();
        return receiveCount == 0 && firstReceivedAt == 0 && leasedUntil == 0
                ? Progress.NONE
                : new Progress(receiveCount, firstReceivedAt, leasedUntil);
    }

    private Provenance provenance(boolean earlier) {
        return new Provenance(integer(), earlier ? integer() : 0, time());
    }

    private int integer() {
        return Math.toIntExact(number());
    }

    private long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = block[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private long time() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    private UUID uuid() {
        return new UUID(fixed(), fixed());
    }

    private long fixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | block[at++] & 0xFF;
        }
        return value;
    }

    private String string() {
        int length = integer();
        at += length;
        return new String(block, at - length, length, UTF_8);
    }

    private byte[] bytes() {
        int length = integer();
        at += length;
        if (at > block.length) {
            throw new IllegalArgumentException("a field of " + length + " bytes goes beyond the end of the block");
        }
        return Arrays.copyOfRange(block, at - length, at);
    }
}

package org.leasemq.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Messages for store tests, recordings of what is replayed, and a form of both that compares by value. */
public final class Messages {
    private Messages() {}

    public static StoredMessage message(long content, int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ('a' + content % 26));
        return new StoredMessage(
                content,
                new UUID(content, ~content),
                1_000 + content,
                0,
                0,
                4,
                null,
                false,
                null,
                true,
                new byte[0],
                body);
    }

    /** A message with every field set, to values that are awkward to store. */
    public static StoredMessage rich(long content, int bytes) {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            body[i] = (byte) (i * 31L + content);
        }
        return new StoredMessage(
                content,
                UUID.nameUUIDFromBytes(("id " + content).getBytes(UTF_8)),
                1_795_000_000_000L + content,
                1_795_000_900_000L,
                Long.MAX_VALUE,
                9,
                "Grüße \u0000 \uD83D\uDE80",
                true,
                "",
                false,
                new byte[] {0, -1, 127, -128},
                body);
    }

    public static Change.Add add(int queue, StoredMessage message) {
        return new Change.Add(queue, message.content(), Progress.NONE, message);
    }

    public static Change.Remove remove(long position, long location) {
        return new Change.Remove(position, location);
    }

    /** The value of a message as text. */
    public static String show(StoredMessage m) {
        return String.join(
                "|",
                "content " + m.content(),
                m.id().toString(),
                m.sentAt() + "/" + m.visibleAt() + "/" + m.expiresAt(),
                "priority " + m.priority(),
                m.groupId() + "/" + m.exclusiveGroup(),
                String.valueOf(m.deduplicationId()),
                m.text() ? "text" : "binary",
                HexFormat.of().formatHex(m.attributes()),
                m.body().length + " bytes " + Arrays.hashCode(m.body()));
    }

    public static List<String> show(List<StoredMessage> messages) {
        return messages.stream().map(Messages::show).toList();
    }

    /** The value of a change as text, without what is meant for bookkeeping only. */
    public static String show(Change change) {
        if (change instanceof Change.Add c) {
            return "add " + c.queue() + " " + c.position() + " " + c.progress() + " " + show(c.message());
        }
        if (change instanceof Change.Rewrite c) {
            return "rewrite " + c.queue() + " " + c.position() + " " + c.progress() + " " + c.provenance() + " "
                    + show(c.message());
        }
        if (change instanceof Change.Remove c) {
            return "remove " + c.position();
        }
        if (change instanceof Change.Purge c) {
            return "purge " + c.queue() + " up to " + c.upTo();
        }
        if (change instanceof Change.DropQueue c) {
            return "drop " + c.queue();
        }
        return change.toString();
    }

    /** What a store plays back. */
    public static final class Recording implements Store.Recovery {
        private final long[] live;
        private final List<Store.Replay> replayed = new ArrayList<>();

        public Recording(long... liveLocations) {
            live = liveLocations;
        }

        @Override
        public void replay(long location, Change change) {
            replayed.add(new Store.Replay(location, List.of(change)));
        }

        @Override
        public LongStream liveLocations() {
            return LongStream.of(live);
        }

        public List<String> changes() {
            return replayed.stream()
                    .map(replay -> show(replay.changes().get(0)))
                    .toList();
        }

        /** Where the changes came from, queues left out. */
        public List<Long> locations() {
            return replayed.stream()
                    .filter(replay -> !(replay.changes().get(0) instanceof Change.PutQueue))
                    .map(Store.Replay::location)
                    .distinct()
                    .toList();
        }
    }
}

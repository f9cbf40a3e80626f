package org.leasemq.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.EncodedAttributes;
import org.leasemq.engine.model.Message;

/** Messages for store tests, recordings of what is replayed, and a form of both that compares by value. */
public final class Messages {
    private Messages() {}

    /** As it is stored with its content for the first time, in queue 1. */
    public static Change.Storing message(long content, int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) ('a' + content % 26));
        return stored(
                content,
                new Message(
                        new UUID(content, ~content),
                        1_000 + content,
                        0,
                        0,
                        4,
                        null,
                        false,
                        null,
                        true,
                        Map.of(),
                        new Body(body, true),
                        null));
    }

    /** A message with every field set, to values that are awkward to store. */
    public static Change.Storing rich(long content, int bytes) {
        byte[] body = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            body[i] = (byte) (i * 31L + content);
        }
        return stored(
                content,
                new Message(
                        UUID.nameUUIDFromBytes(("id " + content).getBytes(UTF_8)),
                        1_795_000_000_000L + content,
                        900_000,
                        Duration.ofDays(36_500).toMillis(),
                        9,
                        "Grüße \u0000 \uD83D\uDE80",
                        true,
                        "",
                        true,
                        EncodedAttributes.decode(new byte[] {0, -1, 127, -128}),
                        new Body(body, false),
                        null));
    }

    private static Change.Storing stored(long content, Message message) {
        return new Change.Add(1, content, Progress.NONE, content, message);
    }

    public static Change.Add add(int queue, Change.Storing stored) {
        return new Change.Add(queue, stored.content(), Progress.NONE, stored.content(), stored.message());
    }

    /** What is stored, written again. */
    public static Change.Rewrite rewrite(Change.Storing stored, Progress progress, Provenance provenance, long from) {
        return new Change.Rewrite(1, stored.content(), progress, provenance, stored.content(), stored.message(), from);
    }

    /** What somebody was answered who knows all before it. */
    public static Change.Answer answer(long number, String text) {
        return new Change.Answer(new UUID(1, 2), number, number, text.getBytes(UTF_8));
    }

    public static Change.Forgotten forgotten(long... locations) {
        return new Change.Forgotten(locations);
    }

    public static Change.Remove remove(long position, long location) {
        return new Change.Remove(position, location);
    }

    /** The value of a message as text. */
    public static String text(Change.Storing stored) {
        Message m = stored.message();
        return String.join(
                "|",
                "content " + stored.content(),
                m.id().toString(),
                m.sentAt() + "/" + m.visibleAt() + "/" + m.expiresAt(),
                "priority " + m.priority(),
                m.groupId() + "/" + m.exclusiveGroup(),
                String.valueOf(m.deduplicationId()),
                m.body().isText() ? "text" : "binary",
                HexFormat.of().formatHex(EncodedAttributes.encode(m.attributes())),
                m.body().bytes().length + " bytes " + Arrays.hashCode(m.body().bytes()));
    }

    public static List<String> texts(List<? extends Change.Storing> messages) {
        return messages.stream().map(Messages::text).toList();
    }

    /** The value of a change as text, without what is meant for bookkeeping only. */
    public static String show(Change change) {
        if (change instanceof Change.Add c) {
            return "add " + c.queue() + " " + c.position() + " " + c.progress() + " " + text(c);
        }
        if (change instanceof Change.Rewrite c) {
            return "rewrite " + c.queue() + " " + c.position() + " " + c.progress() + " " + c.provenance() + " "
                    + text(c);
        }
        if (change instanceof Change.Share c) {
            return "share " + c.queue() + " " + c.position() + " " + c.progress() + " " + c.provenance() + " "
                    + c.content();
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
        if (change instanceof Change.Answer c) {
            return "answer " + c.client() + " " + c.number() + " " + c.known() + " "
                    + HexFormat.of().formatHex(c.answer());
        }
        return change.toString();
    }

    /** What a store plays back. */
    public static final class Recording implements Store.Recovery {
        private final long[] live;
        private long[] liveAnswers = {};
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

        @Override
        public LongStream liveAnswers() {
            return LongStream.of(liveAnswers);
        }

        /** Of answers that are alive. */
        public Recording withAnswers(long... locations) {
            liveAnswers = locations;
            return this;
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

package org.leasemq.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.block.BlockAssembly;
import org.leasemq.store.block.BlockReader;
import org.leasemq.store.block.BlockWriter;

/** Whatever a message says is carried over the network and stored: also what will be added to it. */
class EveryMessageFieldTest {
    private static final Message USUAL = Message.of(Body.text("usual"));
    private static final Message UNUSUAL = unusual();

    private static Message unusual() {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : Message.class.getRecordComponents()) {
            values.add(unusual(component));
        }
        try {
            Class<?>[] types = Arrays.stream(Message.class.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return Message.class.getConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object unusual(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == UUID.class) {
            return new UUID(3, 4);
        }
        if (type == long.class) {
            return 60_000L + component.getName().length();
        }
        if (type == int.class) {
            return 7;
        }
        if (type == String.class) {
            return component.getName();
        }
        if (type == boolean.class) {
            return !(boolean) value(USUAL, component);
        }
        if (type == Map.class) {
            return Map.of("color", Attribute.string("blue"));
        }
        if (type == Body.class) {
            return Body.binary(new byte[] {0, -1});
        }
        throw new AssertionError("Say what is unusual for a " + type);
    }

    private static Object value(Message message, RecordComponent component) {
        try {
            return component.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSame(Object one, Object other) {
        if (one instanceof Body body) {
            return other instanceof Body read
                    && body.isText() == read.isText()
                    && Arrays.equals(body.bytes(), read.bytes());
        }
        return one instanceof Map<?, ?> ? encoded(one).equals(encoded(other)) : one.equals(other);
    }

    @SuppressWarnings("unchecked") // the only map that a message has
    private static ByteBuffer encoded(Object attributes) {
        return ByteBuffer.wrap(EncodedAttributes.encode((Map<String, Attribute>) attributes));
    }

    /** What comes out as it went in, though it is not usual. */
    private static Set<String> kept(Message out) {
        Set<String> kept = new TreeSet<>();
        for (RecordComponent component : Message.class.getRecordComponents()) {
            assertNotEquals(value(USUAL, component), value(UNUSUAL, component), component::getName);
            if (isSame(value(UNUSUAL, component), value(out, component))) {
                kept.add(component.getName());
            }
        }
        return kept;
    }

    private static Set<String> allBut(String... names) {
        Set<String> all = new TreeSet<>();
        for (RecordComponent component : Message.class.getRecordComponents()) {
            all.add(component.getName());
        }
        all.removeAll(Set.of(names));
        return all;
    }

    @Test
    void eachIsCarriedOverTheNetwork() {
        WireOut out = new WireOut();
        Verbs.SEND.writeRequest(out, new Requests.Send(Target.queue("q"), List.of(UNUSUAL)));
        Requests.Send read = Verbs.SEND.readRequest(new WireIn(out.toBytes()));
        assertEquals(allBut(), kept(read.messages().get(0)));
    }

    /** Only what is persistent is stored; and where a message comes from does not matter once it has been accepted. */
    @Test
    void eachIsStored() {
        BlockWriter writer = new BlockWriter();
        writer.encode(List.of(new Change.Add(1, 2, Progress.NONE, 2, UNUSUAL)), 0);
        List<Change> read = new ArrayList<>();
        BlockAssembly assembly = new BlockAssembly(1, block -> read.addAll(BlockReader.changes(block)));
        assembly.row(1, writer.row(1, 0, 0));
        assertEquals(allBut("persistent", "origin"), kept(((Change.Storing) read.get(0)).message()));
    }
}

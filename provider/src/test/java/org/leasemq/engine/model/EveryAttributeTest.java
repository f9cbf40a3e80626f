package org.leasemq.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leasemq.engine.local.definition.Definitions;
import org.leasemq.engine.wire.Requests;
import org.leasemq.engine.wire.Verbs;
import org.leasemq.engine.wire.WireIn;
import org.leasemq.engine.wire.WireOut;
import org.leasemq.store.Change;

/** Whatever attribute is set on its own, the others stay as they are: also one that will be added. */
class EveryAttributeTest {
    private static final QueueAttributes USUAL = QueueAttributes.fifoQueue();

    /** Of each type, something that no queue has by itself. */
    private static Object unusual(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            return Duration.ofSeconds(11);
        }
        if (type == int.class) {
            return 4321;
        }
        if (type == boolean.class) {
            return !(boolean) value(USUAL, component);
        }
        if (type == String.class) {
            return "unusual";
        }
        if (type == RedrivePolicy.class) {
            return new RedrivePolicy("dead.fifo", 3);
        }
        if (type == RedriveAllowPolicy.class) {
            return new RedriveAllowPolicy.DenyAll();
        }
        if (type == List.class) {
            return List.of(Subscription.to("topic"));
        }
        if (type == Map.class) {
            return Map.of("name", "value");
        }
        if (type.isEnum()) {
            Object[] all = type.getEnumConstants();
            return all[all.length - 1];
        }
        throw new AssertionError("Say what is unusual for a " + type);
    }

    private static Object value(QueueAttributes attributes, RecordComponent component) {
        try {
            return component.getAccessor().invoke(attributes);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static QueueAttributes with(QueueAttributes attributes, RecordComponent component, Object value)
            throws ReflectiveOperationException {
        String name = component.getName();
        Method wither = QueueAttributes.class.getMethod(
                "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1), component.getType());
        assertEquals(0, wither.getModifiers() & Modifier.STATIC);
        return (QueueAttributes) wither.invoke(attributes, value);
    }

    /** With everything that could be unusual. */
    private static QueueAttributes all() {
        Map<RecordComponent, Object> values = new LinkedHashMap<>();
        List<Object> given = new ArrayList<>();
        for (RecordComponent component : QueueAttributes.class.getRecordComponents()) {
            values.put(component, unusual(component));
            given.add(values.get(component));
        }
        try {
            Class<?>[] types = Arrays.stream(QueueAttributes.class.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return QueueAttributes.class.getConstructor(types).newInstance(given.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachIsSetAndKeepsTheOthers() throws ReflectiveOperationException {
        QueueAttributes all = all();
        for (RecordComponent component : QueueAttributes.class.getRecordComponents()) {
            assertNotEquals(value(USUAL, component), unusual(component), component::getName);
            QueueAttributes one = with(USUAL, component, unusual(component));
            QueueAttributes others = with(all, component, value(USUAL, component));
            for (RecordComponent other : QueueAttributes.class.getRecordComponents()) {
                boolean same = other.getName().equals(component.getName());
                assertEquals(value(same ? all : USUAL, other), value(one, other), other::getName);
                assertEquals(value(same ? USUAL : all, other), value(others, other), other::getName);
            }
        }
    }

    @Test
    void eachIsCarriedOverTheNetwork() {
        WireOut out = new WireOut();
        Verbs.CREATE_QUEUE.writeRequest(out, new Requests.CreateQueue("q", all()));
        assertEquals(
                all(), Verbs.CREATE_QUEUE.readRequest(new WireIn(out.toBytes())).attributes());
    }

    /** The name says whether it is FIFO, and what is not durable is not stored. */
    @Test
    void eachIsStored() {
        QueueAttributes stored = all().withFifo(true).withDurable(true);
        Change.PutQueue put = new Change.PutQueue(1, "q.fifo", Definitions.encode(stored, 1, 2, 3));
        assertEquals(stored, Definitions.decode(put, filter -> {}).info().attributes());
    }
}

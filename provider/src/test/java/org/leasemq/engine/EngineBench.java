package org.leasemq.engine;

import static java.time.Duration.ZERO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leasemq.engine.model.Body;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Outcome;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.RedrivePolicy;
import org.leasemq.engine.model.Sent;

/** An engine with two queues, and what is done with it often; the subjects of {@link EngineExercise} stand on it. */
interface EngineBench {
    String QUEUE = "orders";
    String FIFO = "orders.fifo";

    /** The engine that is tried; another one after a restart. */
    LeaseEngine engine();

    /** Lets time pass, and everything happen that is due. */
    void advance(Duration duration);

    /** Lets what goes on in the background come to its end. */
    void settle();

    /** Ends the engine in good order and opens it again. */
    void restart();

    /** Ends the engine as kill -9 would and opens it again. */
    void crashAndRestart();

    default Message text(String body) {
        return Message.of(Body.text(body));
    }

    default Sent send(String queue, Message message) {
        return engine().send(queue, List.of(message)).await().get(0).get();
    }

    default void sendAll(String queue, String... bodies) {
        Arrays.stream(bodies).forEach(body -> send(queue, text(body)));
    }

    default void sendToGroup(String queue, String group, String... bodies) {
        Arrays.stream(bodies).forEach(body -> send(queue, text(body).inGroup(group)));
    }

    default List<Delivery> take(String queue, int max) {
        return engine().receive(ReceiveRequest.from(queue).upTo(max).waiting(ZERO))
                .await();
    }

    default List<Delivery> take(String queue, int max, Owner owner) {
        return engine().receive(
                        ReceiveRequest.from(queue).upTo(max).waiting(ZERO).ownedBy(owner))
                .await();
    }

    default Delivery takeOne(String queue) {
        List<Delivery> deliveries = take(queue, 1);
        assertEquals(1, deliveries.size(), "deliveries from " + queue);
        return deliveries.get(0);
    }

    default List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream().map(this::body).toList();
    }

    default String body(Delivery delivery) {
        return delivery.message().body().asText();
    }

    default List<String> drain(String queue) {
        List<String> bodies = new ArrayList<>();
        for (List<Delivery> some = take(queue, 10); !some.isEmpty(); some = take(queue, 10)) {
            bodies.addAll(bodies(some));
            delete(queue, some);
        }
        return bodies;
    }

    default void delete(String queue, List<Delivery> deliveries) {
        engine().delete(queue, deliveries.stream().map(Delivery::receipt).toList())
                .await()
                .forEach(Outcome::get);
    }

    default void redrive(String queue, String deadLetters, int count) {
        QueueAttributes attributes =
                engine().findQueue(queue).await().orElseThrow().attributes();
        QueueAttributes dead = attributes.fifo() ? QueueAttributes.fifoQueue() : QueueAttributes.standardQueue();
        engine().createQueue(deadLetters, dead).await();
        AttributeChange.apply(
                engine(), queue, present -> attributes.withRedrive(new RedrivePolicy(deadLetters, count)));
    }
}

package org.leasemq.samples.benchmark;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * One measurement of one row on a queue of its own. What is not measured, filling the queue of a receive row and emptying
 * that of a send row, goes by transactions of 100 and by one listener; every message must arrive exactly once.
 */
final class Run {
    private static final int FILL_BATCH = 100;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICROSECOND = 1e3;

    private final Provider provider;
    private final ConnectionFactory factory;
    private final Row row;
    private final int messages;
    /** One queue, or the subscriptions of one topic. */
    private final List<Place> places;

    private final Arrivals arrivals;
    private final List<Sender> senders = new ArrayList<>();
    private final List<Receiver> receivers = new ArrayList<>();

    Run(Provider provider, Row row, int messages, String queue) {
        this.provider = provider;
        this.factory = provider.connectionFactory();
        this.row = row;
        this.messages = messages;
        this.places = row.subscriptions() == 0
                ? List.of(new Place(queue, null))
                : IntStream.range(0, row.subscriptions())
                        .mapToObj(i -> new Place(queue, queue + "-" + i))
                        .toList();
        arrivals = new Arrivals(messages);
    }

    Measurement measure() throws Exception {
        try {
            if (row.producers() == 0) {
                fill();
            }
            subscribe();
            prepare();
            Measurement measurement = work();
            if (row.consumers() == 0) {
                for (Place place : places) {
                    empty(place);
                }
            } else {
                arrivals.checkNoneTwice();
            }
            return measurement;
        } finally {
            close();
        }
    }

    private void prepare() throws JMSException {
        for (int i = 0; i < row.producers(); i++) {
            senders.add(new Sender(factory, places.get(0), i, row.producers(), messages, row.batch()));
        }
        for (int i = 0; i < row.consumers(); i++) {
            receivers.add(new Receiver(factory, places.get(0), arrivals, messages / row.consumers()));
        }
        System.gc();
    }

    /** The clock stops when the last message is sent or has arrived, the CPU's when all is acknowledged and closed. */
    private Measurement work() throws Exception {
        long cpu = provider.processorNanos();
        long began = System.nanoTime();
        for (Receiver receiver : receivers) {
            receiver.start();
        }
        List<Latencies> sent = send();
        long ended = receivers.isEmpty() ? System.nanoTime() : arrivals.awaitAll();
        close();
        long cpuUsed = provider.processorNanos() - cpu;
        double[] latency = Latencies.percentiles(latencies(sent), 0.5, 0.99);
        return new Measurement(
                messages * NANOS_PER_SECOND / (ended - began),
                latency[0],
                latency[1],
                cpuUsed / NANOS_PER_MICROSECOND / messages);
    }

    /** In a receive row the messages wait since they were filled in, which is no latency of the provider's. */
    private List<Latencies> latencies(List<Latencies> sent) {
        if (row.producers() == 0 || receivers.isEmpty()) {
            return sent;
        }
        return receivers.stream().map(Receiver::latencies).toList();
    }

    private List<Latencies> send() throws Exception {
        if (senders.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(senders.size());
        try {
            List<Latencies> latencies = new ArrayList<>();
            for (Future<Latencies> done : threads.invokeAll(senders)) {
                latencies.add(done.get());
            }
            return latencies;
        } finally {
            threads.shutdown();
        }
    }

    private void fill() throws JMSException {
        try (Sender sender = new Sender(factory, places.get(0), 0, 1, messages, FILL_BATCH)) {
            sender.call();
        }
    }

    private void subscribe() throws JMSException {
        if (row.subscriptions() > 0) {
            for (Place place : places) {
                place.subscribe(factory);
            }
        }
    }

    private void empty(Place place) throws Exception {
        Arrivals left = new Arrivals(messages);
        try (Receiver receiver = new Receiver(factory, place, left, messages)) {
            receiver.start();
            left.awaitAll();
        }
        left.checkNoneTwice();
        if (place.subscription() != null) {
            place.unsubscribe(factory);
        }
    }

    private void close() throws JMSException {
        for (Sender sender : senders) {
            sender.close();
        }
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }
}

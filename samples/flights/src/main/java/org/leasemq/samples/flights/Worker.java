package org.leasemq.samples.flights;

import jakarta.jms.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * The process that does the work and is killed: one producer and several processors on an embedded database. It needs no
 * preparation for the kill but to be told where its producer was.
 */
public final class Worker {
    private static final int PROCESSORS = 4;

    private Worker() {}

    /**
     * Works until every departure has been sent and none is left to process.
     *
     * @param arguments the directory of the database, and the number of the first departure to send
     */
    public static void main(String[] arguments) throws Exception {
        try (LeaseMQConnectionFactory factory = Queues.open(Path.of(arguments[0]));
                Connection connection = factory.createConnection()) {
            connection.start();
            work(connection, Integer.parseInt(arguments[1]));
        }
    }

    private static void work(Connection connection, int first) throws Exception {
        Reports reports = new Reports();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Void> producer = threads.submit(new Producer(connection, Json.timetable(), first, reports));
            List<Future<Void>> processors = new ArrayList<>();
            for (int i = 1; i <= PROCESSORS; i++) {
                processors.add(threads.submit(new Processor(connection, "processor " + i, producer::isDone, reports)));
            }
            producer.get();
            for (Future<Void> processor : processors) {
                processor.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}

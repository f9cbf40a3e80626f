package org.leasemq.embedded;

import jakarta.jms.JMSContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.leasemq.jms.LeaseMQConnectionFactory;

/**
 * Ends with several shutdown hooks, each of which waits for the one before it, and then sends. None of them closes anything.
 * Given: where the queues are, how many hooks, and how the program ends.
 */
final class EndingProgram {
    private EndingProgram() {}

    @SuppressWarnings("resource") // what is left open is what this is about
    public static void main(String[] args) {
        int hooks = Integer.parseInt(args[1]);
        List<CountDownLatch> turns = new ArrayList<>();
        for (int i = 0; i <= hooks; i++) {
            turns.add(new CountDownLatch(1));
        }
        turns.get(0).countDown();
        // the engine's own hook is registered between these
        LeaseMQConnectionFactory[] factory = new LeaseMQConnectionFactory[1];
        for (int i = 0; i < hooks / 2; i++) {
            addHook(factory, turns, i);
        }
        factory[0] = new LeaseMQConnectionFactory(args[0]);
        send(factory[0], "while it runs");
        for (int i = hooks / 2; i < hooks; i++) {
            addHook(factory, turns, i);
        }
        if (args[2].equals("exit")) {
            System.exit(0);
        }
        // or by the end of main, with a pool that has come to its end, too
        Executors.newSingleThreadExecutor().shutdown();
    }

    private static void addHook(LeaseMQConnectionFactory[] factory, List<CountDownLatch> turns, int index) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                turns.get(index).await();
                send(factory[0], "in hook " + index);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                turns.get(index + 1).countDown();
            }
        }));
    }

    private static void send(LeaseMQConnectionFactory factory, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("orders"), text);
        }
    }
}

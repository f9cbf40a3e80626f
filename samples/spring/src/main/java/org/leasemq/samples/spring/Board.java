package org.leasemq.samples.spring;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/** Shows what was assigned. */
@Component
class Board {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @JmsListener(destination = Gates.BOARD, subscription = "board", containerFactory = "subscriptions")
    void show(String line) {
        lines.add(line);
    }

    BlockingQueue<String> lines() {
        return lines;
    }
}

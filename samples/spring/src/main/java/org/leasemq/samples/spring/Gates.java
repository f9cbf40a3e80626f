package org.leasemq.samples.spring;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/** Assigns gates to departures, and tells everybody. */
@Component
class Gates {
    static final String DEPARTURES = "departures";
    static final String BOARD = "board";
    static final String QUESTIONS = "questions";

    private final JmsTemplate topics;

    Gates(@Qualifier("topics") JmsTemplate topics) {
        this.topics = topics;
    }

    /** In one transaction with what it publishes: if it throws, the flight comes again, and nobody was told. */
    @JmsListener(destination = DEPARTURES)
    void assign(String flight) {
        topics.convertAndSend(BOARD, flight + " at gate " + gate(flight));
        if (flight.isBlank()) {
            throw new IllegalArgumentException("a flight without a number has no gate");
        }
    }

    /** Answers go to the temporary queue of who asks. */
    @JmsListener(destination = QUESTIONS)
    String answer(String flight) {
        return "gate " + gate(flight);
    }

    private static int gate(String flight) {
        return 1 + Math.floorMod(flight.hashCode(), 20);
    }
}

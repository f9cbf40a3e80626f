package org.leasemq.samples.spring;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends departures: all of a list, or none. */
@Component
class Schedule {
    private final JmsTemplate queues;

    Schedule(@Qualifier("jmsTemplate") JmsTemplate queues) {
        this.queues = queues;
    }

    @Transactional
    public void announce(List<String> flights) {
        for (String flight : flights) {
            if (flight.startsWith("cancelled")) {
                throw new IllegalStateException("nothing is announced, since one is " + flight);
            }
            queues.convertAndSend(Gates.DEPARTURES, flight);
        }
    }
}

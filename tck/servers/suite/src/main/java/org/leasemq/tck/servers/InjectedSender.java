package org.leasemq.tck.servers;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.jms.JMSContext;

/** What all senders have in common but the name of the factory. */
public abstract class InjectedSender implements Sender {
    @Resource
    private EJBContext ejb;

    protected abstract JMSContext context();

    @Override
    public void send(String queue, String text, boolean rollBack) {
        context().createProducer().send(context().createQueue(queue), text);
        if (rollBack) {
            ejb.setRollbackOnly();
        }
    }
}

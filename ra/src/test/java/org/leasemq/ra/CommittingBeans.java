package org.leasemq.ra;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.lang.reflect.Method;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Beans that take each message in a transaction of its own, with nothing but the jakarta interfaces; they note what was committed. */
final class CommittingBeans implements TransactedBeans {
    private final BlockingQueue<String> committed;
    private final Code code;
    private final AtomicInteger branches = new AtomicInteger();

    /** What a bean does. */
    interface Code {
        /** @throws IllegalStateException to have the message rolled back */
        void run(String text, boolean redelivered);
    }

    CommittingBeans(BlockingQueue<String> committed, Code code) {
        this.committed = committed;
        this.code = code;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) {
        return new Bean(resource);
    }

    private final class Bean implements MessageEndpoint, MessageListener {
        private final XAResource resource;
        private Xid xid;
        private String taken;

        Bean(XAResource resource) {
            this.resource = resource;
        }

        @Override
        public void beforeDelivery(Method method) throws ResourceException {
            xid = new TestXid(branches.incrementAndGet());
            taken = null;
            try {
                resource.start(xid, XAResource.TMNOFLAGS);
            } catch (XAException e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void onMessage(Message message) {
            try {
                String text = message.getBody(String.class);
                code.run(text, message.getJMSRedelivered());
                taken = text;
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void afterDelivery() throws ResourceException {
            try {
                resource.end(xid, taken == null ? XAResource.TMFAIL : XAResource.TMSUCCESS);
                if (taken == null) {
                    resource.rollback(xid);
                } else {
                    resource.prepare(xid);
                    resource.commit(xid, false);
                    committed.add(taken);
                }
            } catch (XAException e) {
                throw new ResourceException(e);
            }
        }

        @Override
        public void release() {}
    }
}

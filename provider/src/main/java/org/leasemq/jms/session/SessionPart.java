package org.leasemq.jms.session;

/** Something that ends with its session. */
public interface SessionPart {
    void close();
}

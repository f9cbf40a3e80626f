package org.leasemq.jms;

/** Something that ends with its session. */
interface SessionPart {
    void close();
}

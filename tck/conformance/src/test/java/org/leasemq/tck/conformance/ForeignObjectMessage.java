package org.leasemq.tck.conformance;

import jakarta.jms.ObjectMessage;
import java.io.Serializable;

/** An object message of nobody's provider. */
final class ForeignObjectMessage extends ForeignMessage implements ObjectMessage {
    private Serializable object;

    ForeignObjectMessage(Serializable object) {
        this.object = object;
    }

    @Override
    public Serializable getObject() {
        return object;
    }

    @Override
    public void setObject(Serializable value) {
        object = value;
    }

    @Override
    public void clearBody() {
        object = null;
    }

    @Override
    Object body() {
        return object;
    }
}

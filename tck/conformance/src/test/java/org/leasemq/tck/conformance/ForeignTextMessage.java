package org.leasemq.tck.conformance;

import jakarta.jms.TextMessage;

/** A text message of nobody's provider. */
final class ForeignTextMessage extends ForeignMessage implements TextMessage {
    private String text;

    ForeignTextMessage(String text) {
        this.text = text;
    }

    @Override
    public String getText() {
        return text;
    }

    @Override
    public void setText(String value) {
        text = value;
    }

    @Override
    public void clearBody() {
        text = null;
    }

    @Override
    Object body() {
        return text;
    }
}

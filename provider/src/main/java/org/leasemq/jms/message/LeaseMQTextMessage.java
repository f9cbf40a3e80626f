package org.leasemq.jms.message;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import org.leasemq.engine.model.Body;

/** A message whose body is text. */
final class LeaseMQTextMessage extends LeaseMQMessage implements TextMessage {
    private String text;
    private Body encoded;

    LeaseMQTextMessage(String text) {
        this.text = text;
    }

    /** A received message; the text is decoded when somebody asks for it. */
    LeaseMQTextMessage(Body body) {
        encoded = body;
    }

    @Override
    public void setText(String value) throws JMSException {
        checkBodyWritable();
        text = value;
        encoded = null;
    }

    @Override
    public String getText() {
        if (text == null && encoded != null && (encoded.isText() || encoded.bytes().length > 0)) {
            text = encoded.asText();
        }
        return text;
    }

    @Override
    Body toBody() {
        if (encoded == null) {
            encoded = text == null ? MessageKind.NO_BODY : Body.text(text);
        }
        return encoded;
    }

    @Override
    MessageKind kind() {
        return MessageKind.TEXT;
    }

    @Override
    Object bodyObject() {
        return getText();
    }

    @Override
    void dropBody() {
        text = null;
        encoded = null;
    }
}

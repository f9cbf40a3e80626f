package org.leasemq.tck.quarkus;

import io.quarkiverse.ironjacamar.ResourceAdapterFactory;
import io.quarkiverse.ironjacamar.ResourceAdapterKind;
import io.quarkiverse.ironjacamar.ResourceAdapterTypes;
import io.quarkiverse.ironjacamar.runtime.endpoint.MessageEndpointWrapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import java.util.Map;
import org.leasemq.ra.LeaseMQActivationSpec;
import org.leasemq.ra.LeaseMQManagedConnectionFactory;
import org.leasemq.ra.LeaseMQResourceAdapter;

/** Makes the parts of the resource adapter from the application's properties. */
@ResourceAdapterKind("leasemq")
@ResourceAdapterTypes(connectionFactoryTypes = ConnectionFactory.class)
public class LeaseMQAdapter implements ResourceAdapterFactory {

    @Override
    public String getProductName() {
        return "LeaseMQ";
    }

    @Override
    public ResourceAdapter createResourceAdapter(String id, Map<String, String> config) {
        LeaseMQResourceAdapter adapter = new LeaseMQResourceAdapter();
        adapter.setUrl(config.get("url"));
        return adapter;
    }

    @Override
    public ManagedConnectionFactory createManagedConnectionFactory(String id, ResourceAdapter adapter)
            throws ResourceException {
        LeaseMQManagedConnectionFactory factory = new LeaseMQManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        return factory;
    }

    @Override
    public ActivationSpec createActivationSpec(
            String id, ResourceAdapter adapter, Class<?> type, Map<String, String> config) {
        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        spec.setResourceAdapter(adapter);
        spec.setDestination(config.get("destination"));
        spec.setDestinationType(config.get("destination-type"));
        spec.setMaxSessions(config.getOrDefault("max-sessions", "15"));
        spec.setMaxReceiveCount(config.getOrDefault("max-receive-count", "0"));
        spec.setRedeliveryDelay(config.get("redelivery-delay"));
        return spec;
    }

    @Override
    public MessageEndpoint wrap(MessageEndpoint endpoint, Object bean) {
        return new Listener(endpoint, (MessageListener) bean);
    }

    private static final class Listener extends MessageEndpointWrapper implements MessageListener {
        private final MessageListener bean;

        Listener(MessageEndpoint endpoint, MessageListener bean) {
            super(endpoint);
            this.bean = bean;
        }

        @Override
        public void onMessage(Message message) {
            bean.onMessage(message);
        }
    }
}

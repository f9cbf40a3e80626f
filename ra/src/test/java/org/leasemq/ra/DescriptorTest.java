package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The deployment descriptor says what the classes are. */
class DescriptorTest {
    private static Document descriptor() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("rar/src/main/rar/META-INF/ra.xml").toFile());
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static Map<String, String> declared(Element parent) {
        Map<String, String> properties = new TreeMap<>();
        NodeList list = parent.getElementsByTagName("config-property");
        for (int i = 0; i < list.getLength(); i++) {
            Element property = (Element) list.item(i);
            if (property.getParentNode() == parent) {
                properties.put(text(property, "config-property-name"), text(property, "config-property-type"));
            }
        }
        return properties;
    }

    /** What can be set by a text, a number or a truth. */
    static Map<String, String> settable(String type) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(Class.forName(type)).getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .filter(property -> property.getPropertyType().getName().startsWith("java.lang"))
                .collect(Collectors.toMap(
                        PropertyDescriptor::getName,
                        property -> property.getPropertyType().getName(),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Names may differ in case only, but Open Liberty warns of declarations that do; servers know the others by the class. */
    private static Map<String, String> oncePerName(Map<String, String> properties) {
        Map<String, String> once = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        new TreeMap<>(properties).descendingMap().forEach(once::putIfAbsent);
        return once;
    }

    @Test
    void everyPropertyIsDeclaredWithItsType() throws Exception {
        Map<String, String> elements = Map.of(
                "resourceadapter", "resourceadapter-class",
                "connection-definition", "managedconnectionfactory-class",
                "activationspec", "activationspec-class",
                "adminobject", "adminobject-class");
        Set<String> seen = new TreeSet<>();
        for (Map.Entry<String, String> element : elements.entrySet()) {
            NodeList list = descriptor().getElementsByTagName(element.getKey());
            for (int i = 0; i < list.getLength(); i++) {
                Element declaration = (Element) list.item(i);
                String type = text(declaration, element.getValue());
                assertEquals(oncePerName(settable(type)), declared(declaration), type);
                seen.add(type);
            }
        }
        assertEquals(7, seen.size());
    }

    @Test
    void whatIsWrongIsNamed() {
        assertEquals("destination", wrong(spec -> spec.setDestination(null)));
        assertEquals("destinationType", wrong(spec -> spec.setDestinationType("mailbox")));
        assertEquals("acknowledgeMode", wrong(spec -> spec.setAcknowledgeMode("Never")));
        assertEquals("subscriptionDurability", wrong(spec -> spec.setSubscriptionDurability("sometimes")));
        assertEquals("subscriptionName", wrong(spec -> spec.setSubscriptionDurability("Durable")));
        assertEquals("maxSessions", wrong(spec -> spec.setEndpointPoolMaxSize("0")));
        assertEquals("maxSessionsPerGroup", wrong(spec -> spec.setMaxSessionsPerGroup("0")));
        assertEquals("clientId", wrong(spec -> {
            spec.setSubscriptionDurability("Durable");
            spec.setSubscriptionName("s");
            spec.setShareSubscriptions("false");
        }));
    }

    /** A server drops what it cannot convert, without a word: so it has nothing to convert. */
    @Test
    void whatIsOfTheWrongKindIsNamedAsItWasGiven() throws Exception {
        for (String property : List.of(
                "useJndi",
                "useJNDI",
                "shareSubscriptions",
                "useSharedSubscription",
                "subscriptionScope",
                "maxSessions",
                "maxSession",
                "endpointPoolMaxSize",
                "maxConcurrency",
                "maxSessionsPerGroup",
                "maxReceiveCount",
                "maximumRedeliveries",
                "endpointExceptionRedeliveryAttempts")) {
            assertEquals(property, wrong(spec -> set(spec, property, "three")));
        }
        Set<String> types =
                new HashSet<>(settable(LeaseMQActivationSpec.class.getName()).values());
        assertEquals(Set.of("java.lang.String"), types);
    }

    private static void set(LeaseMQActivationSpec spec, String property, String value) {
        try {
            String setter = "set" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
            LeaseMQActivationSpec.class.getMethod(setter, String.class).invoke(spec, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(property, e);
        }
    }

    private static String wrong(Consumer<LeaseMQActivationSpec> change) {
        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        spec.setDestination("orders");
        change.accept(spec);
        InvalidPropertyException refusal = assertThrows(InvalidPropertyException.class, spec::validate);
        return refusal.getInvalidPropertyDescriptors()[0].getName();
    }

    @Test
    void namesOfOtherProvidersMeanTheSame() {
        LeaseMQActivationSpec spec = new LeaseMQActivationSpec();
        spec.setMaxConcurrency("7");
        spec.setUser("ann");
        spec.setClientID("me");
        spec.setUseJNDI("true");
        spec.setEndpointExceptionRedeliveryAttempts("4");
        spec.setEndpointExceptionRedeliveryInterval("500");
        spec.setUseSharedSubscription("true");
        assertEquals("7", spec.getMaxSessions());
        assertEquals("ann", spec.getUserName());
        assertEquals("me", spec.getClientId());
        assertEquals("true", spec.getUseJndi());
        assertEquals("5", spec.getMaxReceiveCount());
        assertEquals("500ms", spec.getRedeliveryDelay());
        assertEquals("Cluster", spec.getSubscriptionScope());
        LeaseMQManagedConnectionFactory factory = new LeaseMQManagedConnectionFactory();
        factory.setUser("ann");
        assertEquals("ann", factory.getUserName());
    }
}

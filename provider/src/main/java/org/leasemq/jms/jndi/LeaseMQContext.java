package org.leasemq.jms.jndi;

import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.Binding;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NameClassPair;
import javax.naming.NameNotFoundException;
import javax.naming.NameParser;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import org.leasemq.jms.LeaseMQFactory;
import org.leasemq.jms.LeaseMQQueue;
import org.leasemq.jms.LeaseMQTopic;
import org.leasemq.options.InvalidOptionException;

/** A flat context that is read, and otherwise changed by nobody. Safe for use by several threads. */
@SuppressWarnings("BanJNDI") // this is a naming context, and what it holds was made by this process
final class LeaseMQContext implements Context {
    private static final String DYNAMIC_QUEUES = "dynamicQueues/";
    private static final String DYNAMIC_TOPICS = "dynamicTopics/";

    private final Map<String, Object> bindings;
    private final Map<Object, Object> environment = new ConcurrentHashMap<>();

    LeaseMQContext(Map<String, Object> bindings, Hashtable<?, ?> environment) {
        this.bindings = Map.copyOf(bindings);
        this.environment.putAll(environment);
    }

    @Override
    public Object lookup(String name) throws NamingException {
        if (name.isEmpty()) {
            return this;
        }
        Object bound = bindings.get(name);
        if (bound != null) {
            return bound;
        }
        if (name.startsWith(DYNAMIC_QUEUES)) {
            return dynamic(name, () -> new LeaseMQQueue(name.substring(DYNAMIC_QUEUES.length())));
        }
        if (name.startsWith(DYNAMIC_TOPICS)) {
            return dynamic(name, () -> new LeaseMQTopic(name.substring(DYNAMIC_TOPICS.length())));
        }
        throw new NameNotFoundException("There is nothing named '" + name + "'. Known are "
                + new TreeMap<>(bindings).keySet()
                + ", dynamicQueues/<queue name> and dynamicTopics/<topic name>; add connectionFactory.<name>, "
                + "queue.<name> or topic.<name> to the properties of the context.");
    }

    private static Object dynamic(String name, Supplier<Object> destination) throws NamingException {
        try {
            return destination.get();
        } catch (InvalidOptionException e) {
            throw LeaseMQInitialContextFactory.failure("'" + name + "': " + e.getMessage(), e);
        }
    }

    @Override
    public Object lookup(Name name) throws NamingException {
        return lookup(name.toString());
    }

    @Override
    public Object lookupLink(String name) throws NamingException {
        return lookup(name);
    }

    @Override
    public Object lookupLink(Name name) throws NamingException {
        return lookup(name);
    }

    @Override
    public NamingEnumeration<NameClassPair> list(String name) throws NamingException {
        return enumerate(
                name,
                entry -> new NameClassPair(
                        entry.getKey(), entry.getValue().getClass().getName()));
    }

    @Override
    public NamingEnumeration<NameClassPair> list(Name name) throws NamingException {
        return list(name.toString());
    }

    @Override
    public NamingEnumeration<Binding> listBindings(String name) throws NamingException {
        return enumerate(name, entry -> new Binding(entry.getKey(), entry.getValue()));
    }

    @Override
    public NamingEnumeration<Binding> listBindings(Name name) throws NamingException {
        return listBindings(name.toString());
    }

    private <T> NamingEnumeration<T> enumerate(String name, Function<Map.Entry<String, Object>, T> view)
            throws NamingException {
        if (!name.isEmpty()) {
            throw new NameNotFoundException("There is no subcontext '" + name + "': names are flat.");
        }
        List<T> all = new TreeMap<>(bindings).entrySet().stream().map(view).toList();
        return new Listing<>(all.iterator());
    }

    @Override
    public NameParser getNameParser(String name) {
        return CompositeName::new;
    }

    @Override
    public NameParser getNameParser(Name name) {
        return CompositeName::new;
    }

    @Override
    public String composeName(String name, String prefix) {
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    @Override
    public Name composeName(Name name, Name prefix) throws NamingException {
        return ((Name) prefix.clone()).addAll(name);
    }

    @Override
    public String getNameInNamespace() {
        return "";
    }

    @Override
    public Object addToEnvironment(String name, Object value) {
        return environment.put(name, value);
    }

    @Override
    public Object removeFromEnvironment(String name) {
        return environment.remove(name);
    }

    @Override
    public Hashtable<?, ?> getEnvironment() {
        return new Hashtable<>(environment);
    }

    @Override
    public void close() {
        for (Object bound : bindings.values()) {
            if (bound instanceof LeaseMQFactory factory) {
                factory.close();
            }
        }
    }

    // ------------------------------------------------------------------------------------------- read-only

    @Override
    public void bind(String name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void bind(Name name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rebind(String name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rebind(Name name, Object object) throws NamingException {
        throw readOnly();
    }

    @Override
    public void unbind(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void unbind(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rename(String from, String to) throws NamingException {
        throw readOnly();
    }

    @Override
    public void rename(Name from, Name to) throws NamingException {
        throw readOnly();
    }

    @Override
    public void destroySubcontext(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public void destroySubcontext(Name name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Context createSubcontext(String name) throws NamingException {
        throw readOnly();
    }

    @Override
    public Context createSubcontext(Name name) throws NamingException {
        throw readOnly();
    }

    private static OperationNotSupportedException readOnly() {
        return new OperationNotSupportedException(
                "The context is read-only: what it holds is set by the properties it is created with.");
    }

    private static final class Listing<T> implements NamingEnumeration<T> {
        private final Iterator<T> rest;

        Listing(Iterator<T> rest) {
            this.rest = rest;
        }

        @Override
        public T next() {
            return rest.next();
        }

        @Override
        public boolean hasMore() {
            return rest.hasNext();
        }

        @Override
        public boolean hasMoreElements() {
            return rest.hasNext();
        }

        @Override
        public T nextElement() {
            return rest.next();
        }

        @Override
        public void close() {
            // nothing is held open
        }
    }
}

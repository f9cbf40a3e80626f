package org.leasemq.ra;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.apache.derby.iapi.jdbc.AutoloadedDriver;
import org.apache.derby.shared.common.error.StandardException;
import org.leasemq.jms.LeaseMQXAConnectionFactory;

/**
 * The adapter from deployment to undeployment: its classes are in a loader of their own, which sees only the JDK and the jakarta
 * interfaces beside them. It is used as servers use it, by these interfaces and the names of classes and properties.
 */
final class Deployment implements AutoCloseable {
    private final URLClassLoader loader;
    private final ResourceAdapter adapter;
    private ManagedConnection leftOpen;
    private Connection forgotten;

    Deployment(Path archive, String url, BootstrapContext server)
            throws IOException, ReflectiveOperationException, ResourceException {
        loader = new URLClassLoader(new URL[] {archive.toUri().toURL()}, new Interfaces());
        adapter = (ResourceAdapter) make("LeaseMQResourceAdapter");
        set(adapter, "Url", String.class, url);
        adapter.start(server);
    }

    ClassLoader loader() {
        return loader;
    }

    private Object make(String type) throws ReflectiveOperationException {
        return loader.loadClass("org.leasemq.ra." + type).getConstructor().newInstance();
    }

    private static <T> void set(Object bean, String property, Class<T> type, T value)
            throws ReflectiveOperationException {
        bean.getClass().getMethod("set" + property, type).invoke(bean, value);
    }

    /** Sends in one transaction. */
    void send(Xid xid, String queue, List<String> texts)
            throws ReflectiveOperationException, ResourceException, JMSException, XAException {
        ManagedConnection managed = managed();
        XAResource resource = managed.getXAResource();
        resource.start(xid, XAResource.TMNOFLAGS);
        try (Connection connection = (Connection) managed.getConnection(null, null);
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
        }
        resource.end(xid, XAResource.TMSUCCESS);
        resource.prepare(xid);
        resource.commit(xid, false);
        managed.destroy();
    }

    /** An application that does not close its connection, in a server that does not empty its pool before the adapter stops. */
    void leaveOpen(String queue) throws ReflectiveOperationException, ResourceException, JMSException {
        leftOpen = managed();
        forgotten = (Connection) leftOpen.getConnection(null, null);
        Session session = forgotten.createSession();
        session.createConsumer(session.createQueue(queue));
        forgotten.start();
    }

    private ManagedConnection managed() throws ReflectiveOperationException, ResourceException {
        ManagedConnectionFactory factory = (ManagedConnectionFactory) make("LeaseMQManagedConnectionFactory");
        ((ResourceAdapterAssociation) factory).setResourceAdapter(adapter);
        return factory.createManagedConnection(null, null);
    }

    ActivationSpec activate(CommittingBeans beans, String queue)
            throws ReflectiveOperationException, ResourceException {
        ActivationSpec spec = (ActivationSpec) make("LeaseMQActivationSpec");
        spec.setResourceAdapter(adapter);
        set(spec, "Destination", String.class, queue);
        set(spec, "RedeliveryDelay", String.class, "0");
        set(spec, "MaxSessions", String.class, "3");
        adapter.endpointActivation(beans, spec);
        return spec;
    }

    void deactivate(CommittingBeans beans, ActivationSpec spec) {
        adapter.endpointDeactivation(beans, spec);
    }

    void stop() {
        adapter.stop();
    }

    @Override
    public void close() throws IOException, ResourceException, JMSException {
        stop();
        if (leftOpen != null) {
            forgotten.close();
            leftOpen.destroy();
        }
        loader.close();
    }

    // --------------------------------------------------------------------------------------------- classes

    /** Sees the classes of the JDK and the jakarta interfaces. */
    private static final class Interfaces extends ClassLoader {
        Interfaces() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith("jakarta.")) {
                throw new ClassNotFoundException(name);
            }
            return Deployment.class.getClassLoader().loadClass(name);
        }
    }

    /** Puts the classes of the adapter, of the provider and of Derby into one jar, as in the archive that servers deploy. */
    static Path archive(Path jar) throws IOException, URISyntaxException {
        Set<String> names = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Class<?> member : List.of(
                    LeaseMQResourceAdapter.class,
                    LeaseMQXAConnectionFactory.class,
                    AutoloadedDriver.class,
                    StandardException.class)) {
                Path source = Path.of(member.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                if (Files.isDirectory(source)) {
                    add(source, out, names);
                } else {
                    try (FileSystem files = FileSystems.newFileSystem(source, Map.of())) {
                        add(files.getPath("/"), out, names);
                    }
                }
            }
        }
        return jar;
    }

    private static void add(Path root, JarOutputStream out, Set<String> names) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (!name.startsWith("META-INF/") && !name.equals("module-info.class") && names.add(name)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }
}

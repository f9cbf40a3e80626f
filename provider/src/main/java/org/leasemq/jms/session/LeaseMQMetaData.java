package org.leasemq.jms.session;

import jakarta.jms.ConnectionMetaData;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.leasemq.mapping.AttributeNames;

/** What this provider is (Jakarta Messaging 3.1, section 6.1.6; the jar for javax.jms says 2.0). */
public enum LeaseMQMetaData implements ConnectionMetaData {
    INSTANCE;

    /** The interface is in another package when these classes have been relocated to javax.jms. */
    private static final boolean JAVAX =
            ConnectionMetaData.class.getPackageName().startsWith("javax.");

    @Override
    public String getJMSVersion() {
        return getJMSMajorVersion() + "." + getJMSMinorVersion();
    }

    @Override
    public int getJMSMajorVersion() {
        return JAVAX ? 2 : 3;
    }

    @Override
    public int getJMSMinorVersion() {
        return JAVAX ? 0 : 1;
    }

    @Override
    public String getJMSProviderName() {
        return "LeaseMQ";
    }

    @Override
    public String getProviderVersion() {
        return "0.1";
    }

    @Override
    public int getProviderMajorVersion() {
        return 0;
    }

    @Override
    public int getProviderMinorVersion() {
        return 1;
    }

    @Override
    public Enumeration<String> getJMSXPropertyNames() {
        return Collections.enumeration(List.of("JMSXGroupID", "JMSXGroupSeq", AttributeNames.DELIVERY_COUNT));
    }
}

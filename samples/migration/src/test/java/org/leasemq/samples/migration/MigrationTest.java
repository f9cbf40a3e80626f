package org.leasemq.samples.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.Test;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The three stages of the move. The shop is the same in all of them. */
class MigrationTest {
    @SuppressWarnings("BanJNDI") // the names are our own
    private static Context names(String provider) throws IOException, NamingException {
        Properties properties = new Properties();
        try (InputStream file = MigrationTest.class.getResourceAsStream("/" + provider + "/jndi.properties")) {
            properties.load(file);
        }
        return new InitialContext(properties);
    }

    @Test
    void firstBothSidesAreOnActiveMq() throws Exception {
        BrokerService broker = new BrokerService();
        broker.setBrokerName("shop");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.start();
        try {
            sellAndBill(names("activemq"));
        } finally {
            broker.stop();
        }
    }

    @Test
    void thenBothAreOnLeaseMqByOtherJndiProperties() throws Exception {
        sellAndBill(names("leasemq"));
    }

    private static void sellAndBill(Context names) throws Exception {
        new Shop(names).sell("Ann", "tea", "coffee");
        Billing billing = new Billing(names);
        assertEquals("Ann pays for tea", billing.bill());
        assertEquals("Ann pays for coffee", billing.bill());
    }

    @Test
    void atLastBillingIsOnSqsWhileTheShopStaysAsItIs() throws Exception {
        Context names = names("leasemq");
        ServerSettings settings = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt(names.getEnvironment().get(Context.PROVIDER_URL).toString());
        Shop shop = new Shop(names);
        shop.sell("Bob", "milk");
        try (SqsServer server = SqsServer.start(settings, EmbeddedEngines.ofThisProcess());
                SqsClient sqs = SqsClient.builder()
                        .endpointOverride(server.uri())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                        .build()) {
            SqsBilling billing = new SqsBilling(sqs);
            assertEquals("Bob pays for milk", billing.bill());
            shop.sell("Ann", "tea");
            assertEquals("Ann pays for tea", billing.bill());
        }
    }
}

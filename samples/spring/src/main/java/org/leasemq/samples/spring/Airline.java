package org.leasemq.samples.spring;

import jakarta.jms.ConnectionFactory;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** What the application is made of. The only bean of LeaseMQ is the connection factory. */
@Configuration
@ComponentScan
@EnableJms
@EnableTransactionManagement
class Airline {
    @Bean
    LeaseMQConnectionFactory connectionFactory(@Value("${queues}") String url) {
        return new LeaseMQConnectionFactory(url);
    }

    @Bean
    PlatformTransactionManager transactionManager(ConnectionFactory factory) {
        return new JmsTransactionManager(factory);
    }

    @Bean
    JmsTemplate jmsTemplate(ConnectionFactory factory) {
        JmsTemplate template = new JmsTemplate(factory);
        template.setReceiveTimeout(5_000);
        return template;
    }

    /** Publishes. */
    @Bean
    JmsTemplate topics(ConnectionFactory factory) {
        JmsTemplate template = new JmsTemplate(factory);
        template.setPubSubDomain(true);
        return template;
    }

    @Bean
    DefaultJmsListenerContainerFactory jmsListenerContainerFactory(
            ConnectionFactory factory, PlatformTransactionManager transactions) {
        DefaultJmsListenerContainerFactory listeners = new DefaultJmsListenerContainerFactory();
        listeners.setConnectionFactory(factory);
        listeners.setTransactionManager(transactions);
        return listeners;
    }

    /** For a subscription that several instances of the application share, and that outlives them. */
    @Bean
    DefaultJmsListenerContainerFactory subscriptions(ConnectionFactory factory) {
        DefaultJmsListenerContainerFactory listeners = new DefaultJmsListenerContainerFactory();
        listeners.setConnectionFactory(factory);
        listeners.setPubSubDomain(true);
        listeners.setSubscriptionShared(true);
        listeners.setSubscriptionDurable(true);
        listeners.setSessionTransacted(true);
        return listeners;
    }
}

/** The same requests to LeaseMQ's server and to ElasticMQ, by the same light client, in one run. */
package org.leasemq.samples.sqsbenchmark;

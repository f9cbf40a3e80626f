/** What the tests of clients have in common, whatever the client. */
package org.leasemq.tck.clients;

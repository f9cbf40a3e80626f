/** Beans, and what is asked of them, in one application that is deployed to each server. */
package org.leasemq.tck.servers;

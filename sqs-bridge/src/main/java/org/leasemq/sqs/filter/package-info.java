/** Filter policies: the second language in which subscriptions say which messages they want, on attributes or on bodies. */
package org.leasemq.sqs.filter;

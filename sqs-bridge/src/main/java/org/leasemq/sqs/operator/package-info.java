/** Actions that are neither of Amazon's services: what operators ask of a server, by the command line. */
package org.leasemq.sqs.operator;

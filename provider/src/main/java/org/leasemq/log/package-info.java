/** What is written to the log: {@link org.leasemq.log.Logs} has the loggers, none of which ever throws. */
package org.leasemq.log;

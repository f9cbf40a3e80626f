/**
 * What is told to a queue engine and by it: messages, queues and their attributes, receipts, outcomes and errors. All of it is
 * data without a place of its own, immutable and safe for use by several threads.
 */
@VisibleTo(Audience.APPLICATIONS)
package org.leasemq.engine.model;

import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;

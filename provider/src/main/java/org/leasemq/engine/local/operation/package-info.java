/** What an engine is asked for: a class for each verb, and what several of them share. */
package org.leasemq.engine.local.operation;

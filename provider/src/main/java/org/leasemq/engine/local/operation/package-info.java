/** What an engine is asked for and may have to store, and what several of these share. */
package org.leasemq.engine.local.operation;

/** What an engine does with the store beside writing: playing it, and giving space back. */
package org.leasemq.engine.local.recovery;

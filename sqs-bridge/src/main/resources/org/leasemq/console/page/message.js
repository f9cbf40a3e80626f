// One message.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ask } from './api.js';
import { bytesOf, hex } from './bytes.js';
import { prettyJson, prettyXml } from './pretty.js';
import { Dialog, Fault, html, size, time } from './ui.js';

export const states = { AVAILABLE: 'available', IN_FLIGHT: 'in flight', DELAYED: 'delayed' };

/** Why a message is not delivered. */
export function why(message) {
  if (message.state === 'IN_FLIGHT') {
    return 'It is in flight (delivery ' + message.receiveCount + '): ' + (message.holder ? 'held by ' + message.holder : 'received over HTTP')
      + (message.until ? ', until ' + time(message.until) + '.' : ', until that ends.');
  }
  if (message.state === 'DELAYED') {
    return 'It is delayed until ' + time(message.until) + '.';
  }
  if (message.holder) {
    return 'Its group belongs to ' + message.holder + ' at the moment, who alone gets it'
      + (message.blockedBy ? ', having message ' + message.blockedBy + '.' : '.');
  }
  if (message.blockedBy) {
    return 'Its group is blocked by message ' + message.blockedBy + ', which comes before it and is in flight.';
  }
  return 'Nothing keeps it: it will be delivered to the next who receives, after those before it.';
}

function formats(message) {
  const all = { hex: () => hex(bytesOf(message)) };
  if (message.isText) {
    all.text = () => message.body;
    const json = prettyJson(message.body);
    const xml = json == null && prettyXml(message.body);
    if (json != null) {
      all.JSON = () => json;
    } else if (xml) {
      all.XML = () => xml;
    }
  }
  return all;
}

function Body({ message }) {
  const all = useMemo(() => formats(message), [message]);
  const [format, setFormat] = useState(all.JSON ? 'JSON' : all.XML ? 'XML' : all.text ? 'text' : 'hex');
  return html`<label>Body, ${size(message.bodySize)}${message.cut ? ', of which the beginning is shown' : ''}, as
      <select value=${format} onChange=${event => setFormat(event.target.value)}>${Object.keys(all).sort().map(name => html`<option>${name}</option>`)}</select></label>
    <pre class="body" tabindex="0">${all[format]()}</pre>`;
}

/** @param fresh as the list has it now; null if it is not there any more */
export function One({ queue, message, fresh, close, act }) {
  const [whole, setWhole] = useState(null);
  const [error, setError] = useState(null);
  useEffect(() => {
    ask('message', { queue: queue.name, id: message.id, after: message.after }).then(setWhole, e => setError(e.message));
  }, []);
  const now = fresh || message;
  const shown = { ...message, ...whole, state: now.state, receiveCount: now.receiveCount, until: now.until, holder: now.holder, blockedBy: now.blockedBy };
  const rows = [
    ['State', states[shown.state]], ['Why', why(shown)], ['Id', shown.messageId], ['Sequence number', shown.sequenceNumber], ['Sent', time(shown.sentAt)],
    shown.expiresAt && ['Expires', time(shown.expiresAt)], ['Deliveries', shown.receiveCount + (shown.earlierReceives ? ', and ' + shown.earlierReceives + ' before it was dead-lettered' : '')],
    shown.source && ['Came from', shown.source], shown.group && ['Message group', shown.group], shown.deduplicationId && ['Deduplication id', shown.deduplicationId],
    ['Priority', shown.priority], ['Survives a restart', shown.persistent ? 'yes' : 'no']
  ].filter(Boolean);
  const may = queue.may;
  const mine = may.receive && (shown.state !== 'IN_FLIGHT' || may.takeFromOthers);
  const attributes = Object.entries(shown.attributes);
  return html`<${Dialog} title="Message" close=${close}>
    <${Fault} error=${error} />
    <p role="status">${fresh ? '' : 'It is not in the list any more: it was received and deleted, has expired, was moved, or is in another state. This is as it was.'}</p>
    <dl class="values">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    ${attributes.length > 0 && html`<h3>Properties and attributes</h3><dl class="values">${attributes.map(([name, one]) => html`<dt class="wrap">${name} <small>${one.type}</small></dt><dd>${one.value}${one.cut ? '…' : ''}</dd>`)}</dl>`}
    ${shown.attributesCut && html`<p>It has more; these are the first.</p>`}
    ${whole && html`<${Body} message=${whole} />`}
    <footer class="bar"><button type="button" class="secondary" onClick=${close}>Close</button>
      ${whole && whole.copyTo && html`<button onClick=${() => act('copy', whole)}>Correct a copy</button>`}
      ${mine && shown.state !== 'AVAILABLE' && html`<button onClick=${() => act('release', shown)}>Release</button>`}
      ${may.receive && shown.state !== 'IN_FLIGHT' && html`<button onClick=${() => act('move', shown)}>Move</button>`}
      ${mine && html`<button class="danger" onClick=${() => act('delete', shown)}>Delete</button>`}</footer></${Dialog}>`;
}

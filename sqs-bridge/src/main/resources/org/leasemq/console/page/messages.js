// Messages of a queue in the order of delivery.
import { useEffect, useState } from 'preact/hooks';
import { ask } from './api.js';
import { count, Dialog, Empty, Fault, html, size, Sure, time } from './ui.js';
import { MoveSome, Send } from './actions.js';
import { bytesOf, hex } from './bytes.js';

const PAGE = 50;
const states = { AVAILABLE: 'available', IN_FLIGHT: 'in flight', DELAYED: 'delayed' };

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

function indented(text) {
  let depth = 0;
  return text.replace(/>\s*</g, '>\n<').split('\n').map(line => {
    if (/^<\//.test(line)) {
      depth = Math.max(0, depth - 1);
    }
    const shown = '  '.repeat(depth) + line;
    if (/^<[^!?/][^>]*[^/]>$/.test(line) || /^<[^!?/]>$/.test(line)) {
      depth++;
    }
    return shown;
  }).join('\n');
}

function formats(message) {
  const all = { hex: () => hex(bytesOf(message)) };
  if (message.isText) {
    all.text = () => message.body;
    try {
      const value = JSON.parse(message.body);
      all.JSON = () => JSON.stringify(value, null, 2);
    } catch (e) {
      // it is something else
    }
    if (/^\s*<[^]*>\s*$/.test(message.body)) {
      all.XML = () => indented(message.body);
    }
  }
  return all;
}

function Body({ message }) {
  const all = formats(message);
  const [format, setFormat] = useState(all.JSON ? 'JSON' : all.XML ? 'XML' : all.text ? 'text' : 'hex');
  return html`<label>Body, ${size(message.bodySize)}${message.cut ? ', of which the beginning is shown' : ''}, as
      <select value=${format} onChange=${event => setFormat(event.target.value)}>${Object.keys(all).sort().map(name => html`<option>${name}</option>`)}</select></label>
    <pre class="body" tabindex="0">${all[format]()}</pre>`;
}

function One({ queue, message, close, act }) {
  const [whole, setWhole] = useState(null);
  const [error, setError] = useState(null);
  useEffect(() => {
    ask('message', { queue: queue.name, id: message.id, after: message.after }).then(setWhole, e => setError(e.message));
  }, []);
  const shown = whole || message;
  const rows = [
    ['State', states[shown.state]], ['Why', why(shown)], ['Id', shown.messageId], ['Sequence number', shown.sequenceNumber], ['Sent', time(shown.sentAt)],
    shown.expiresAt && ['Expires', time(shown.expiresAt)], ['Deliveries', shown.receiveCount + (shown.earlierReceives ? ', and ' + shown.earlierReceives + ' before it was dead-lettered' : '')],
    shown.source && ['Came from', shown.source], shown.group && ['Message group', shown.group], shown.deduplicationId && ['Deduplication id', shown.deduplicationId],
    ['Priority', shown.priority], ['Survives a restart', shown.persistent ? 'yes' : 'no']
  ].filter(Boolean);
  const may = queue.may;
  const attributes = Object.entries(shown.attributes);
  return html`<${Dialog} title="Message" close=${close}>
    <${Fault} error=${error} />
    <dl class="values">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    ${attributes.length > 0 && html`<h3>Properties and attributes</h3><dl class="values">${attributes.map(([name, one]) => html`<dt class="wrap">${name} <small>${one.type}</small></dt><dd>${one.value}${one.cut ? '…' : ''}</dd>`)}</dl>`}
    ${shown.attributesCut && html`<p>It has more; these are the first.</p>`}
    ${whole && html`<${Body} message=${whole} />`}
    <footer class="bar"><button type="button" class="secondary" onClick=${close}>Close</button>
      ${may.send && whole && !whole.cut && !whole.attributesCut && html`<button onClick=${() => act('copy', whole)}>Correct a copy</button>`}
      ${may.receive && shown.state !== 'AVAILABLE' && html`<button onClick=${() => act('release', shown)}>Release</button>`}
      ${may.receive && shown.state !== 'IN_FLIGHT' && html`<button onClick=${() => act('move', shown)}>Move</button>`}
      ${may.receive && html`<button class="danger" onClick=${() => act('delete', shown)}>Delete</button>`}</footer></${Dialog}>`;
}

const told = message => ({ id: message.id, messageId: message.messageId, sequenceNumber: message.sequenceNumber, receiveCount: message.receiveCount, state: message.state });

/** @param group of which group messages are shown; empty for all */
export function Messages({ queue, changed, group, setGroup }) {
  const [state, setState] = useState('');
  const [pages, setPages] = useState([{ skip: 0 }]);
  const [page, setPage] = useState(null);
  const [error, setError] = useState(null);
  const [picked, setPicked] = useState({});
  const [shown, setShown] = useState(null);
  const [act, setAct] = useState(null);
  const [round, setRound] = useState(0);
  const at = pages[pages.length - 1];
  const sum = queue.counts.available + queue.counts.inFlight + queue.counts.delayed;
  useEffect(() => {
    ask('messages', { queue: queue.name, state, group: group || null, max: PAGE, ...at }).then(found => { setPage(found); setError(null); }, e => setError(e.message));
  }, [queue.name, state, group, pages, round, pages.length === 1 && at.skip === 0 ? sum : 0]);
  const begin = skip => { setPicked({}); setPages([{ skip }]); };
  const messages = page ? page.messages : [];
  const some = messages.filter(message => picked[message.id]);
  const close = did => {
    setAct(null);
    if (did) {
      setShown(null);
      setPicked({});
      setRound(round + 1);
      changed();
    }
  };
  const names = act && act.messages && (act.messages.length === 1 ? 'message ' + act.messages[0].messageId : act.messages.length + ' messages');
  const may = queue.may;
  return html`<div class="bar">
      <label>State<select value=${state} onChange=${event => { setState(event.target.value); begin(0); }}>
        <option value="">all</option>${Object.entries(states).map(([value, title]) => html`<option value=${value}>${title}</option>`)}</select></label>
      ${queue.grouped && html`<label>Group<input key=${group} type="search" defaultValue=${group} onChange=${event => { setGroup(event.target.value); begin(0); }} autocomplete="off" /></label>`}
      <form class="bar" onSubmit=${event => { event.preventDefault(); begin(Number(event.target.skip.value) || 0); }}>
        <label>Begin behind message<input key=${pages[0].skip} name="skip" type="number" min="0" defaultValue=${pages[0].skip} /></label><button class="secondary">Go</button></form>
      <button class="secondary" onClick=${() => setRound(round + 1)}>Look again</button>
      ${may.receive && html`<button class="secondary" disabled=${!some.length} onClick=${() => setAct({ kind: 'release', messages: some.map(told) })}>Release picked</button>
        <button class="secondary" disabled=${!some.length} onClick=${() => setAct({ kind: 'move', messages: some.map(one => ({ ...told(one), source: one.source })) })}>Move picked</button>
        <button class="danger" disabled=${!some.length} onClick=${() => setAct({ kind: 'delete', messages: some.map(told) })}>Delete picked</button>`}
    </div>
    <${Fault} error=${error} />
    ${messages.length ? html`<div class="scroll"><table class="striped"><caption class="skip">Messages in the order of delivery</caption>
      <thead><tr><th scope="col"><input type="checkbox" aria-label="Pick all of this page" checked=${some.length === messages.length}
          onChange=${event => setPicked(event.target.checked ? Object.fromEntries(messages.map(one => [one.id, true])) : {})} /></th>
        <th scope="col">Message</th><th scope="col">State</th><th scope="col">Sent</th><th scope="col" class="n">Deliveries</th><th scope="col">Group</th><th scope="col" class="n">Size</th></tr></thead>
      <tbody>${messages.map(message => html`<tr key=${message.id}><td><input type="checkbox" aria-label=${'Pick message ' + message.messageId} checked=${!!picked[message.id]}
          onChange=${event => setPicked({ ...picked, [message.id]: event.target.checked })} /></td>
        <th scope="row" class="wrap"><a href="#" onClick=${event => { event.preventDefault(); setShown(message); }}>${message.isText ? message.body.slice(0, 80) || '(empty)' : '(' + size(message.bodySize) + ' of binary)'}</a></th>
        <td title=${why(message)}>${states[message.state]}${message.blockedBy || message.state === 'AVAILABLE' && message.holder ? ', blocked' : ''}${message.until ? html` <small>until ${time(message.until)}</small>` : ''}${message.holder ? html` <small>${message.holder}</small>` : ''}</td>
        <td>${time(message.sentAt)}</td><td class="n">${count(message.receiveCount + message.earlierReceives)}</td><td class="wrap">${message.group || ''}</td><td class="n">${size(message.size)}</td></tr>`)}</tbody></table></div>`
    : page && html`<${Empty}><p>${state || group ? 'No message is like that here.' : sum ? 'No message is behind that.' : 'The queue is empty. What is sent to it appears here.'}</p></${Empty}>`}
    ${page && html`<nav class="bar pages" aria-label="Pages of messages"><button class="secondary" disabled=${pages.length === 1} onClick=${() => setPages(pages.slice(0, -1))}>Before</button>
      <button class="secondary" disabled=${!page.next} onClick=${() => { setPicked({}); setPages([...pages, { after: page.next, upTo: page.upTo }]); }}>Next</button></nav>`}
    ${shown && !act && html`<${One} queue=${queue} message=${shown} close=${() => setShown(null)}
      act=${(kind, message) => setAct(kind === 'copy' ? { kind, message } : { kind, messages: [{ ...told(message), source: message.source }] })} />`}
    ${act && act.kind === 'copy' && html`<${Send} queue=${queue} message=${act.message} close=${close} />`}
    ${act && act.kind === 'move' && html`<${MoveSome} queue=${queue} messages=${act.messages} close=${close} />`}
    ${act && act.kind === 'release' && html`<${Sure} title=${'Release ' + names} button="Release" close=${close} act=${() => ask('release-messages', { queue: queue.name, messages: act.messages })}>
      <p>The lease of ${names} ends, or the delay. Somebody gets it at once, while who has it now may still be at work on it.</p></${Sure}>`}
    ${act && act.kind === 'delete' && html`<${Sure} title=${'Delete ' + names} button="Delete" danger=true close=${close} act=${() => ask('delete-messages', { queue: queue.name, messages: act.messages })}>
      <p>This destroys <strong>${names}</strong> of <strong>${queue.shown}</strong>. ${act.messages.some(one => one.state === 'IN_FLIGHT') ? 'Somebody is at work on it. ' : ''}There is no way back.</p></${Sure}>`}`;
}

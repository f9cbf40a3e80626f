// What can be done with a queue.
import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { base64, bytesOf, fromHex, plainHex } from './bytes.js';
import { count, html, size, Sure, time } from './ui.js';

const kinds = { same: 'as it is', text: 'text', hex: 'bytes, written in hex', file: 'bytes of a file' };

/** What a body is written as, and the field for it. */
function BodyFields({ kind, setKind, which, begin }) {
  return html`<label>Content as<select value=${kind} onChange=${event => setKind(event.target.value)}>
      ${which.map(one => html`<option value=${one}>${kinds[one]}</option>`)}</select></label>
    ${kind === 'file' ? html`<label>File<input name="file" type="file" required /></label>`
    : kind !== 'same' && html`<label>Body<textarea key=${kind} name="body" rows="8" spellcheck=${false} defaultValue=${begin(kind)}></textarea></label>`}`;
}

async function bodyOf(form, kind) {
  if (kind === 'same') {
    return {};
  }
  return kind === 'text' ? { body: form.body.value } : { bytes: base64(kind === 'hex' ? fromHex(form.body.value) : new Uint8Array(await form.file.files[0].arrayBuffer())) };
}

/** @param ordered whether the group, on a queue that is none of FIFO, is kept in order at first */
function GroupFields({ fifo, group, ordered, hint }) {
  return html`<div class="grid"><label>Message group${fifo ? '' : ' (may be empty)'}<input name="group" required=${fifo} defaultValue=${group} autocomplete="off" /></label>
      ${fifo && html`<label>Deduplication id (empty: ${hint})<input name="deduplicationId" maxlength="128" autocomplete="off" /></label>`}</div>
    ${!fifo && html`<label><input type="checkbox" name="ordered" defaultChecked=${ordered} /> The group is in order, one message at a time, as with Jakarta Messaging. Otherwise it only names whose messages they are, as in SQS</label>`}`;
}

/** What is a duplicate is not taken for sent. */
async function sent(answer) {
  if ((await answer).duplicate) {
    throw new Error('It was not sent: the queue has got a message of the same deduplication id in the last five minutes. Give it another one.');
  }
}

export function Send({ queue, close }) {
  const [kind, setKind] = useState('text');
  const { fifo, contentBasedDeduplication } = queue.attributes;
  const act = async form => {
    const data = { queue: queue.name, priority: Number(form.priority.value), ...await bodyOf(form, kind) };
    if (form.group.value) {
      Object.assign(data, { group: form.group.value, exclusiveGroup: !fifo && form.ordered.checked });
    }
    if (fifo) {
      data.deduplicationId = form.deduplicationId.value;
    } else if (form.delay.value) {
      data.delay = Number(form.delay.value);
    }
    await sent(ask('send-message', data));
  };
  return html`<${Sure} title=${'Send to ' + queue.shown} button="Send" act=${act} close=${close}>
    <${BodyFields} kind=${kind} setKind=${setKind} which=${['text', 'hex', 'file']} begin=${() => ''} />
    <${GroupFields} fifo=${fifo} group="" ordered=${true} hint=${contentBasedDeduplication ? 'made of the content' : 'a new one'} />
    <div class="grid"><label>Priority<input name="priority" type="number" min="0" max="9" defaultValue=${4} required /></label>
      ${!fifo && html`<label>Delay in seconds<input name="delay" type="number" min="0" step="any" /></label>`}</div></${Sure}>`;
}

/** A text as a field has it, which knows one kind of line end. */
const inField = text => text.replace(/\r\n?/g, '\n');
const isOfWindows = text => text.includes('\r\n') && !/\r(?!\n)|(^|[^\r])\n/.test(text);

/** A copy of a message: what is corrected is told to the server, which takes the rest from the message. */
export function Copy({ queue, message, close }) {
  const own = message.isText ? 'text' : 'hex';
  const [kind, setKind] = useState(message.cut ? 'same' : own);
  const [to, setTo] = useState(message.copyTo);
  const fifo = to.endsWith('.fifo');
  const begin = of => message.cut ? '' : of === 'hex' ? plainHex(bytesOf(message)) : message.isText ? inField(message.body) : '';
  const act = async form => {
    const data = { queue: queue.name, id: message.id, sequenceNumber: message.sequenceNumber, after: message.after, to };
    if (kind !== own || message.cut || form.body.value !== begin(own)) {
      Object.assign(data, await bodyOf(form, kind));
      if (kind === 'text' && message.isText && isOfWindows(message.body)) {
        data.body = data.body.replace(/\n/g, '\r\n');
      }
    }
    if (form.group.value !== (message.group || '')) {
      data.group = form.group.value;
    }
    if (!fifo && form.ordered.checked !== message.exclusiveGroup) {
      data.ordered = form.ordered.checked;
    }
    if (Number(form.priority.value) !== message.priority) {
      data.priority = Number(form.priority.value);
    }
    if (fifo) {
      data.deduplicationId = form.deduplicationId.value;
    } else if (form.delay.value) {
      data.delay = Number(form.delay.value);
    }
    await sent(ask('copy-message', data));
  };
  return html`<${Sure} title="Send a corrected copy" button="Send" act=${act} close=${close}>
    <label>To which queue<input name="to" required value=${to} onInput=${event => setTo(event.target.value)} autocomplete="off" /></label>
    <${BodyFields} kind=${kind} setKind=${setKind} which=${message.cut ? Object.keys(kinds) : ['text', 'hex', 'file']} begin=${begin} />
    ${message.cut && html`<p>The body has ${size(message.bodySize)}, more than the console shows. It is sent whole, or replaced.</p>`}
    <${GroupFields} fifo=${fifo} group=${message.group || ''} ordered=${message.exclusiveGroup} hint="a new one" />
    <div class="grid"><label>Priority<input name="priority" type="number" min="0" max="9" defaultValue=${message.priority} required /></label>
      ${!fifo && html`<label>Delay in seconds<input name="delay" type="number" min="0" step="any" /></label>`}</div>
    <p>What is not corrected goes with it as it is: ${message.attributeCount === 1 ? 'one attribute' : count(message.attributeCount) + ' attributes'}, whether it survives a restart${message.expiresAt ? ', and that it expires at ' + time(message.expiresAt) : ''}. The message itself stays where it is.</p></${Sure}>`;
}

export function MoveAll({ queue, close }) {
  const [to, setTo] = useState('');
  const back = queue.sources.length > 0 && queue.may.sendBack;
  const act = async () => {
    await ask('move-all', to ? { queue: queue.name, to } : { queue: queue.name });
    location.hash = '#/moves';
  };
  return html`<${Sure} title=${back ? 'Send dead letters back' : 'Move all messages'} button="Move" act=${act} close=${close}>
    <p>The <strong>${count(queue.counts.available)} messages</strong> that can be received now are moved, each as a whole. What has been moved stays moved if you stop. It goes on when you leave this page.</p>
    <label>${back ? 'To which queue (empty: each to where it came from)' : 'To which queue'}
      <input value=${to} required=${!back} onInput=${event => setTo(event.target.value)} list="sources" autocomplete="off" /></label>
    <datalist id="sources">${queue.sources.map(name => html`<option value=${name}></option>`)}</datalist></${Sure}>`;
}

/** How many came from where: a text for each place. */
function origins(messages) {
  const counts = new Map();
  messages.forEach(({ source }) => counts.set(source, (counts.get(source) || 0) + 1));
  return [...counts].map(([source, some]) => count(some) + (source ? ' from ' + source : ' from nowhere that is known'));
}

/** Some messages to another queue. */
export function MoveSome({ queue, messages, close }) {
  const from = origins(messages);
  const back = queue.may.sendBack && messages.every(one => one.source);
  const [to, setTo] = useState(from.length === 1 && messages[0].source || '');
  return html`<${Sure} title=${'Move ' + messages.length + (messages.length === 1 ? ' message' : ' messages')} button="Move" close=${close}
      act=${() => ask('move-messages', { queue: queue.name, to: to || null, messages })}>
    ${messages.some(one => one.source) && html`<p class="wrap">They are dead letters: ${from.join(', ')}. ${back && from.length > 1 ? 'Without a queue each goes back to where it came from.' : ''}</p>`}
    <label>To which queue${back ? ' (empty: each to where it came from)' : ''}<input value=${to} required=${!back} onInput=${event => setTo(event.target.value)} autocomplete="off" /></label></${Sure}>`;
}

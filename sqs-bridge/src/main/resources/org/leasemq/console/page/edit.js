// Changes of a queue as it was when a dialog was opened.
import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { count, duration, html, size, Sure } from './ui.js';

/** What is different between two lists of a name and a text each. */
function differences(before, now) {
  const [old, fresh] = [new Map(before), new Map(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter(name => old.get(name) !== fresh.get(name))
    .map(name => [name, old.get(name) ?? 'nothing', fresh.get(name) ?? 'nothing']);
}

/**
 * The queue as a dialog shows it, however it changes meanwhile, and how that is changed: what others have changed since is not
 * overwritten before it has been seen.
 * @param describe what of a queue the dialog shows: a list of a name and a text each
 * @param merge told the queue as it was and as it is, when others have changed what the dialog shows
 */
export function useOpened(queue, describe, merge) {
  const [opened, setOpened] = useState(queue);
  const [found, setFound] = useState([]);
  const change = async (action, data) => {
    for (let base = opened; ;) {
      try {
        return await ask(action, { queue: base.name, number: base.number, version: base.version, ...data(base) });
      } catch (e) {
        if (e.status !== 409) {
          throw e;
        }
        const now = await ask('queue', { queue: base.name });
        if (now.version === base.version && now.number === base.number) {
          throw e;
        }
        const changed = differences(describe(base), describe(now));
        setOpened(now);
        if (changed.length || now.number !== base.number) {
          setFound(changed);
          merge && merge(base, now);
          throw new Error((now.number === base.number ? 'Somebody else has changed this queue' : 'The queue was deleted and made anew')
            + ' since this was opened, and nothing of yours was set. What you typed is still here; look at what is different, and go on.');
        }
        base = now; // what has changed is nothing that is shown here
      }
    }
  };
  const told = found.length > 0 && html`<div class="attention"><p>What is different now:</p><ul>
    ${found.map(([name, before, now]) => html`<li class="wrap">${name}: was ${before}, is <strong>${now}</strong></li>`)}</ul></div>`;
  return [opened, change, told];
}

const numbers = ['visibilityTimeout', 'delay', 'receiveWait', 'maximumMessageSize'];

/** As the fields have it. */
const texts = a => ({
  visibilityTimeout: String(a.visibilityTimeout / 1000), delay: String(a.delay / 1000), receiveWait: String(a.receiveWait / 1000),
  maximumMessageSize: String(a.maximumMessageSize), forEver: a.retention == null, retention: String((a.retention ?? 345600000) / 1000),
  deadLetterQueue: a.deadLetterQueue || '', maxReceiveCount: String(a.maxReceiveCount || 3)
});

const describe = ({ attributes: a }) => [
  ['A lease lasts', duration(a.visibilityTimeout)], ['Messages are delayed', duration(a.delay)], ['A receive waits', duration(a.receiveWait)],
  ['Largest message', a.maximumMessageSize + ' bytes'], ['Messages are kept', duration(a.retention)],
  ['Dead letters go to', a.deadLetterQueue ? a.deadLetterQueue + ' after ' + a.maxReceiveCount + ' deliveries' : 'nowhere']
];

/** What is not as it was: nothing else is sent. */
function changes(was, is) {
  const data = {};
  numbers.filter(name => Number(is[name]) !== Number(was[name])).forEach(name => { data[name] = Number(is[name]); });
  if (is.forEver !== was.forEver || !is.forEver && Number(is.retention) !== Number(was.retention)) {
    data.retention = is.forEver ? null : Number(is.retention);
  }
  if (is.deadLetterQueue !== was.deadLetterQueue || is.deadLetterQueue && is.maxReceiveCount !== was.maxReceiveCount) {
    data.deadLetterQueue = is.deadLetterQueue || null;
    data.maxReceiveCount = Number(is.maxReceiveCount);
  }
  return data;
}

export function Change({ queue, close }) {
  const [typed, setTyped] = useState({});
  const [opened, change, told] = useOpened(queue, describe);
  const shown = { ...texts(opened.attributes), ...typed };
  const type = (name, value) => setTyped(before => ({ ...before, [name]: value }));
  const [warned, setWarned] = useState(null);
  const act = async () => {
    const data = changes(texts(opened.attributes), shown);
    const kept = data.retention == null ? Infinity : data.retention * 1000;
    const { counts } = await ask('queue', { queue: queue.name });
    const all = counts.available + counts.inFlight + counts.delayed;
    if (all && kept < (counts.oldestAge || Infinity) && kept !== warned) {
      setWarned(kept);
      throw new Error('Nothing was changed yet. Messages that are older than ' + duration(kept) + ' would be destroyed at once, of '
        + count(all) + ' that are here; the oldest has waited for ' + duration(Math.floor(counts.oldestAge / 1000) * 1000) + '. Press Change again to destroy them.');
    }
    return change('change-queue', base => changes(texts(base.attributes), { ...texts(base.attributes), ...typed }));
  };
  const input = (name, title, more) => html`<label>${title}<input name=${name} value=${shown[name]} onInput=${event => type(name, event.target.value)} autocomplete="off" ...${more} /></label>`;
  const seconds = (name, title) => input(name, title, { type: 'number', min: 0, step: 'any', required: true });
  return html`<${Sure} title=${'Change ' + queue.shown} button="Change" act=${act} close=${close}>
    <div class="grid">${seconds('visibilityTimeout', 'A lease lasts (seconds)')}${seconds('delay', 'Messages are delayed (seconds)')}</div>
    <div class="grid">${seconds('receiveWait', 'A receive waits (seconds)')}
      ${input('maximumMessageSize', 'Largest message (bytes; now ' + size(opened.attributes.maximumMessageSize) + ')', { type: 'number', min: 0, required: true })}</div>
    <label><input type="checkbox" checked=${shown.forEver} onChange=${event => type('forEver', event.target.checked)} /> Messages are kept for ever</label>
    ${!shown.forEver && seconds('retention', 'Messages are kept (seconds). Older ones are destroyed at once')}
    <div class="grid">${input('deadLetterQueue', 'Dead letters go to (empty: nowhere)')}
      ${input('maxReceiveCount', 'after so many deliveries', { type: 'number', min: 1, max: 1000, required: true })}</div>
    ${told}</${Sure}>`;
}

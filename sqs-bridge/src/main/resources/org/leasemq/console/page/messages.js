// Messages of a queue in the order of delivery.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask, byItself } from './api.js';
import { count, Empty, Fault, html, size, Sure, time } from './ui.js';
import { Copy, MoveSome } from './actions.js';
import { One, states, why } from './message.js';

const PAGE = 50;
/** The beginning of a text, without half a character at its end. */
const beginning = text => [...text.slice(0, 160)].slice(0, 80).join('');
const done = { delete: 'deleted', release: 'released', move: 'moved' };

/** A message as the server is told it was shown. */
const told = message => ({
  id: message.id, messageId: message.messageId, after: message.after, sequenceNumber: message.sequenceNumber, receiveCount: message.receiveCount, state: message.state, source: message.source
});

/**
 * What is shown from one place of a queue on, asked for again when the queue changes. What comes late is not shown any more.
 * @param round another one when somebody wants to look again
 * @param marks others when the queue has changed
 */
function usePage(question, round, marks) {
  const [page, setPage] = useState(null);
  const [error, setError] = useState(null);
  const asked = useRef({ number: 0, shown: 0, place: '', round: 0 }).current;
  useEffect(() => {
    const place = JSON.stringify(question);
    const number = ++asked.number;
    const same = asked.place === place && asked.round === round;
    Object.assign(asked, { place, round });
    const come = use => value => {
      if (asked.place === place && number > asked.shown) {
        asked.shown = number;
        use(value);
      }
    };
    const asking = () => ask('messages', question);
    (same ? byItself(asking) : asking()).then(come(found => { setPage(found); setError(null); }), come(e => setError(e.message)));
  }, [JSON.stringify(question), round, marks]);
  return [page, error];
}

/** The focus stays in what is drawn anew, if what had it is gone. */
function useFocusIn(ref) {
  const had = ref.current && ref.current.contains(document.activeElement);
  useLayoutEffect(() => {
    if (had && document.activeElement === document.body) {
      (ref.current || document.querySelector('main')).focus();
    }
  });
}

/** @param group of which group messages are shown; empty for all */
export function Messages({ queue, changed, group, setGroup }) {
  const [state, setState] = useState('');
  const [pages, setPages] = useState([{ skip: 0 }]);
  const [picked, setPicked] = useState(new Map());
  const [shown, setShown] = useState(null);
  const [act, setAct] = useState(null);
  const [round, setRound] = useState(0);
  const [notice, setNotice] = useState('');
  const saying = useRef();
  const table = useRef();
  const at = pages[pages.length - 1];
  const sum = queue.counts.available + queue.counts.inFlight + queue.counts.delayed;
  const [page, error] = usePage({ queue: queue.name, state, group: group || null, max: PAGE, ...at }, round, JSON.stringify({ ...queue.counts, oldestAge: 0 }));
  useFocusIn(table);
  useEffect(() => { notice && saying.current.focus(); }, [notice]);
  const turn = to => { setPicked(new Map()); setPages(to); };
  const begin = skip => turn([{ skip }]);
  const messages = page ? page.messages : [];
  // who has been delivered or is gone since is not picked any more
  const some = messages.filter(message => {
    const was = picked.get(message.id);
    return was && was.receiveCount === message.receiveCount && was.state === message.state;
  });
  const lost = picked.size - some.length;
  const pick = all => setPicked(new Map(all.map(one => [one.id, one])));
  const close = (did, answer) => {
    setAct(null);
    if (did) {
      setShown(null);
      setPicked(new Map());
      setRound(round + 1);
      setNotice(act.kind === 'copy' ? 'The copy was sent.' : [count(answer.done) + ' ' + done[act.kind] + '.', ...answer.left].join(' '));
      changed();
    }
  };
  const names = act && act.messages && (act.messages.length === 1 ? 'message ' + act.messages[0].messageId : act.messages.length + ' messages');
  const may = queue.may;
  const mine = some.length > 0 && (may.takeFromOthers || some.every(one => one.state !== 'IN_FLIGHT'));
  const begun = kind => { setNotice(''); setAct({ kind, messages: some.map(told) }); };
  return html`<div class="bar">
      <label>State<select value=${state} onChange=${event => { setState(event.target.value); begin(0); }}>
        <option value="">all</option>${Object.entries(states).map(([value, title]) => html`<option value=${value}>${title}</option>`)}</select></label>
      ${queue.grouped && html`<label>Group<input key=${group} type="search" defaultValue=${group} onChange=${event => { setGroup(event.target.value); begin(0); }} autocomplete="off" /></label>`}
      <form class="bar" onSubmit=${event => { event.preventDefault(); begin(Number(event.target.skip.value) || 0); }}>
        <label>Begin behind message<input key=${pages[0].skip} name="skip" type="number" min="0" defaultValue=${pages[0].skip} /></label><button class="secondary">Go</button></form>
      <button class="secondary" onClick=${() => setRound(round + 1)}>Look again</button>
      ${may.receive && html`<button class="secondary" disabled=${!mine} onClick=${() => begun('release')}>Release picked</button>
        <button class="secondary" disabled=${!some.length} onClick=${() => begun('move')}>Move picked</button>
        <button class="danger" disabled=${!mine} onClick=${() => begun('delete')}>Delete picked</button>`}
    </div>
    <${Fault} error=${error} />
    <p role="status" tabindex="-1" ref=${saying}>${[notice, some.length ? count(some.length) + ' picked.' : '',
      some.length && !mine ? 'What others have received is for those with receive = *.' : '',
      lost ? count(lost) + ' that ' + (lost === 1 ? 'was' : 'were') + ' picked ' + (lost === 1 ? 'is' : 'are') + ' gone or changed since, and not picked any more.' : ''].filter(Boolean).join(' ')}</p>
    ${messages.length ? html`<div class="scroll" tabindex="-1" ref=${table}><table class="striped"><caption class="skip">Messages in the order of delivery</caption>
      <thead><tr><th scope="col"><input type="checkbox" aria-label="Pick all of this page" checked=${some.length === messages.length}
          onChange=${event => pick(event.target.checked ? messages : [])} /></th>
        <th scope="col">Message</th><th scope="col">State</th><th scope="col">Sent</th><th scope="col" class="n">Deliveries</th><th scope="col">Group</th><th scope="col" class="n">Size</th></tr></thead>
      <tbody>${messages.map(message => html`<tr key=${message.id}><td><input type="checkbox" aria-label=${'Pick message ' + message.messageId} checked=${some.includes(message)}
          onChange=${event => pick(event.target.checked ? [...some, message] : some.filter(one => one !== message))} /></td>
        <th scope="row" class="wrap"><a href="#" onClick=${event => { event.preventDefault(); setNotice(''); setShown(message); }}>${message.isText ? beginning(message.body).trim() || (message.body ? '(blank)' : '(empty)') : '(' + size(message.bodySize) + ' of binary)'}</a></th>
        <td title=${why(message)}>${states[message.state]}${message.blockedBy || message.state === 'AVAILABLE' && message.holder ? ', blocked' : ''}${message.until ? html` <small>until ${time(message.until)}</small>` : ''}${message.holder ? html` <small>${message.holder}</small>` : ''}</td>
        <td>${time(message.sentAt)}</td><td class="n">${count(message.receiveCount + message.earlierReceives)}</td><td class="wrap">${message.group || ''}</td><td class="n">${size(message.size)}</td></tr>`)}</tbody></table></div>`
    : page && html`<${Empty}><p>${state || group ? 'No message is like that here.' : sum ? 'No message is behind that.' : 'The queue is empty. What is sent to it appears here.'}</p></${Empty}>`}
    ${page && html`<nav class="bar pages" aria-label="Pages of messages"><button class="secondary" disabled=${pages.length === 1} onClick=${() => turn(pages.slice(0, -1))}>Before</button>
      <button class="secondary" disabled=${!page.next} onClick=${() => turn([...pages, { after: page.next }])}>Next</button></nav>`}
    ${shown && !act && html`<${One} queue=${queue} message=${shown} fresh=${messages.find(one => one.id === shown.id)} close=${() => setShown(null)}
      act=${(kind, message) => setAct(kind === 'copy' ? { kind, message } : { kind, messages: [told(message)] })} />`}
    ${act && act.kind === 'copy' && html`<${Copy} queue=${queue} message=${act.message} close=${close} />`}
    ${act && act.kind === 'move' && html`<${MoveSome} queue=${queue} messages=${act.messages} close=${close} />`}
    ${act && act.kind === 'release' && html`<${Sure} title=${'Release ' + names} button="Release" close=${close} act=${() => ask('release-messages', { queue: queue.name, messages: act.messages })}>
      <p>The lease of ${names} ends, or the delay. Somebody gets it at once, while who has it now may still be at work on it.</p></${Sure}>`}
    ${act && act.kind === 'delete' && html`<${Sure} title=${'Delete ' + names} button="Delete" danger=true close=${close} act=${() => ask('delete-messages', { queue: queue.name, messages: act.messages })}>
      <p>This destroys <strong>${names}</strong> of <strong>${queue.shown}</strong>. ${act.messages.some(one => one.state === 'IN_FLIGHT') ? 'Somebody is at work on it. ' : ''}There is no way back.</p></${Sure}>`}`;
}

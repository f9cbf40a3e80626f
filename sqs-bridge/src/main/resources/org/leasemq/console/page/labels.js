// Tags and the policy of a queue.
import { useState } from 'preact/hooks';
import { ask } from './api.js';
import { Dialog, Fault, html, Sure } from './ui.js';

export function Tags({ queue, close }) {
  const [tags, setTags] = useState(Object.entries(queue.attributes.labels.tags));
  const change = (i, pair) => setTags(tags.map((old, j) => j === i ? pair : old));
  const act = () => {
    const names = tags.map(([name]) => name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice != null) {
      throw new Error('There are two tags named ' + twice + '.');
    }
    return ask('tag-queue', { queue: queue.name, version: queue.version, tags: Object.fromEntries(tags) });
  };
  return html`<${Sure} title=${'Tags of ' + queue.shown} button="Set tags" act=${act} close=${close}>
    ${tags.length === 0 && html`<p>There are none. Tags say what a queue is for: a team, a stage, a cost centre.</p>`}
    ${tags.map(([name, value], i) => html`<div class="bar">
      <label class="grow">Tag ${i + 1}<input value=${name} maxlength="128" onInput=${event => change(i, [event.target.value, value])} autocomplete="off" /></label>
      <label class="grow">Value of tag ${i + 1}<input value=${value} maxlength="256" onInput=${event => change(i, [name, event.target.value])} autocomplete="off" /></label>
      <button type="button" class="secondary" aria-label=${'Remove tag ' + (i + 1)} onClick=${() => setTags(tags.filter((old, j) => j !== i))}>Remove</button></div>`)}
    <p><button type="button" class="secondary" onClick=${() => setTags([...tags, ['', '']])}>One more</button></p></${Sure}>`;
}

export function Policy({ queue, close }) {
  const [error, setError] = useState(null);
  const old = queue.attributes.labels.policy || '';
  const [policy, setPolicy] = useState(() => {
    try {
      return old && JSON.stringify(JSON.parse(old), null, 2);
    } catch (e) {
      return old;
    }
  });
  const go = async event => {
    event.preventDefault();
    try {
      await ask('set-policy', { queue: queue.name, version: queue.version, policy: policy.trim() });
      close(true);
    } catch (e) {
      setError(e.message);
    }
  };
  return html`<${Dialog} title=${'Policy of ' + queue.shown} close=${() => close(false)}><form onSubmit=${go}>
    <p>Says which accounts and users with access keys may do what with the queue by the SQS API. It has no say over users of the console and of Jakarta Messaging, whose roles count. Empty: the owner alone.</p>
    <label>Policy<textarea rows="14" spellcheck=${false} value=${policy} onInput=${event => setPolicy(event.target.value)}></textarea></label>
    <${Fault} error=${error} />
    <footer class="bar"><button type="button" class="secondary" onClick=${() => close(false)}>Cancel</button><button>Set policy</button></footer></form></${Dialog}>`;
}

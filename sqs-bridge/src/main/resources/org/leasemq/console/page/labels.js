// Tags and the policy of a queue.
import { useState } from 'preact/hooks';
import { useOpened } from './edit.js';
import { prettyJson } from './pretty.js';
import { html, Sure } from './ui.js';

const tagsOf = queue => Object.entries(queue.attributes.labels.tags);

/** These, as changed from what was, on what is. */
function merged(tags, before, now) {
  const [was, is, mine] = [new Map(before), new Map(now), new Map(tags)];
  before.filter(([name]) => !mine.has(name)).forEach(([name]) => is.delete(name));
  tags.filter(([name, value]) => was.get(name) !== value).forEach(([name, value]) => is.set(name, value));
  return [...is];
}

export function Tags({ queue, close }) {
  const [tags, setTags] = useState(() => tagsOf(queue));
  const [, change, told] = useOpened(queue, one => tagsOf(one).map(([name, value]) => ['Tag ' + name, value]),
    (before, now) => setTags(mine => merged(mine, tagsOf(before), tagsOf(now))));
  const type = (i, pair) => setTags(tags.map((old, j) => j === i ? pair : old));
  const act = () => {
    const names = tags.map(([name]) => name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice != null) {
      throw new Error('There are two tags named ' + twice + '.');
    }
    return change('tag-queue', () => ({ tags: Object.fromEntries(tags) }));
  };
  return html`<${Sure} title=${'Tags of ' + queue.shown} button="Set tags" act=${act} close=${close}>
    ${tags.length === 0 && html`<p>There are none. Tags say what a queue is for: a team, a stage, a cost centre.</p>`}
    ${tags.map(([name, value], i) => html`<div class="bar">
      <label class="grow">Tag ${i + 1}<input value=${name} maxlength="128" onInput=${event => type(i, [event.target.value, value])} autocomplete="off" /></label>
      <label class="grow">Value of tag ${i + 1}<input value=${value} maxlength="256" onInput=${event => type(i, [name, event.target.value])} autocomplete="off" /></label>
      <button type="button" class="secondary" aria-label=${'Remove tag ' + (i + 1)} onClick=${() => setTags(tags.filter((old, j) => j !== i))}>Remove</button></div>`)}
    <p><button type="button" class="secondary" onClick=${() => setTags([...tags, ['', '']])}>One more</button></p>${told}</${Sure}>`;
}

export function Policy({ queue, close }) {
  const old = queue.attributes.labels.policy || '';
  const [, change, told] = useOpened(queue, one => [['Policy', one.attributes.labels.policy || 'none']]);
  const [policy, setPolicy] = useState(() => prettyJson(old) || old);
  return html`<${Sure} title=${'Policy of ' + queue.shown} button="Set policy" close=${close} act=${() => change('set-policy', () => ({ policy: policy.trim() }))}>
    <p>Says which accounts and users with access keys may do what with the queue by the SQS API. It has no say over users of the console and of Jakarta Messaging, whose roles count. Empty: the owner alone.</p>
    <label>Policy<textarea rows="14" spellcheck=${false} value=${policy} onInput=${event => setPolicy(event.target.value)}></textarea></label>
    ${told}</${Sure}>`;
}

// The audit's end: what to mend first, and a bar that says how far one is and leads to the next open question.
'use strict';
(() => {
  const { waybook } = window;
  const { el, t, runs, audit, guards } = waybook;
  if (!runs || !audit?.questions) return;

  const textOf = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';

  // -------------------------------------------------------------------- where a question's "Fix:" leads

  /** The item that a link leads to, when it leads to one. */
  function itemAt(link) {
    const there = link.href;
    return (waybook.playbook.items ?? []).find(({ path }) => new URL(waybook.root + path, document.baseURI).href === there);
  }

  /** `{ text, href, item }` for every link of the fix; its text alone when it has none. */
  function targetsOf({ fix }) {
    if (!fix) return [];
    const links = [...fix.querySelectorAll('a[href]:not(.term)')];
    if (links.length === 0) return [{ text: textOf(fix) }];
    return links.map((link) => ({ text: textOf(link), href: link.getAttribute('href'), item: itemAt(link) }));
  }

  function target({ text, href, item }) {
    if (item) return guards.line(item.id, text);
    return href ? el('a', { href }, text) : text;
  }

  // -------------------------------------------------------------------- the list

  const lines = new Map();

  function lineOf({ question, points }) {
    const { id, text, stage, most } = question;
    const line = lines.get(id) ?? el('li', {},
      el('p', { class: 'todo-head' }, el('a', { href: `#${encodeURIComponent(id)}` }, text), ' ', el('span', { class: 'todo-score' })),
      ...targetsOf(question).map((one) => el('p', { class: 'todo-fix' }, el('span', { class: 'label' }, t('js-audit-todo-begin')), ' ', target(one))));
    lines.set(id, line);
    line.className = `stage-${stage}`;
    const { label } = audit.stages().find(({ key }) => key === stage);
    line.querySelector('.todo-score').textContent = `${label} · ${t('js-audit-todo-line', { points, most })}`;
    return line;
  }

  let all = null;
  const todo = () => audit.fixes(audit.questions(), audit.stages().map(({ key }) => key));
  const itemsToMend = () => [...new Set(todo().flatMap(({ question }) => targetsOf(question)).flatMap(({ item }) => (item ? [item.id] : [])))];

  function section() {
    all = guards.addAll(itemsToMend);
    return el('wb-todo', { role: 'region', 'aria-labelledby': 'wb-todo' },
      el('h2', { id: 'wb-todo', tabindex: '-1' }, t('js-audit-todo')),
      el('p', { class: 'todo-intro' }),
      el('p', { class: 'toolbar' }, all.button),
      el('ol', { class: 'todo' }));
  }

  function showTodo() {
    const place = document.querySelector('wb-todo');
    if (!place) return;
    const found = todo();
    const { total } = audit.scores();
    const words = found.length > 0 ? 'intro' : total.risk === 'open' ? 'wait' : 'none';
    place.querySelector('.todo-intro').textContent = t(`js-audit-todo-${words}`);
    guards.put(place.querySelector('ol'), found.map(lineOf));
    place.querySelector('ol').hidden = found.length === 0;
    all.show();
    all.button.parentElement.hidden = all.button.hidden;
  }

  // -------------------------------------------------------------------- the bar

  const open = () => audit.questions().filter(({ answer }) => answer === null);

  /** The next question without an answer, after the one that is at hand. */
  function next() {
    const at = document.activeElement?.closest('fieldset');
    const after = at ? audit.questions().findIndex(({ fieldset }) => fieldset === at) : -1;
    const left = open();
    const question = left.find((one) => audit.questions().indexOf(one) > after) ?? left[0];
    if (!question) return;
    question.fieldset.scrollIntoView({ block: 'start' });
    question.radios[0].focus({ preventScroll: true });
  }

  function bar() {
    return el('wb-audit-bar', {},
      el('p', {}, el('strong', {}), ' ', el('span', {})),
      el('button', { type: 'button', class: 'button quiet', onclick: next }, t('js-audit-next')),
      el('a', { class: 'button', href: '#wb-todo' }, t('js-audit-todo')));
  }

  function showBar() {
    const place = document.querySelector('wb-audit-bar');
    if (!place) return;
    const { total } = audit.scores();
    place.hidden = total.risk === 'open';
    place.querySelector('strong').textContent = `${audit.pointsText(total)}`;
    place.querySelector('span').textContent = [audit.riskText(total), ...(total.open > 0 && total.open < total.asked ? [t('js-audit-open', { count: total.open })] : [])].join(' · ');
    const [button, link] = [place.querySelector('button'), place.querySelector('a')];
    // The button goes when the last question is answered; whoever stood on it stands on what comes next.
    const held = button === document.activeElement && total.open === 0;
    button.hidden = total.open === 0;
    link.classList.toggle('quiet', total.open > 0);
    if (held) link.focus();
  }

  function show() {
    showTodo();
    showBar();
  }

  function start() {
    lines.clear();
    const last = [...document.querySelectorAll('section.audit')].at(-1);
    if (!last) return;
    if (!document.querySelector('wb-audit-bar')) last.after(bar());
    const before = document.querySelector('wb-todo');
    if (before) before.replaceWith(section());
    else document.querySelector('wb-audit-bar').after(section());
    show();
  }

  Object.assign(audit, { targetsOf, todo });
  document.addEventListener('waybook:audit', show);
  waybook.onpage(start);
})();

// "Is this us?": signs that one ticks, and what they say. On the index of mistakes all of them, with what fits and helps; on
// the page of one mistake its own. What is ticked is kept with the run, each mistake under a key of its own.
'use strict';
(() => {
  const { waybook } = window;
  const { el, t, store, runs, guards, mistakes: fit } = waybook;
  if (!runs || !guards || !fit) return;

  const PREFIX = 'mistakes/';
  const keyOf = ({ id }) => runs.key(PREFIX + encodeURIComponent(id));
  let mistakes = [];
  /** What was just done, with a way to undo it. */
  let said = null;

  // -------------------------------------------------------------------- the page as mistakes

  const textOf = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const capital = (text) => text.replace(/^./u, (first) => first.toLocaleUpperCase(waybook.lang));

  function mistakeOf(card) {
    const title = capital(card.dataset.title);
    const written = [...card.querySelectorAll('[data-signs] > li')].map((line) => line.dataset.sign ??= textOf(line));
    return {
      id: card.dataset.mistake,
      title,
      card,
      severity: card.dataset.severity,
      stages: card.dataset.stages.split(' ').filter(Boolean),
      // Without signs, what it is called is asked.
      signs: written.length > 0 ? written : [t('js-signs-question', { title })],
      guards: [...card.querySelectorAll('[data-guard]')].map((line) => line.dataset.guard),
      path: card.dataset.path,
      text: textOf(card),
      ticked: new Set(),
    };
  }

  const read = (mistake) => Object.assign(mistake, { ticked: fit.recall(store.get(keyOf(mistake)), mistake.signs) });

  function write(mistake) {
    const text = fit.keep(mistake);
    if (text === null) store.remove(keyOf(mistake));
    else store.set(keyOf(mistake), text);
  }

  // -------------------------------------------------------------------- a sign and its box

  function box(mistake, index) {
    return el('input', { type: 'checkbox', 'data-sign-of': mistake.id, 'data-index': index });
  }

  document.addEventListener('change', ({ target }) => {
    const mistake = mistakes.find(({ id }) => id === target.dataset?.signOf);
    if (!mistake) return;
    read(mistake);
    const index = Number(target.dataset.index);
    if (target.checked) mistake.ticked.add(index);
    else mistake.ticked.delete(index);
    write(mistake);
    said = null;
    show();
    waybook.announce(document.querySelector('[data-signs-tool]') ? stateText() : hereText(mistake));
  });

  const count = () => mistakes.reduce((sum, { ticked }) => sum + ticked.size, 0);
  const stateText = () => t('js-signs-state', { ticked: t('js-signs-ticked', { count: count() }), mistakes: fit.fits(mistakes).length });

  // -------------------------------------------------------------------- the index: every sign, and what fits

  const found = new Map();
  let all = null;

  function questions() {
    const labels = new Map(waybook.playbook.stages.map(({ key, number, label }) => [key, `${number} ${label}`]));
    return fit.groups(mistakes, [...labels.keys()]).map((group) =>
      el('fieldset', { class: group.stage ? `stage-${group.stage}` : null },
        el('legend', {}, labels.get(group.stage) ?? t('js-signs-whole')),
        ...group.mistakes.flatMap((mistake) => mistake.signs.map((sign, index) => el('label', { class: 'sign' }, box(mistake, index), el('span', {}, sign))))));
  }

  /** The first piece of what to do instead, as it stands on the card. */
  function remedy(card) {
    const first = [...card.querySelectorAll('.instead > *')].find((piece) => !piece.matches('.half, .side-name, .small, .label, .guards'));
    const copy = first?.cloneNode(true);
    for (const piece of copy ? [copy, ...copy.querySelectorAll('[id]')] : []) piece.removeAttribute('id');
    return copy;
  }

  function resultOf(mistake) {
    const { id, title, card, path, severity } = mistake;
    const items = mistake.guards.map((item) => guards.line(item)).filter(Boolean);
    const instead = remedy(card);
    const made = found.get(id) ?? el('article', { class: `fit severity-${severity}` },
      el('p', { class: 'fit-head' }, card.querySelector('.severity').cloneNode(true), ' ', el('span', { class: 'fit-count' })),
      el('h4', {}, el('a', { href: path }, title)),
      ...(instead ? [el('p', { class: 'label' }, t('js-signs-instead')), instead] : []),
      ...(items.length > 0 ? [el('p', { class: 'label' }, t('js-signs-items')), el('ul', { class: 'fit-items' }, ...items.map((line) => el('li', {}, line)))] : []));
    found.set(id, made);
    made.querySelector('.fit-count').textContent = t('js-signs-of', { ticked: mistake.ticked.size, count: mistake.signs.length });
    return made;
  }

  function tool() {
    all = guards.addAll(() => [...new Set(fit.fits(mistakes).flatMap((mistake) => mistake.guards))]);
    return el('wb-signs', {},
      el('div', { class: 'signs' }, ...questions(),
        el('p', { class: 'signs-bar' }, el('span', {}), el('a', { class: 'button quiet', href: '#wb-fits' }, t('js-signs-found')))),
      el('h3', { id: 'wb-fits', tabindex: '-1' }, t('js-signs-found')),
      el('p', { class: 'signs-fit' }),
      el('div', { class: 'toolbar' }, all.button, el('button', { type: 'button', class: 'button quiet', 'data-signs-clear': true, onclick: clear }, t('js-signs-clear'))),
      el('div', { class: 'fits' }),
      el('p', { class: 'tool-status' }));
  }

  function showTool() {
    const place = document.querySelector('wb-signs');
    if (!place) return;
    const those = fit.fits(mistakes);
    document.querySelector('[data-signs-state]').textContent = count() > 0 ? stateText() : '';
    place.querySelector('.signs-bar').hidden = count() === 0;
    place.querySelector('.signs-bar span').textContent = stateText();
    place.querySelector('.signs-fit').textContent = t('js-signs-fit', { count: those.length });
    guards.put(place.querySelector('.fits'), those.map(resultOf));
    all.show();
    place.querySelector('[data-signs-clear]').hidden = count() === 0;
    const words = said?.text ?? t(store.available ? 'js-signs-kept' : 'js-signs-lost', { run: runs.current().name });
    place.querySelector('.tool-status').replaceChildren(words, ...(said?.undo ? [' ', el('button', { type: 'button', class: 'link-button', onclick: said.undo }, t('js-signs-undo'))] : []));
  }

  /** Every tick of the run goes; it can be had back. */
  function clear() {
    const before = store.keys(runs.key(PREFIX)).map((key) => [key, store.get(key)]);
    for (const [key] of before) store.remove(key);
    const undo = () => {
      for (const [key, value] of before) store.set(key, value);
      tell(t('js-signs-undone'), null);
      document.querySelector('[data-signs-clear]').focus();
    };
    tell(t('js-signs-cleared'), undo);
    document.querySelector('wb-signs .tool-status button').focus();
  }

  function tell(text, undo) {
    said = { text, undo };
    refresh();
    waybook.announce(text);
  }

  // -------------------------------------------------------------------- the page of one mistake

  const hereText = ({ ticked, signs }) => t('js-signs-one', { ticked: ticked.size, count: signs.length, fits: ticked.size > 0 ? 'yes' : 'no' });

  function boxesHere() {
    for (const list of document.querySelectorAll('[data-signs-here]')) {
      const at = () => mistakes.find(({ card }) => card.contains(list));
      const mistake = at();
      for (const [index, line] of [...list.children].entries()) {
        if (line.querySelector('input')) continue;
        line.replaceChildren(el('label', { class: 'sign' }, box(mistake, index), el('span', {}, mistake.signs[index])));
      }
      let place = list.parentElement.querySelector('wb-signs-here');
      if (!place) {
        const add = guards.addAll(() => at().guards);
        place = el('wb-signs-here', {}, el('p', {}), el('p', {}, add.button));
        place.showAdd = add.show;
        (list.parentElement.querySelector('.signs-here-space') ?? list.parentElement).append(place);
      }
      place.querySelector('p').textContent = hereText(mistake);
      place.showAdd();
    }
  }

  // -------------------------------------------------------------------- the beginning, and every change from elsewhere

  function show() {
    for (const input of document.querySelectorAll('[data-sign-of]')) {
      const mistake = mistakes.find(({ id }) => id === input.dataset.signOf);
      input.checked = Boolean(mistake?.ticked.has(Number(input.dataset.index)));
    }
    showTool();
    boxesHere();
  }

  function refresh() {
    mistakes.forEach(read);
    show();
  }

  function start() {
    for (const box of document.querySelectorAll('.signs-box')) box.hidden = false;
    mistakes = [...document.querySelectorAll('[data-mistake]')].map(mistakeOf);
    const fold = document.querySelector('[data-signs-tool]');
    if (fold && mistakes.length > 0) {
      fold.hidden = false;
      found.clear();
      const before = fold.querySelector('wb-signs');
      if (before) before.replaceWith(tool());
      else fold.querySelector('details').append(tool());
    }
    boxesHere();
    refresh();
    document.dispatchEvent(new CustomEvent('waybook:mistakes'));
  }

  Object.assign(fit, { all: () => mistakes });
  document.addEventListener('waybook:run', refresh);
  window.addEventListener('pageshow', refresh);
  waybook.onpage(start);
})();

// What a checklist can do beyond ticks: notes, marks on what is new or picked, and on the combined checklist the filter.
'use strict';
(() => {
  const { waybook } = window;
  const { runs, el, svg, t } = waybook;
  if (!runs) return;

  const ticks = 'input[type="checkbox"][data-item]';
  const rowOf = (box) => box.closest('li');
  /** What stands beside the box: the label, and room for more. */
  const cellOf = (row) => row.querySelector('label').parentElement;
  /** The boxes of the sheets; a one-page card has no room for notes. */
  const boxes = () => [...document.querySelectorAll(`.sheet ${ticks}`)];
  const own = (element, name) => element.querySelector(`:scope > ${name}`);

  // -------------------------------------------------------------------- notes and marks

  function showItems() {
    const fresh = new Set(runs.news().fresh);
    for (const box of boxes()) {
      const row = rowOf(box);
      const { item } = box.dataset;
      const cell = cellOf(row);
      if (!own(cell, 'wb-note')) cell.append(noteButton(box), el('wb-note'));
      const { note, picked } = runs.mark(item);
      showNote(row, note);
      showMarks(row, { 'js-item-new': fresh.has(item), 'js-item-picked': picked });
    }
  }

  function showMarks(row, marks) {
    const meta = row.querySelector('.meta');
    const texts = Object.keys(marks).filter((id) => marks[id]).map((id) => t(id));
    const old = own(meta, 'wb-marks');
    if ((old?.textContent ?? '') === texts.join('')) return;
    old?.remove();
    if (texts.length > 0) meta.prepend(el('wb-marks', {}, ...texts.map((text) => el('span', { class: 'badge' }, text))));
  }

  const noteButton = (box) => {
    const picture = svg('svg', { viewBox: '0 0 20 20', width: 18, height: 18, 'aria-hidden': 'true', focusable: 'false' },
      svg('path', { d: 'M3 3.5h14v10H9l-4 3.5v-3.5H3z' }), svg('path', { class: 'plus', d: 'M10 6v5M7.5 8.5h5' }));
    return el('wb-note-button', {}, el('button', { type: 'button', click: () => toggleNote(rowOf(box), box.dataset.item) }, el('span', { class: 'vh' }), picture));
  };

  function showNote(row, note) {
    const place = own(cellOf(row), 'wb-note');
    const button = own(cellOf(row), 'wb-note-button').firstChild;
    const field = place.querySelector('textarea');
    const text = row.querySelector('label').textContent.trim();
    button.firstChild.textContent = t(note ? 'js-note-edit' : 'js-note-add', { item: text });
    button.toggleAttribute('data-has', note !== '');
    button.setAttribute('aria-expanded', String(Boolean(field)));
    if (field) {
      // What is being written here is newer than anything from elsewhere.
      if (field !== document.activeElement && field.value !== note) field.value = note;
      own(place, 'p').textContent = note;
    } else {
      place.replaceChildren(...(note ? [el('p', {}, note)] : []));
    }
    place.hidden = !field && note === '';
  }

  function toggleNote(row, item) {
    const place = own(cellOf(row), 'wb-note');
    const button = own(cellOf(row), 'wb-note-button').firstChild;
    if (place.querySelector('textarea')) {
      place.replaceChildren();
      showNote(row, runs.note(item));
      button.focus();
      return;
    }
    const field = el('textarea', {
      rows: 3, 'aria-label': button.textContent, maxlength: 4000,
      input: () => runs.setNote(item, field.value),
      keydown: (event) => {
        const finished = event.key === 'Escape' || event.key === 'Enter' && (event.ctrlKey || event.metaKey);
        if (!finished) return;
        event.preventDefault();
        toggleNote(row, item);
      },
    });
    field.value = runs.note(item);
    // The text stands beside the field for paper, where a field would cut it off.
    place.replaceChildren(el('p', {}, field.value), field,
      el('button', { type: 'button', class: 'link-button', click: () => toggleNote(row, item) }, t('js-note-done')));
    showNote(row, field.value);
    field.focus();
  }

  // -------------------------------------------------------------------- the head of the combined checklist

  const head = () => document.querySelector('[data-run-tools]');
  let filter = {};
  /** Whether the filter has been read from the address. */
  let read = false;

  function showHead() {
    const place = head();
    if (!place || !waybook.filter) return;
    if (!own(place, 'wb-tools')) {
      place.append(el('wb-tools', {}, overall(), el('wb-news', { hidden: true }), filters(), el('p', { class: 'shown' },
        el('span', { role: 'status' }), ' ', el('button', { type: 'button', class: 'link-button', click: clear }, t('js-filter-clear')))));
    }
    const progress = runs.progress();
    place.querySelector('.overall output').textContent = t('js-done-of', progress);
    place.querySelector('.overall .progress > span').style.inlineSize = `${(100 * progress.done) / Math.max(progress.total, 1)}%`;
    place.querySelector('.overall button').textContent = runs.current().name;
    showNews(place.querySelector('wb-news'));
    if (!read) {
      filter = waybook.filter.read(location.hash) ?? {};
      read = true;
    }
    apply(false);
  }

  const overall = () => el('div', { class: 'overall' },
    el('button', { type: 'button', class: 'button quiet', 'aria-haspopup': 'dialog', click: () => waybook.openRuns() }),
    el('output', { 'aria-live': 'off' }), el('span', { class: 'progress', 'aria-hidden': 'true' }, el('span')));

  // -------------------------------------------------------------------- what changed since the run began

  function showNews(place) {
    const { fresh, gone } = runs.news();
    place.hidden = fresh.length === 0 && gone.length === 0;
    const state = JSON.stringify([fresh, gone]);
    if (place.hidden || place.dataset.state === state) return;
    place.dataset.state = state;
    const lines = [];
    if (fresh.length > 0) {
      lines.push(el('p', {}, `${t('js-news-fresh', { count: fresh.length })} `,
        el('button', { type: 'button', class: 'link-button', click: () => look({ show: 'new' }) }, t('js-news-show')), ' ',
        el('button', { type: 'button', class: 'link-button', click: takeOver }, t('js-news-take'))));
    }
    if (gone.length > 0) {
      const list = gone.map((mark) => el('li', {}, el('code', {}, mark.id), mark.done ? ` ${t('js-news-done')}` : '', mark.note ? el('q', {}, mark.note) : null));
      lines.push(el('details', {}, el('summary', {}, t('js-news-gone', { count: gone.length })), el('p', {}, t('js-news-gone-kept')), el('ul', {}, ...list)));
    }
    place.replaceChildren(...lines);
  }

  function takeOver() {
    runs.takeOver();
    if (filter.show === 'new') clear();
    head().querySelector('.overall button').focus();
    waybook.announce(t('js-news-taken'));
  }

  // -------------------------------------------------------------------- the filter

  /** How a value is called: as the page calls it. */
  function labelOf(name, value) {
    if (name === 'stage') return waybook.playbook.stages.find(({ key }) => key === value)?.label ?? value;
    if (name === 'owner') return value;
    const item = waybook.playbook.items.find((one) => (name === 'level' ? one.level === value : one.tags?.includes(value)));
    const row = item && boxes().find((box) => box.dataset.item === item.id)?.closest('li');
    const found = name === 'level' ? row?.querySelector('.meta .level') : row?.querySelectorAll('.meta .tag')[item.tags.indexOf(value)];
    return found?.textContent ?? value;
  }

  function filters() {
    const known = { ...waybook.filter.choices(waybook.playbook.items), show: ['open', 'done', 'picked', 'noted', 'new'] };
    const fields = waybook.filter.NAMES.filter((name) => known[name].length > 1).map((name) => el('label', { class: 'field' },
      el('span', {}, t(`js-filter-${name}`)),
      el('select', { name, change: (event) => look({ ...filter, [name]: event.target.value }) },
        el('option', { value: '' }, t('js-filter-all')),
        ...known[name].map((value) => el('option', { value }, name === 'show' ? t(`js-show-${value}`) : labelOf(name, value))))));
    // On a desk there is room for it; on a phone it is folded until it is wanted.
    const open = matchMedia('(width >= 40rem)').matches || Boolean(waybook.filter.read(location.hash));
    return el('details', { class: 'filter-fold', open }, el('summary', {}, t('js-filter-label')),
      el('div', { class: 'filters', role: 'group', 'aria-label': t('js-filter-label') }, ...fields));
  }

  /** Looks for something else, says how much there is of it, and writes it into the address. */
  function look(wanted) {
    filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value));
    const fragment = waybook.filter.write(filter);
    history.replaceState(history.state, '', fragment ? `#${fragment}` : location.pathname + location.search);
    shownFor = '';
    apply(true);
  }

  function clear() {
    look({});
    // The button that was pressed is gone.
    [...head().querySelectorAll('select, summary')].find((one) => one.checkVisibility())?.focus();
  }

  /** What the rows that are hidden now were hidden for: ticking an item does not take it away under one's hand. */
  let shownFor = '';
  function apply(aloud) {
    const place = head();
    for (const select of place.querySelectorAll('select')) {
      const value = filter[select.name] ?? '';
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
    const active = Object.keys(filter).length > 0;
    if (active) place.querySelector('.filter-fold').open = true;
    const all = boxes();
    const state = JSON.stringify([filter, runs.current().id, all.length]);
    if (state !== shownFor) {
      const fresh = new Set(runs.news().fresh);
      const items = new Map(waybook.playbook.items.map((item) => [item.id, item]));
      wanted = new Set(all.map((box) => box.dataset.item).filter((id) => !active || items.has(id) && waybook.filter.matches(filter, items.get(id), {
        ...runs.mark(id), fresh: fresh.has(id),
      })));
      shownFor = state;
    }
    for (const box of all) rowOf(box).hidden = !wanted.has(box.dataset.item);
    hideEmpty();
    const words = place.querySelector('.shown');
    words.classList.toggle('vh', !active);
    own(words, 'button').hidden = !active;
    const text = active || aloud ? t('js-filter-shown', { count: wanted.size, total: all.length }) : '';
    const status = own(words, 'span');
    if (status.textContent !== text) status.textContent = text;
  }
  let wanted = new Set();

  /** Headings of nothing are hidden too. */
  function hideEmpty() {
    const isEmpty = (part) => part.querySelector(ticks) !== null && [...part.querySelectorAll(ticks)].every((box) => rowOf(box).hidden);
    for (const list of document.querySelectorAll('.sheet .items')) {
      const title = list.previousElementSibling;
      list.hidden = isEmpty(list);
      if (title?.matches('.pause')) title.hidden = list.hidden;
    }
    for (const section of document.querySelectorAll('main section:has(.sheet)')) section.hidden = isEmpty(section);
  }

  // -------------------------------------------------------------------- now and later

  const show = () => {
    showItems();
    showHead();
  };
  document.addEventListener('waybook:run', show);
  window.addEventListener('hashchange', () => {
    if (!head()) return;
    const wish = waybook.filter?.read(location.hash);
    if (wish) {
      filter = wish;
      shownFor = '';
      apply(true);
    } else if (document.querySelector(':target')?.closest('[hidden]')) {
      // Someone was sent to what the filter hides.
      const { hash } = location;
      look({});
      location.replace(hash);
    }
  });
  waybook.onpage(() => {
    shownFor = '';
    show();
  });
})();

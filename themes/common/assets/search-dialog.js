// The search dialog: what is typed, what is found, and by which kinds and stages one narrows it down.
'use strict';
(() => {
  const waybook = window.waybook;
  const { el, t } = waybook;

  /** How many results are shown at once. */
  const STEP = 20;
  const EVERYWHERE = 'everywhere';

  const button = (attributes, ...children) => el('button', { type: 'button', ...attributes }, ...children);

  /** `library` is MiniSearch, `own` the data of the page's playbook, `all` the list of every playbook's. */
  waybook.searchDialog = ({ library, own, all }) => {
    let engine = null;
    let found = { hits: [], how: 'none' };
    let shown = 0;
    let query = '';
    let scope = own ? 'own' : EVERYWHERE;
    let opener = null;
    const chosen = { kinds: new Set(), stages: new Set() };

    // ---------------------------------------------------------------- the elements

    const input = el('input', {
      'aria-describedby': 'wb-search-keys', 'aria-label': t('js-search-label'), autocapitalize: 'off', autocomplete: 'off',
      enterkeyhint: 'go', id: 'wb-search-input', maxlength: 200, placeholder: t('js-search-placeholder'), spellcheck: 'false', type: 'search',
    });
    const close = button({ class: 'search-close', onclick: () => dialog.close() },
      el('span', { class: 'vh' }, t('js-search-close')), ' ', el('kbd', {}, 'Esc'), el('span', { class: 'search-cross', 'aria-hidden': 'true' }, '×'));
    const count = el('p', { class: 'search-count', 'aria-hidden': 'true' });
    const status = el('p', { class: 'vh', role: 'status' });
    const progress = el('progress', { class: 'search-progress', max: 1, 'aria-label': t('js-search-reading'), hidden: true });
    const scopes = el('fieldset', { class: 'search-scopes segmented' }, el('legend', { class: 'vh' }, t('js-search-where')));
    const kinds = el('fieldset', { class: 'search-facet' }, el('legend', { class: 'vh' }, t('js-search-kinds')));
    const stages = el('fieldset', { class: 'search-facet' }, el('legend', { class: 'vh' }, t('js-search-stages')));
    const results = el('div', { class: 'search-results' });
    const slash = el('input', { type: 'checkbox', checked: waybook.store.get('waybook-search-slash') !== 'off' });
    slash.addEventListener('change', () => waybook.store.set('waybook-search-slash', slash.checked ? 'on' : 'off'));
    const keys = el('p', { class: 'search-keys', id: 'wb-search-keys' }, t('js-search-keys'));
    const dialog = el('dialog', { class: 'search', 'aria-label': t('js-search-label') },
      el('div', { class: 'search-head' }, glass(), input, close),
      el('div', { class: 'search-body' },
        el('div', { class: 'search-facets' }, scopes, kinds, stages),
        progress, count, status, results),
      el('div', { class: 'search-foot' }, keys, el('label', {}, slash, ' ', t('js-search-slash'))));
    // The preview leaves elements with such a name alone when it patches the page.
    document.body.append(el('wb-search', {}, dialog));
    if (own && all) {
      const choice = (value) => el('label', {},
        el('input', { type: 'radio', name: 'wb-search-scope', value, checked: value === scope, onchange: () => { scope = value; run(); read(); } }),
        el('span', {}, t(`js-search-${value}`)));
      scopes.append(choice('own'), choice(EVERYWHERE));
    } else scopes.hidden = true;

    // ---------------------------------------------------------------- reading and indexing

    let reading = Promise.resolve();
    let stale = '';
    document.addEventListener('waybook:patched', () => { [engine, stale] = [null, `?${Date.now()}`]; });

    /** Makes what is asked for searchable, one playbook after another; what is there already is not read again. */
    function read() {
      reading = reading.then(async () => {
        await waybook.load(library);
        engine ??= waybook.searchEngine();
        if (own) await add(own, 1);
        if (scope === EVERYWHERE && all) {
          await waybook.load(all + stale);
          for (const [number, [path]] of waybook.searches.entries()) await add(waybook.root + path, waybook.searches.length, number);
        }
      }).then(() => settle(), () => settle(t('js-search-failed')));
      return reading;
    }

    const known = new Set();
    async function add(path, total, number = 0) {
      const address = path + stale;
      if (known.has(address)) return;
      progress.hidden = false;
      await waybook.load(address);
      known.add(address);
      engine.take();
      await engine.build((part) => { progress.value = (number + part) / total; });
      if (query) run(true);
    }

    function settle(problem) {
      progress.hidden = true;
      run(true);
      if (problem) say(problem);
    }

    // ---------------------------------------------------------------- searching

    const here = waybook.playbook?.path;
    const fits = (book) => scope === EVERYWHERE || book.path === here;

    /** Searches for what the field says; `anew` also when it is what was searched for last. */
    function run(anew) {
      if (!engine) return;
      const before = query;
      query = input.value.trim();
      if (anew !== true && before !== query) results.scrollTop = 0;
      found = engine.find(query, fits);
      draw(anew === true ? shown : 0);
    }

    const ofStage = (hit) => chosen.stages.size === 0 || [...chosen.stages].some((bit) => hit.stages & bit);
    const ofKind = (hit) => chosen.kinds.size === 0 || chosen.kinds.has(hit.kind);

    function draw(keep = 0) {
      const idle = !query && chosen.kinds.size === 0 && chosen.stages.size === 0;
      const hits = idle ? [] : found.hits.filter((hit) => ofKind(hit) && ofStage(hit));
      drawFacets();
      const focused = dialog.contains(document.activeElement) && document.activeElement.matches('.search-results a') ? document.activeElement.href : null;
      shown = 0;
      results.replaceChildren();
      if (idle) results.append(el('p', { class: 'search-hint' }, t('js-search-hint')));
      else if (hits.length === 0) results.append(nothing());
      else {
        if (query && found.how === 'some') results.append(el('p', { class: 'search-hint' }, t('js-search-some')));
        more(hits, Math.max(STEP, keep));
      }
      if (focused) [...results.querySelectorAll('a')].find((link) => link.href === focused)?.focus();
      say(idle ? '' : t('js-search-count', { count: hits.length }));
    }

    let saying;
    function say(text) {
      count.textContent = text;
      clearTimeout(saying);
      // Not while the reader is typing.
      saying = setTimeout(() => { status.textContent = text; }, 400);
    }

    // ---------------------------------------------------------------- kinds and stages

    function chip(name, label, number, set, value) {
      const box = el('input', { type: 'checkbox', name: `wb-search-${name}`, checked: set.has(value), value });
      box.addEventListener('change', () => {
        if (box.checked) set.add(value);
        else set.delete(value);
        draw();
        dialog.querySelector(`input[name="wb-search-${name}"][value="${CSS.escape(String(value))}"]`)?.focus();
      });
      return el('label', { class: 'chip' }, box, el('span', {}, label, ' ', el('span', { class: 'search-number' }, waybook.t('js-search-number', { count: number }))));
    }

    function drawFacets() {
      const offered = engine.KINDS.map((kind) => [kind, found.hits.reduce((sum, hit) => sum + (hit.kind === kind && ofStage(hit)), 0)]);
      refill(kinds, offered.filter(([kind, number]) => number > 0 || chosen.kinds.has(kind))
        .map(([kind, number]) => chip('kind', t(`js-search-kind-${kind}`), number, chosen.kinds, kind)));
      const labels = (engine.books.find(fits) ?? engine.books[0])?.stages ?? [];
      const numbers = labels.map(([, label], at) => [label, 1 << at, found.hits.reduce((sum, hit) => sum + ((hit.stages >> at & 1) && ofKind(hit) ? 1 : 0), 0)]);
      refill(stages, numbers.filter(([, bit, number]) => number > 0 || chosen.stages.has(bit))
        .map(([label, bit, number]) => chip('stage', label, number, chosen.stages, bit)));
    }

    /** Puts chips behind the legend, and keeps those that are the same: who is on one stays there. */
    function refill(fieldset, chips) {
      fieldset.hidden = chips.length === 0;
      const before = [...fieldset.querySelectorAll('label')];
      if (before.length === chips.length && chips.every((chip, at) => chip.textContent === before[at].textContent
        && chip.querySelector('input').checked === before[at].querySelector('input').checked)) return;
      for (const label of before) label.remove();
      fieldset.append(...chips);
    }

    // ---------------------------------------------------------------- results

    function more(hits, step) {
      const next = hits.slice(shown, shown + step);
      for (const hit of next) listOf(hit.book).append(result(hit));
      shown += next.length;
      if (shown >= hits.length) return;
      const rest = button({ class: 'button quiet search-more' }, t('js-search-more', { count: hits.length - shown }));
      rest.addEventListener('click', () => {
        const first = shown;
        rest.remove();
        more(hits, STEP);
        results.querySelectorAll('a')[first]?.focus();
      });
      results.append(rest);
    }

    /** The list of results of a playbook; one list for all where only one playbook is searched. */
    function listOf(book) {
      const name = scope === EVERYWHERE ? book.path : '';
      const there = [...results.querySelectorAll('ol')].find((list) => list.dataset.book === name);
      if (there) return there;
      const list = el('ol', { 'data-book': name });
      if (name) results.append(el('h2', { lang: book.locale }, book.title));
      results.append(list);
      return list;
    }

    function result(found) {
      const hit = { ...found, ...engine.describe(found) };
      const link = el('a', { href: waybook.root + hit.path }, ...marked(hit.title, engine.marks(hit.title, hit.terms)));
      const where = [t(`js-search-one-${hit.kind}`)];
      if (hit.kind === 'term' && hit.more) where.push(hit.more.replaceAll('\n', t('js-search-and')));
      // A page that holds one kind of thing alone has nothing to add.
      else if (['page', 'item', 'mistake'].includes(hit.kind) && hit.page !== hit.title) where.push(hit.page);
      const lines = [el('p', { class: 'search-title' }, link), el('p', { class: 'search-where' }, ...stagesOf(hit), where.join(' · '))];
      if (hit.text) lines.push(excerpt(hit));
      return el('li', { lang: hit.book.locale, class: `search-${hit.kind}` }, ...lines);
    }

    function stagesOf(hit) {
      return hit.book.stages.filter((_, at) => hit.stages >> at & 1)
        .map(([key, label]) => el('span', { class: `search-stage stage-${key}` }, label));
    }

    function excerpt(hit) {
      const { text, marks, cut } = engine.excerpt(hit.text, hit.terms);
      return el('p', { class: 'search-text' }, cut[0] ? '… ' : null, ...marked(text, marks), cut[1] ? ' …' : null);
    }

    function marked(text, marks) {
      const nodes = [];
      let from = 0;
      for (const [start, end] of marks) {
        nodes.push(text.slice(from, start), el('mark', {}, text.slice(start, end)));
        from = end;
      }
      return [...nodes, text.slice(from)];
    }

    /** What to say where nothing is found: what else would find something. */
    function nothing() {
      const ways = [];
      const narrowed = chosen.kinds.size + chosen.stages.size > 0;
      if (narrowed && found.hits.length > 0) {
        ways.push(button({ class: 'button quiet', onclick: () => { chosen.kinds.clear(); chosen.stages.clear(); draw(); input.focus(); } },
          t('js-search-widen', { count: found.hits.length })));
      }
      const instead = found.hits.length === 0 ? engine.suggest(query) : null;
      if (instead) {
        ways.push(button({ class: 'button quiet', onclick: () => { input.value = instead; run(); input.focus(); } }, t('js-search-instead', { query: instead })));
      }
      if (scope === 'own' && all) {
        ways.push(button({ class: 'button quiet', onclick: () => { scopes.querySelector(`[value=${EVERYWHERE}]`).click(); input.focus(); } }, t('js-search-try-everywhere')));
      }
      return el('div', { class: 'search-nothing' },
        el('p', {}, progress.hidden ? t('js-search-nothing', { query }) : t('js-search-reading')),
        ways.length > 0 ? el('div', { class: 'toolbar' }, ...ways) : el('p', { class: 'quiet' }, t('js-search-advice')));
    }

    // ---------------------------------------------------------------- keys

    const links = () => [...results.querySelectorAll('a')];

    input.addEventListener('input', (event) => { if (!event.isComposing) run(); });
    input.addEventListener('compositionend', () => run());
    dialog.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      const at = links().indexOf(document.activeElement);
      const inField = document.activeElement === input;
      const go = (link) => { event.preventDefault(); link?.focus(); };
      if (event.key === 'Escape') { event.preventDefault(); dialog.close(); }
      else if (event.key === 'ArrowDown' && (inField || at >= 0)) go(links()[at + 1]);
      else if (event.key === 'ArrowUp' && at >= 0) go(at === 0 ? input : links()[at - 1]);
      else if (event.key === 'Home' && at >= 0) go(links()[0]);
      else if (event.key === 'End' && at >= 0) go(links().at(-1));
      else if (event.key === 'Enter' && inField) follow(event, links()[0]);
      else if (at >= 0 && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) input.focus();
    });

    function follow(event, link) {
      event.preventDefault();
      if (!link) return;
      if (event.ctrlKey || event.metaKey) window.open(link.href, '_blank', 'noopener');
      else link.click();
    }

    results.addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
    });
    // A click beside the dialog closes it; one on it never has the dialog itself as its target.
    dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener('close', () => opener?.focus({ preventScroll: true }));

    return {
      /** Opens the dialog with the query that was searched for last. */
      open() {
        if (dialog.open) return input.select();
        opener = document.activeElement;
        dialog.showModal();
        input.focus();
        input.select();
        read();
      },
    };
  };

  function glass() {
    const name = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(name, 'svg');
    for (const [attribute, value] of Object.entries({ viewBox: '0 0 20 20', 'aria-hidden': 'true', class: 'search-glass' })) svg.setAttribute(attribute, value);
    const path = document.createElementNS(name, 'path');
    path.setAttribute('d', 'M13.2 13.2 17.5 17.5M14.5 8.75a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0Z');
    svg.append(path);
    return svg;
  }
})();

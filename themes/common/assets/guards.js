// The checklist items that prevent or mend something, wherever a page names them: whether they are done in the run, and a
// way to put them on its list.
//
// `<li data-guard="ITEM">` in a page shows the state; `waybook.guards.line(ITEM)` makes a line that can change it.
'use strict';
(() => {
  const { waybook } = window;
  const { el, t, runs } = waybook;
  if (!runs) return;

  const itemOf = (id) => (waybook.playbook.items ?? []).find((item) => item.id === id);

  /** An item as a link with its state, and with a button that adds it to the run; `null` when there is no such item. */
  function line(id, text) {
    const item = itemOf(id);
    if (!item) return null;
    const name = text ?? item.text;
    const toggle = () => {
      const picked = runs.isPicked(id);
      if (picked) runs.drop([id]);
      else runs.add([id]);
      waybook.announce(t(picked ? 'js-guard-dropped' : 'js-guard-added', { item: name }));
    };
    const made = el('wb-guard', { 'data-item-id': id },
      el('a', { href: waybook.root + item.path }, name), ' ',
      el('span', { class: 'guard-state' }), ' ',
      el('button', { type: 'button', class: 'link-button', onclick: toggle }));
    show(made);
    return made;
  }

  function stateOf(id) {
    return runs.isDone(id) ? 'done' : runs.isPicked(id) ? 'picked' : 'open';
  }

  function show(made) {
    const { itemId } = made.dataset;
    const state = stateOf(itemId);
    const name = made.querySelector('a').textContent;
    made.dataset.state = state;
    made.querySelector('.guard-state').textContent = state === 'open' ? '' : t(`js-guard-${state}`);
    const button = made.querySelector('button');
    const act = state === 'picked' ? 'drop' : 'add';
    button.hidden = state === 'done';
    button.textContent = t(`js-guard-${act}`);
    button.setAttribute('aria-label', t(`js-guard-${act}-of`, { item: name }));
  }

  /** A button that adds those of some items to the run which are neither done nor on its list. */
  function addAll(ids) {
    const open = () => ids().filter((id) => itemOf(id) && stateOf(id) === 'open');
    const button = el('button', {
      type: 'button',
      class: 'button quiet',
      onclick: () => {
        const added = open();
        runs.add(added);
        waybook.announce(t('js-guard-added-all', { count: added.length }));
      },
    });
    return {
      button,
      /** Says how many there are; nothing to add, no button. */
      show() {
        const count = new Set(open()).size;
        button.hidden = count < 2;
        button.textContent = t('js-guard-add-all', { count });
      },
    };
  }

  /** The same nodes in a new order, without taking the focus from where it is. */
  function put(list, nodes) {
    if (nodes.length === list.children.length && nodes.every((node, index) => node === list.children[index])) return;
    const { activeElement } = document;
    list.replaceChildren(...nodes);
    if (activeElement !== document.activeElement && list.contains(activeElement)) activeElement.focus({ preventScroll: true });
  }

  /** The lists of the page: a box that is ticked or not, and the same in words. */
  function showLists() {
    const begun = runs.begun();
    for (const place of document.querySelectorAll('[data-guard]')) {
      const state = begun ? stateOf(place.dataset.guard) : 'open';
      place.dataset.state = state;
      let words = place.querySelector('wb-state');
      if (!words) place.append(' ', (words = el('wb-state')));
      const text = state === 'open' ? '' : t(`js-guard-${state}`);
      if (words.textContent !== text) words.textContent = text;
    }
    for (const made of document.querySelectorAll('wb-guard')) show(made);
  }

  waybook.guards = { line, addAll, put };
  document.addEventListener('waybook:run', showLists);
  waybook.onpage(showLists);
})();

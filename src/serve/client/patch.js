// Puts a newer version of the page in the place of the one that is shown, without the reader losing anything: where
// they are in the text, what has the focus, what is unfolded, ticked and typed.

const own = "/__waybook/";

/** The page as it was served last: which snapshot, whether it is an older one, whether it is the preview's own. */
export const read = (script) => ({
  number: Number(script?.dataset.number ?? 0),
  old: script?.hasAttribute("data-old") ?? false,
  own: script?.hasAttribute("data-own") ?? false,
});

const idiomorph = new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = `${own}idiomorph.min.js`;
  script.addEventListener("load", () => resolve(window.Idiomorph));
  script.addEventListener("error", () => reject(new Error("idiomorph cannot be loaded")));
  document.head.append(script);
});

/**
 * Asks for the page anew and shows it. `shown` is what is shown now; gives back what is shown then. Where the server
 * has no page to give (a template fails), the page stays as it is.
 */
export const patch = async (shown) => {
  const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
  if (!answer.headers.get("content-type")?.startsWith("text/html")) throw new Error(`no page: ${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const script = next.querySelector(`script[src="${own}preview.js"]`);
  const page = read(script);
  if (answer.status >= 500 && !shown.own) return { ...shown, number: page.number, old: true };
  script?.remove();
  if (answer.redirected) {
    const { pathname } = new URL(answer.url);
    history.replaceState(history.state, "", pathname + location.search + location.hash);
  }
  if (needsReload(next)) {
    location.reload();
    return page;
  }
  const { morph } = await idiomorph;
  const swapStyles = await loadStyles(next, page.number);
  const keepPlace = place();
  const keepFocus = focus();
  keepFolds(next);
  swapStyles();
  patchHead(next);
  patchRoot(next);
  morph(document.body, next.body, { callbacks });
  keepFocus();
  keepPlace();
  return page;
};

// -------------------------------------------------------------------- scripts

const scripts = (from) =>
  [...from.querySelectorAll("script[src]")].map((script) => new URL(script.getAttribute("src"), location.href).href);

/** A script that was not there before would not run by being put into the page. */
const needsReload = (next) => {
  const known = new Set(scripts(document));
  return scripts(next).some((address) => !known.has(address));
};

// -------------------------------------------------------------------- style sheets

const sheets = (from) => [...from.head.querySelectorAll('link[rel~="stylesheet"]')];
/** Where each sheet was found: its relative address may mean another place once the page has another address. */
const addresses = new WeakMap(sheets(document).map((link) => [link, link.href]));
/** A sheet whose name carries the hash of its content never changes. */
const hashed = /\.[0-9a-f]{8,}\.css$/;
/** How long a sheet may take before the page is shown without it, in milliseconds. */
const patience = 3000;

/**
 * Loads the sheets that are new, beside the old ones and without effect. What is given back lets them take effect and
 * takes the old ones away, in one step: nothing flashes.
 */
const loadStyles = async (next, number) => {
  const before = sheets(document).filter((link) => addresses.has(link));
  const known = new Map(before.map((link) => [addresses.get(link), link]));
  const kept = new Set();
  const fresh = [];
  let last = null;
  for (const wanted of sheets(next)) {
    const { href, pathname } = new URL(wanted.getAttribute("href"), location.href);
    let link = hashed.test(pathname) ? known.get(href) : undefined;
    if (!link) {
      link = document.importNode(wanted);
      link.href = hashed.test(pathname) ? href : `${href}?${number}`;
      link.media = "not all";
      addresses.set(link, href);
      fresh.push({ link, media: wanted.getAttribute("media"), loaded: loaded(link) });
      // Their order decides which rule wins.
      if (last) last.after(link);
      else if (before.length) before[0].before(link);
      else document.head.append(link);
    }
    kept.add(link);
    last = link;
  }
  await Promise.all(fresh.map((sheet) => sheet.loaded));
  return () => {
    for (const { link, media } of fresh) {
      if (media == null) link.removeAttribute("media");
      else link.media = media;
    }
    for (const link of before) if (!kept.has(link)) link.remove();
  };
};

const loaded = (link) =>
  new Promise((resolve) => {
    link.addEventListener("load", resolve, { once: true });
    link.addEventListener("error", resolve, { once: true });
    setTimeout(resolve, patience);
  });

// -------------------------------------------------------------------- head and root

/** Title, descriptions and addresses of the head; what the page's scripts put there stays. */
const patchHead = (next) => {
  document.title = next.title;
  const facts = 'meta, link:not([rel~="stylesheet"])';
  const wanted = new Map([...next.head.querySelectorAll(facts)].map((element) => [element.outerHTML, element]));
  for (const element of document.head.querySelectorAll(facts)) {
    if (!wanted.delete(element.outerHTML)) element.remove();
  }
  document.head.append(...wanted.values());
};

/** The attributes of the root as they were served; unknown while a script of the page may have set some. */
let rootNames = document.scripts.length > 2 ? [] : document.documentElement.getAttributeNames();

const patchRoot = (next) => {
  const wanted = next.documentElement.getAttributeNames();
  for (const name of rootNames) if (!wanted.includes(name)) document.documentElement.removeAttribute(name);
  for (const name of wanted) document.documentElement.setAttribute(name, next.documentElement.getAttribute(name));
  rootNames = wanted;
};

// -------------------------------------------------------------------- what the reader did

/** Whether a reader changed a field, so that what is served has no say in it. */
const changed = (field) => {
  if (field instanceof HTMLInputElement) {
    const isBox = ["checkbox", "radio"].includes(field.type);
    return isBox ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  const select = field instanceof HTMLOptionElement ? field.closest("select") : null;
  if (!select) return false;
  const options = [...select.options];
  const chosen = options.filter((option) => option.defaultSelected);
  if (!chosen.length && !select.multiple) chosen.push(options[0]);
  return options.some((option) => option.selected !== chosen.includes(option));
};

const callbacks = {
  beforeNodeMorphed(from, to) {
    if (from instanceof HTMLDetailsElement && !settled.has(from) && !settled.has(to)) to.toggleAttribute("open", from.open);
    return true;
  },
  // What the page's scripts made is theirs; they say so by its name.
  beforeNodeRemoved: (node) => !node.localName?.startsWith("wb-"),
  beforeAttributeUpdated(name, element) {
    return !(["checked", "value", "selected"].includes(name) && changed(element));
  },
};

/** Folds, of the page and of the next one, that were told by what stands on them. */
let settled = new WeakSet();

/** Folds are told by their summaries; those that have the same one are left to be told by what is around them. */
const keepFolds = (next) => {
  const [now, later] = [folds(document), folds(next)];
  settled = new WeakSet();
  for (const [name, fold] of later) {
    const before = now.get(name);
    if (!before || !fold) continue;
    fold.toggleAttribute("open", before.open);
    settled.add(before).add(fold);
  }
};

const folds = (from) => {
  const byName = new Map();
  for (const fold of from.body.querySelectorAll("details")) {
    const name = fold.id ? `#${fold.id}` : `${fold.parentElement.closest("[id]")?.id} ${textOf(fold.querySelector("summary"))}`;
    byName.set(name, byName.has(name) ? null : fold);
  }
  return byName;
};

const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

/** Elements of the same kind that say the same. */
const alike = (element, text) => [...document.body.querySelectorAll(element.localName)].filter((e) => textOf(e) === text);

/** Remembers what has the focus; what is given back gives it the focus again, should it have lost it. */
const focus = () => {
  const active = document.activeElement;
  if (!active || !document.body.contains(active) || active === document.body) return () => {};
  const { id } = active;
  const text = textOf(active);
  const index = alike(active, text).indexOf(active);
  return () => {
    const isIt = active === document.activeElement && (id ? active.id === id : textOf(active) === text);
    if (isIt || active.matches("main")) return;
    const again = id ? document.getElementById(id) : alike(active, text)[index];
    again?.focus({ preventScroll: true });
  };
};

const pieces = ":is(main, body > *) :is(h1, h2, h3, h4, h5, h6, p, li, tr, pre, dt, dd, figure, blockquote, summary)";
/** How many pieces of text are remembered: one at least should be there afterwards too. */
const remembered = 12;

/** Remembers what text is seen where; what is given back scrolls so that it is seen there again. */
const place = () => {
  const { scrollX, scrollY } = window;
  if (scrollY === 0) return () => {};
  const seen = [];
  for (const element of document.querySelectorAll(pieces)) {
    const { top, bottom, height } = element.getBoundingClientRect();
    if (!height || bottom < 0 || top < 0 || isStuck(element)) continue;
    if (top > innerHeight || seen.length === remembered) break;
    seen.push({ element, top, text: textOf(element), index: -1 });
  }
  for (const piece of seen) piece.index = alike(piece.element, piece.text).indexOf(piece.element);
  return () => {
    for (const { element, top, text, index } of seen) {
      const stays = element.isConnected && textOf(element) === text;
      const now = stays ? element : alike(element, text)[index];
      if (!now) continue;
      window.scrollBy({ top: now.getBoundingClientRect().top - top, behavior: "instant" });
      return;
    }
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  };
};

/** Whether an element does not scroll with the page. */
const isStuck = (element) => {
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
  }
  return false;
};

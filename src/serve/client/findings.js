// What is wrong with the page and its playbook: an overlay for errors, a badge that unfolds into a list for all of it.
// Everything that is shown goes in as text, never as HTML.

const own = "/__waybook/";
/** Where it is noted which errors were dismissed: for this tab, over all pages. */
const noted = "waybook-preview:dismissed";

/** Makes an element with attributes and children; text stays text. */
export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
};

/** What a browser remembers; where it is not allowed to, what lasts as long as the page. */
export const storage = (name) => {
  try {
    return window[name] ?? {};
  } catch {
    return {};
  }
};

const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

/** The overlay, the badge and its panel. `say` tells those who do not see. */
export const parts = (say) => {
  const overlay = make("section", { class: "overlay", role: "dialog", "aria-labelledby": "overlay-title", tabindex: "-1", hidden: true });
  const panel = make("section", { class: "panel", id: "panel", role: "group", "aria-label": "Findings", tabindex: "-1", hidden: true });
  const badge = make("button", { class: "badge", type: "button", "aria-expanded": "false", "aria-controls": "panel", hidden: true });
  const notes = storage("sessionStorage");
  let dismissed = new Set(JSON.parse(notes[noted] ?? "[]"));
  /** What had the focus before the overlay took it. */
  let before = null;
  let drawn = "";

  // ------------------------------------------------------------------ one finding

  const place = (one) => (one.path ? `${one.path}:${one.line}:${one.column}` : null);

  const copyButton = (text, label) => {
    const button = make("button", { type: "button", class: "quiet", onclick: () => copy() }, label);
    const answer = (words) => {
      button.textContent = words;
      say(words);
      setTimeout(() => (button.textContent = label), 2000);
    };
    const copy = () =>
      navigator.clipboard
        ? navigator.clipboard.writeText(text).then(() => answer("Copied"), () => answer(text))
        : answer(text);
    return button;
  };

  const where = (one) => {
    const words = place(one);
    if (!words) return null;
    return make(
      "p",
      { class: "where" },
      one.editor ? make("a", { href: one.editor }, words) : make("span", {}, words),
      one.file ? copyButton(`${one.file}:${one.line}:${one.column}`, "Copy path") : null,
    );
  };

  const rule = (one) => (one.rule ? make("code", { class: "rule" }, one.rule) : null);
  /** A message: what stands between backticks is literal. */
  const words = (message) => message.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));
  const level = (one) => make("span", { class: "level" }, one.severity);

  const lines = (one) => (one.text ? make("pre", { role: "group", "aria-label": "Lines", tabindex: "0" }, one.text) : null);

  /** With its lines, for the overlay. */
  const inFull = (one) =>
    make(
      "article",
      { class: `finding ${one.severity}` },
      make("h3", {}, level(one), " ", ...words(one.message), " ", rule(one)),
      where(one),
      lines(one),
    );

  /** With its lines folded away, for the panel. */
  const inShort = (one) =>
    make(
      "article",
      { class: `finding ${one.severity}` },
      make("h3", {}, level(one), " ", ...words(one.message), " ", rule(one)),
      where(one),
      one.text ? make("details", {}, make("summary", {}, "Lines"), lines(one)) : null,
    );

  /** Puts elements in the place of others; one that says what an old one says is the old one, as it is. */
  const refill = (into, elements) => {
    const olds = new Map([...into.querySelectorAll("article")].map((element) => [element.textContent, element]));
    const { scrollTop } = into;
    const focused = into.getRootNode().activeElement;
    const had = into.contains(focused) && focused !== into;
    const fresh = make("div", {}, ...elements);
    for (const article of fresh.querySelectorAll("article")) {
      const old = olds.get(article.textContent);
      if (old) article.replaceWith(old);
    }
    into.replaceChildren(...fresh.childNodes);
    into.scrollTop = scrollTop;
    if (had) (focused.isConnected ? focused : into).focus({ preventScroll: true });
  };

  // ------------------------------------------------------------------ overlay

  /** What an error is about, wherever its line has moved to. */
  const about = (one) => `${one.path} ${one.rule} ${one.message}`;

  const note = () => (notes[noted] = JSON.stringify([...dismissed]));

  const showOverlay = (errors, old) => {
    // One that is gone and comes again is news.
    dismissed = new Set(errors.map(about).filter((key) => dismissed.has(key)));
    note();
    if (!errors.some((one) => !dismissed.has(about(one)))) return closeOverlay();
    const dismiss = () => {
      dismissed = new Set(errors.map(about));
      note();
      closeOverlay();
    };
    overlay.dismiss = dismiss;
    refill(overlay, [
      make(
        "header",
        {},
        make("h2", { id: "overlay-title" }, many(errors.length, "error")),
        old ? make("p", {}, "The page is shown as it was before.") : null,
        make("button", { type: "button", class: "close", onclick: dismiss }, "Dismiss ", make("kbd", {}, "Esc")),
      ),
      make("div", { class: "list" }, ...errors.map(inFull)),
    ]);
    if (!overlay.hidden) return;
    togglePanel(false);
    overlay.hidden = false;
    say(many(errors.length, "error"));
    // Whoever is typing goes on typing.
    if (document.activeElement?.matches("input:not([type=checkbox], [type=radio]), textarea, [contenteditable]")) return;
    before = document.activeElement;
    overlay.focus({ preventScroll: true });
  };

  const closeOverlay = () => {
    if (overlay.hidden) return;
    const had = overlay.getRootNode().activeElement;
    overlay.hidden = true;
    if (had && before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
    before = null;
  };

  // ------------------------------------------------------------------ badge and panel

  const weight = ({ severity }) => ["error", "warning", "info"].indexOf(severity);
  const list = (title, all) => {
    if (!all.length) return null;
    const worstFirst = all.toSorted((a, b) => weight(a) - weight(b));
    return make("section", {}, make("h2", {}, title, " ", make("span", { class: "count" }, String(all.length))), ...worstFirst.map(inShort));
  };

  const written = (source) =>
    source
      ? make(
          "p",
          { class: "where" },
          "Written in ",
          source.editor ? make("a", { href: source.editor }, source.path) : make("span", {}, source.path),
          source.file ? copyButton(source.file, "Copy path") : null,
        )
      : null;

  const showBadge = ({ here, elsewhere, source }) => {
    const all = [...here, ...elsewhere];
    const count = (severity) => all.filter((one) => one.severity === severity).length;
    const counts = [
      ["error", count("error")],
      ["warning", count("warning")],
      ["info", count("info")],
    ].filter(([, number]) => number);
    const words = counts.map(([word, number]) => many(number, word)).join(", ");
    badge.className = `badge ${counts[0]?.[0] ?? "none"}`;
    badge.textContent = words || "No findings";
    badge.hidden = false;
    refill(
      panel,
      [
        list("On this page", here),
        list("Elsewhere in the playbook", elsewhere),
        all.length ? null : make("p", {}, "Nothing is wrong with this page and its playbook."),
        written(source),
        make("p", {}, make("a", { href: own }, "All findings, coverage and addresses")),
      ].filter(Boolean),
    );
  };

  const togglePanel = (open) => {
    panel.hidden = !open;
    badge.setAttribute("aria-expanded", String(open));
  };
  badge.addEventListener("click", () => togglePanel(panel.hidden));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (!overlay.hidden) overlay.dismiss();
    else if (!panel.hidden) {
      togglePanel(false);
      badge.focus();
    }
  });

  // ------------------------------------------------------------------ all

  /** Shows what was told of the page; `old` says that it is shown as it was before. */
  const show = (told, old) => {
    const now = JSON.stringify([told.here, told.elsewhere, told.source, old]);
    if (now === drawn) return;
    drawn = now;
    showBadge(told);
    showOverlay([...told.here, ...told.elsewhere].filter((one) => one.severity === "error"), old);
  };

  /** Shows nothing: the page tells of the findings itself. */
  const hide = () => {
    drawn = "";
    badge.hidden = true;
    togglePanel(false);
    closeOverlay();
  };

  return { elements: [panel, badge, overlay], show, hide };
};

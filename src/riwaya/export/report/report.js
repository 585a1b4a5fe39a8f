"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const byId = (id) => document.getElementById(id);

  // ---- the words behind a cell
  const drawer = byId("drawer");
  let held = null;
  let opener = null;
  const heldTexts = () => (held ??= JSON.parse(byId("texts").textContent));

  // offsets of the ledger count code points, those of strings UTF-16 units: they part where a text leaves the basic plane
  const units = (text, points) => {
    if (!/[\ud800-\udbff]/.test(text)) return points;
    const wanted = [...new Set(points)].sort((a, b) => a - b);
    const found = new Map();
    let unit = 0;
    let point = 0;
    for (const at of wanted) {
      for (; point < at && unit < text.length; point++) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      found.set(at, unit);
    }
    return points.map((at) => found.get(at));
  };

  const part = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  };

  const lit = (text, span, near) => {
    const [start, end, from, to] = units(text, [...span, ...near]);
    const lines = document.createDocumentFragment();
    const plain = (a, b) => {
      if (a >= b) return;
      const cuts = [a, Math.min(Math.max(from, a), b), Math.min(Math.max(to, a), b), b];
      lines.append(text.slice(cuts[0], cuts[1]));
      if (cuts[1] < cuts[2]) {
        const around = part("span", text.slice(cuts[1], cuts[2]));
        around.className = "near";
        lines.append(around);
      }
      lines.append(text.slice(cuts[2], cuts[3]));
    };
    plain(0, start);
    lines.append(part("mark", text.slice(start, end)));
    plain(end, text.length);
    return lines;
  };

  const quoted = (argument) => (/^[\w.@%+=:,/#-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`);
  const numbers = (pair) => pair.split(" ").map(Number);

  const show = (button) => {
    const { ledger, documents } = heldTexts();
    const source = documents[Number(button.dataset.d)];
    const bdi = part("bdi", source.outlet || source.id);
    byId("drawer-of").replaceChildren(bdi, source.day ? `, ${source.day}` : "");
    const address = byId("drawer-url");
    address.replaceChildren();
    if (source.url) {
      const anchor = part("a", source.url);
      anchor.href = source.url;
      anchor.rel = "noopener noreferrer external";
      address.append(anchor);
    }
    byId("drawer-cell").textContent = button.dataset.c;
    byId("drawer-command").textContent = `riwaya explain ${quoted(button.dataset.c)} --ledger ${quoted(ledger)}`;
    byId("copied").textContent = "";
    const text = byId("drawer-text");
    text.replaceChildren(lit(source.text, numbers(button.dataset.s), numbers(button.dataset.n)));
    opener = button;
    opener.setAttribute("aria-expanded", "true");
    drawer.showModal();
    byId("close").focus({ preventScroll: true });
    text.querySelector("mark").scrollIntoView({ block: "center" });
  };

  drawer.addEventListener("close", () => {
    if (!opener) return;
    opener.removeAttribute("aria-expanded");
    opener.focus({ preventScroll: true });
    opener = null;
  });
  // the panel covers the dialog's own box: a click that reaches the dialog itself is outside of it
  drawer.addEventListener("click", (event) => event.target === drawer && drawer.close());
  byId("close").addEventListener("click", () => drawer.close());
  byId("copy").addEventListener("click", async () => {
    const command = byId("drawer-command");
    try {
      await navigator.clipboard.writeText(command.textContent);
      byId("copied").textContent = "copied";
    } catch {
      getSelection().selectAllChildren(command);
      byId("copied").textContent = "selected: copy it with the keyboard";
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.w");
    if (button) show(button);
  });

  // ---- filters; the folding is that of the reader: spellings that Arabic leaves to the writer are one
  const deleted = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const letters = new Map([..."أإآٱ"].map((letter) => [letter, "ا"]));
  for (const [from, to] of ["ىي", "یي", "ةه", "ۀه", "ؤو", "ئي", "کك", "ھه", "٫.", "٬,"]) letters.set(from, to);
  const digits = (letter) => String((letter.charCodeAt(0) & 0xf) % 10);
  const fold = (text) =>
    text
      .normalize("NFKC")
      .replace(deleted, "")
      .replace(/[٠-٩۰-۹]/g, digits)
      .replace(/[أإآٱىیةۀؤئکھ٫٬]/g, (letter) => letters.get(letter))
      .toLowerCase()
      .replace(/\s+/g, " ");

  const form = byId("filters");
  const cards = [...document.querySelectorAll("article.card")];
  const days = [...document.querySelectorAll("section.day")];
  const folded = new Map();
  const wordsOf = (card) => {
    if (!folded.has(card)) folded.set(card, fold(card.textContent));
    return folded.get(card);
  };

  const fits = (card, wanted, words) =>
    (!wanted.kind || card.dataset.kind === wanted.kind) &&
    (!wanted.standing || card.dataset.standing === wanted.standing) &&
    (!wanted.place || card.dataset.place === wanted.place) &&
    (!wanted.outlets || Number(card.dataset.outlets) > 1) &&
    (!wanted.disputes || Number(card.dataset.disputes) > 0) &&
    words.every((word) => wordsOf(card).includes(word));

  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const words = fold(wanted.words || "").split(" ").filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      card.hidden = !fits(card, wanted, words);
      shown += card.hidden ? 0 : 1;
    }
    for (const day of days) day.hidden = !day.querySelector("article.card:not([hidden])");
    byId("nothing").hidden = shown > 0;
    form.elements.shown.textContent =
      shown === cards.length ? `${shown} incident${shown === 1 ? "" : "s"}` : `${shown} of ${cards.length} incidents`;
  };

  if (form) {
    let waiting = 0;
    form.hidden = false;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 80);
    });
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // a link to an incident that the filters hide takes them away
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest('a[href^="#"]');
    const target = anchor && byId(decodeURIComponent(anchor.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      form.reset();
      filter();
    }
  });
})();

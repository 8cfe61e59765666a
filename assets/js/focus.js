// Keeps the place of whoever works with the keyboard: what had the focus may go away, and what was
// sent may come back with something to mend.

import { createElement, useEffect, useRef } from "react";

// Parts of a page that may stand in for a control of theirs that is gone.
const PARTS =
  "li, section, article, aside, form, fieldset, dialog, .panel, .notice, [role=region], main";
const ERRORS = "[aria-invalid=true], .field-error:not(:empty)";
const CONTROLS = "input:not([type=hidden]), select, textarea";
// Time in which the page itself may put the focus somewhere, such as on what it has to say.
const COURTESY_MS = 50;
// After it a form that showed an error when it was sent, and shows it still, has come back the same.
const SAME_MS = 800;
// Whether anything had the focus since the page was loaded.
let used = false;
const WATCHED = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ["disabled", "hidden", "aria-busy", "aria-invalid"],
};

/** Whether nothing has the focus, or nothing that answers a key. */
function lost() {
  const { activeElement: now, body } = document;
  return !now || now === body || now.matches(":disabled");
}

function usable(element) {
  const seen = element.checkVisibility({ visibilityProperty: true });
  return element.isConnected && seen && !element.matches(":disabled");
}

/** An element and what it is in, from the inside. */
function wayOut(element) {
  const way = [];
  for (let each = element; each && each !== document.body; each = each.parentElement) way.push(each);
  return way;
}

/** Where the focus should go: the same control, drawn anew or free again, or the part it was in. */
function successor([own, ...around]) {
  if (usable(own)) return own;
  const again = own.id ? document.getElementById(own.id) : null;
  if (again && usable(again)) return again;
  if (own.isConnected && own.getAttribute("aria-busy") === "true") return null;
  const part = around.find((each) => each.matches(PARTS) && usable(each));
  return part ?? document.querySelector("main");
}

/** Whether a change of the page is one of what is told beside a field. */
function tellsAnError({ type, target, attributeName, addedNodes }) {
  if (type === "attributes") return attributeName === "aria-invalid";
  const place = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
  const within = [...addedNodes].some((each) => each.matches?.(ERRORS));
  return within || Boolean(place?.closest(".field-error"));
}

/** The first control of a form with something to mend; null where a summary tells it. */
function firstWrong(form) {
  if (document.querySelector(".error-summary")) return null;
  const told = [...form.querySelectorAll(ERRORS)].find((each) => each.checkVisibility());
  if (!told || told.matches("[aria-invalid=true]")) return told ?? null;
  return told.closest("fieldset, .field")?.querySelector(CONTROLS) ?? null;
}

/** Closes with Escape the reason of a figure, and goes back to the figure it belongs to. */
function closeReason(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const reason = document.querySelector('.why[aria-expanded="true"]');
  reason?.focus();
  reason?.click();
}

/**
 * A part that appears elsewhere because of what the person pressed: it takes the focus when it comes
 * or is about something else, and gives it back when it goes.
 */
export function ArrivingPart({ about, children, ...rest }) {
  const part = useRef(null);
  const from = useRef(null);
  useEffect(() => {
    if (!used) return; // the page was loaded with it
    if (!lost() && !part.current.contains(document.activeElement)) from.current = document.activeElement;
    part.current.focus();
    part.current.scrollIntoView({ block: "nearest" });
  }, [about]);
  useEffect(
    () => () => {
      if (lost() && from.current?.isConnected) from.current.focus();
    },
    [],
  );
  return createElement("div", { ...rest, ref: part, tabIndex: -1 }, children);
}

/**
 * Puts the focus near where it was when its control is taken out of the page or switched off, and on
 * the first field of a form that comes back with an error beside it.
 *
 * Without this a button that disappears with its own success, one that is off while it works, and a
 * link to another page would leave whoever uses the keyboard, or has the page read aloud, at the
 * beginning of the page or nowhere.
 */
export function FocusKeeper() {
  useEffect(() => {
    let way = [];
    let sent = null; // the form that was sent last, until the person goes on
    let timer = null;
    let answered = false;
    const settle = () => {
      timer = null;
      const wrong = answered && sent?.isConnected ? firstWrong(sent) : null;
      answered = false;
      if (wrong) {
        sent = null;
        wrong.focus();
        return;
      }
      if (way.length === 0 || !lost()) return;
      const next = successor(way);
      if (!next) return;
      if (next.tabIndex < 0 && !next.hasAttribute("tabindex")) next.tabIndex = -1;
      next.focus({ preventScroll: next !== way[0] });
    };
    const look = (changes) => {
      answered = answered || (sent !== null && changes.some(tellsAnError));
      const needed = answered || (way.length > 0 && lost());
      if (needed && timer === null) timer = setTimeout(settle, COURTESY_MS);
    };
    const remember = ({ target }) => {
      used = true;
      way = wayOut(target);
    };
    const leave = ({ target }) => {
      // The browser tells this also of what is being taken away; then it is not the person's wish.
      queueMicrotask(() => {
        if (way[0] === target && lost() && usable(target)) way = [];
      });
    };
    const same = (form, told) => {
      if (sent !== form || firstWrong(form) !== told) return;
      if (form.querySelector("[aria-busy=true]")) {
        setTimeout(same, SAME_MS, form, told);
        return;
      }
      answered = true;
      settle();
    };
    const send = ({ target }) => {
      sent = target;
      const told = firstWrong(target);
      if (told) setTimeout(same, SAME_MS, target, told); // an equal answer changes nothing to see
    };
    const goOn = () => {
      sent = null;
      answered = false;
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, WATCHED);
    const heard = [
      ["focusin", remember],
      ["focusout", leave],
      ["keydown", goOn],
      ["pointerdown", goOn],
      ["submit", send],
      ["keydown", closeReason],
    ];
    for (const [name, handler] of heard) document.addEventListener(name, handler, true);
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
      for (const [name, handler] of heard) document.removeEventListener(name, handler, true);
    };
  }, []);
  return null;
}

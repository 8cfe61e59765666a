// Help where it is needed: the question mark of a page, and the meaning of a word of the field.

import { createElement, Fragment, useEffect, useId, useLayoutEffect, useRef, useState } from "react";

const ROOM = "(min-width: 768px)"; // where help and page are seen together
const EDGE = 12; // pixels between a meaning and the edge of the window
const GAP = 4;
const LEAVING_MS = 160; // in which a pointer may go from the word to its meaning

/** True from when the page's scripts run. */
function useMounted() {
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return mounted;
}

/**
 * The button beside a page's title and the help that it opens.
 *
 * It stays while the person works: beside the page where there is room for both, else under the
 * page's title, where nothing of the page is under it. On a telephone it is a dialog over the page. The browser gives the focus back when either is closed. What it
 * says is in the page only while it is open: a search in the page does not find what nobody sees.
 */
export function PageHelp({ id, children }) {
  const [sign, ...content] = children;
  const mounted = useMounted();
  const dialog = useRef(null);
  const [open, setOpen] = useState(false);
  const toggle = () => {
    if (open) dialog.current.close();
    else setOpen(true);
  };
  useLayoutEffect(() => {
    if (!open) return;
    if (globalThis.matchMedia(ROOM).matches) dialog.current.show();
    else dialog.current.showModal();
  }, [open]);
  useEffect(() => {
    if (!open) return undefined;
    const escape = (event) => {
      const busy = event.defaultPrevented || document.querySelector("[popover]:popover-open");
      if (event.key === "Escape" && !busy) dialog.current?.close();
    };
    document.addEventListener("keydown", escape);
    return () => document.removeEventListener("keydown", escape);
  }, [open]);
  const button = {
    type: "button",
    className: "icon-button page-help-button",
    disabled: !mounted,
    "aria-haspopup": "dialog",
    "aria-expanded": open,
    "aria-controls": id,
    onClick: toggle,
  };
  const panel = {
    id,
    ref: dialog,
    className: "page-help explanation",
    "aria-labelledby": `${id}-titulo`,
    onClose: () => setOpen(false),
    // A press beside a dialog over the page is a press on the dialog itself.
    onClick: ({ target }) => {
      if (target === dialog.current || target.closest("[data-close]")) dialog.current.close();
    },
  };
  return createElement(
    Fragment,
    null,
    createElement("button", button, sign),
    createElement("dialog", panel, open && createElement("div", { className: "page-help-body" }, ...content)),
  );
}

/** Puts a meaning under its word, or above it where there is no room, within the window. */
function place(word, meaning) {
  const at = word.getBoundingClientRect();
  const { width, height } = meaning.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(EDGE, Math.min(at.left, clientWidth - width - EDGE));
  const below = at.bottom + GAP;
  const fits = below + height + EDGE <= clientHeight;
  meaning.style.left = `${left}px`;
  meaning.style.top = `${fits ? below : Math.max(EDGE, at.top - GAP - height)}px`;
}

/**
 * A word whose meaning appears while the pointer or the focus is on it, or when it is touched.
 *
 * The meaning is a popover: no frame cuts it, Escape and a press elsewhere put it away, and a
 * pointer can go onto it, to read or copy it.
 */
export function Term({ meaning, children, ...rest }) {
  const id = useId();
  const word = useRef(null);
  const text = useRef(null);
  const leaving = useRef(0);
  const isOpen = () => text.current?.matches(":popover-open");
  const follow = useRef(() => isOpen() && place(word.current, text.current));
  const show = () => {
    clearTimeout(leaving.current);
    if (isOpen()) return;
    text.current.showPopover();
    follow.current();
    globalThis.addEventListener("scroll", follow.current, { capture: true, passive: true });
  };
  const hide = () => {
    clearTimeout(leaving.current);
    globalThis.removeEventListener("scroll", follow.current, { capture: true });
    if (isOpen()) text.current.hidePopover();
  };
  const leave = (event) => {
    if (event.pointerType === "touch" || document.activeElement === word.current) return;
    leaving.current = setTimeout(hide, LEAVING_MS);
  };
  const enter = (event) => event.pointerType !== "touch" && show();
  useEffect(() => hide, []);
  const button = {
    ref: word,
    type: "button",
    className: "term-word",
    "aria-describedby": id,
    onFocus: show,
    onBlur: hide,
    onClick: show,
  };
  const bubble = { role: "tooltip", popover: "auto", className: "term-meaning" };
  return createElement(
    "span",
    { className: "term", onPointerEnter: enter, onPointerLeave: leave },
    createElement("button", { ...rest, ...button }, children),
    createElement("span", { ...bubble, id, ref: text }, meaning),
  );
}

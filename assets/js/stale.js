// Knows which controls the server has not answered yet, so that what rests on them can say so.
//
// A control is unconfirmed while it shows another value than the server knows. The server's answer
// brings the control's value and the new figures together, so nothing has to be counted: what is
// confirmed is also what the figures rest on, whatever was lost or came twice on the way.

import { useEffect, useRef, useSyncExternalStore } from "react";

const unconfirmed = new Set();
const watchers = new Set();

function watch(listener) {
  watchers.add(listener);
  return () => watchers.delete(listener);
}

function mark(control, waits) {
  if (unconfirmed.has(control) === waits) return;
  if (waits) unconfirmed.add(control);
  else unconfirmed.delete(control);
  watchers.forEach((listener) => listener());
}

/** The same text, but for spaces that the server tidies. */
function same(shown, value) {
  const tidy = (text) => String(text ?? "").replace(/\s+/g, " ").trim();
  return tidy(shown) === tidy(value);
}

/**
 * Tell whether a control shows what the server knows.
 * @param {any} shown - What the control shows.
 * @param {any} value - The server's value.
 * @param {boolean} reports - Whether the control reports to the server at all.
 */
export function useConfirmation(shown, value, reports) {
  const control = useRef({});
  useEffect(() => {
    mark(control.current, reports && !same(shown, value));
  }, [shown, value, reports]);
  useEffect(() => {
    const me = control.current;
    return () => mark(me, false);
  }, []);
}

/** True while some control of the page shows what the server does not know yet. */
export function useUnconfirmed() {
  return useSyncExternalStore(watch, () => unconfirmed.size > 0, () => false);
}

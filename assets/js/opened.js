// What waits until a page can answer: content that the server has to load first, controls whose
// clicks and keys nobody would hear yet, and forms that carry something of the page's address.

import { createElement, Fragment, useEffect, useReducer, useRef, useState } from "react";
import { useLocation } from "react-router";

const PATIENCE = 1500; // milliseconds after which an opening that was missed is not waited for
let moved = false;

/** Whether the person came to a place by a link: the server opens it after it is first drawn. */
function cameByLink(place) {
  const [load] = globalThis.performance?.getEntriesByType?.("navigation") ?? [];
  if (load) {
    const { pathname, search } = new URL(load.name);
    moved = moved || place !== pathname + search;
  }
  return moved;
}

/**
 * Whether the server has opened the page at the present address.
 *
 * `ready` still says "ready" of the page before when a new one is first drawn. Without this the new
 * page would show for an instant what was loaded for another address, in fields that are then built
 * anew: whoever is quick would lose what was typed or chosen.
 *
 * A page stays open while it has its address: when the connection comes back after a break the server
 * opens it again, and what somebody was typing must not disappear meanwhile.
 */
function useOpened(ready) {
  const location = useLocation();
  const place = location.pathname + location.search;
  const opening = useRef({ place: null, waits: false, done: false });
  if (opening.current.place !== place) {
    // The page of an unknown address was opened before its address changed: nothing more comes.
    const waits = cameByLink(place) && !location.state?.fromNotFound;
    opening.current = { place, waits, done: false };
  }
  if (!ready) opening.current.waits = false;
  const [, draw] = useReducer((times) => times + 1, 0);
  const missed = ready && opening.current.waits;
  useEffect(() => {
    if (!missed) return undefined;
    const timer = setTimeout(() => {
      opening.current.waits = false;
      draw();
    }, PATIENCE);
    return () => clearTimeout(timer);
  }, [missed, place]);
  if (ready && !opening.current.waits) opening.current.done = true;
  return opening.current.done;
}

/** Shows its first child while the page is on its way, and its second child afterwards. */
export function Opened({ ready, children }) {
  const [waiting, content] = children;
  return createElement(Fragment, null, useOpened(ready) ? content : waiting);
}

/**
 * Shows its controls at once, and lets nobody use them before the page is opened the first time.
 *
 * A page is drawn before its scripts run. What is pressed then is not heard, what is typed then is
 * lost, and a form would be sent to the page's own address, with all that it holds in that address.
 * A later opening of the same page takes no control away from whoever is using it.
 */
export function Settled({ ready, children }) {
  const opened = useOpened(ready);
  const { pathname } = useLocation();
  const settled = useRef(null);
  if (opened) settled.current = pathname;
  const disabled = settled.current !== pathname;
  return createElement("fieldset", { className: "settled", role: "presentation", disabled }, children);
}

/** True from when the page's scripts run. */
function useMounted() {
  const [mounted, setMounted] = useState(false);
  useEffect(() => setMounted(true), []);
  return mounted;
}

/** A hidden field with what the page's address says under a name, for a form the browser sends. */
export function Carried({ name, parameter }) {
  const mounted = useMounted();
  const { search } = useLocation();
  const value = mounted ? (new URLSearchParams(search).get(parameter) ?? "") : "";
  return createElement("input", { type: "hidden", name, value, readOnly: true });
}

/** The button of a form with `Carried` fields: until they are filled in nobody can press it. */
export function CarryingButton({ children, disabled, ...rest }) {
  const mounted = useMounted();
  return createElement("button", { ...rest, type: "submit", disabled: !mounted || disabled }, children);
}

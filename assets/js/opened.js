// Content that is shown only when the page it belongs to has been opened by the server.

import { createElement, Fragment, useEffect, useReducer, useRef } from "react";
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
 * Shows its first child while the page is on its way, and its second child afterwards.
 *
 * `ready` still says "ready" of the page before when a new one is first drawn. Without this the new
 * page would show for an instant what was loaded for another address, in fields that are then built
 * anew: whoever is quick would lose what was typed or chosen.
 */
export function Opened({ ready, children }) {
  const location = useLocation();
  const place = location.pathname + location.search;
  const opening = useRef({ place: null, waits: false });
  if (opening.current.place !== place) {
    // The page of an unknown address was opened before its address changed: nothing more comes.
    opening.current = { place, waits: cameByLink(place) && !location.state?.fromNotFound };
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
  const [waiting, content] = children;
  return createElement(Fragment, null, ready && !opening.current.waits ? content : waiting);
}

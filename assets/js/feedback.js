// What the page says by itself: the connection, a new total, the errors of a form, the theme.

import { createElement, useContext, useEffect, useRef, useState } from "react";
import { ColorModeContext, EventLoopContext } from "$/utils/context-registry";
import { useUnconfirmed } from "./stale.js";

// Answers that come sooner than this are not worth a word.
const PATIENCE_MS = 300;

/** True after `wanted` has been true without a break for `delay` milliseconds. */
function useLasting(wanted, delay) {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!wanted) {
      setLasting(false);
      return undefined;
    }
    const timer = setTimeout(() => setLasting(true), delay);
    return () => clearTimeout(timer);
  }, [wanted, delay]);
  return lasting;
}

/** False while the browser knows that there is no network. */
function useOnline() {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    update();
    window.addEventListener("online", update);
    window.addEventListener("offline", update);
    return () => {
      window.removeEventListener("online", update);
      window.removeEventListener("offline", update);
    };
  }, []);
  return online;
}

/** Keep the page while there is no network: to leave it would show the browser's own error. */
function useStaying(online) {
  useEffect(() => {
    if (online) return undefined;
    const stay = (event) => event.preventDefault();
    const stayAtLinks = (event) => {
      const link = event.target.closest?.("a[href]");
      if (link && !/^(#|mailto:|tel:)/.test(link.getAttribute("href"))) stay(event);
    };
    document.addEventListener("submit", stay);
    // Before the router sees the press: it leaves alone what somebody prevented.
    document.addEventListener("click", stayAtLinks, true);
    return () => {
      document.removeEventListener("submit", stay);
      document.removeEventListener("click", stayAtLinks, true);
    };
  }, [online]);
}

/** A band while the server cannot be reached, and a short word when it is back. */
export function ConnectionBanner({ lost, back }) {
  const [, connectErrors] = useContext(EventLoopContext) ?? [null, []];
  const online = useOnline();
  useStaying(online);
  const broken = useLasting(!online || (connectErrors ?? []).length > 0, 1000);
  const wasBroken = useRef(false);
  const [returned, setReturned] = useState(false);
  useEffect(() => {
    if (broken) {
      wasBroken.current = true;
      setReturned(false);
      return undefined;
    }
    if (!wasBroken.current) return undefined;
    wasBroken.current = false;
    setReturned(true);
    const timer = setTimeout(() => setReturned(false), 4000);
    return () => clearTimeout(timer);
  }, [broken]);
  const kind = broken ? "lost" : returned ? "back" : "none";
  return createElement(
    "div",
    { className: `connection connection-${kind}`, role: "status" },
    broken ? lost : returned ? back : "",
  );
}

/** Says `text` to screen readers once, after a second without changes. */
export function Announcer({ text, wait = 1000 }) {
  const [spoken, setSpoken] = useState("");
  const first = useRef(text);
  useEffect(() => {
    if (!text || text === first.current) return undefined;
    first.current = undefined;
    const timer = setTimeout(() => setSpoken(text), wait);
    return () => clearTimeout(timer);
  }, [text, wait]);
  return createElement("span", { className: "sr-only", role: "status" }, spoken);
}

/** Figures that say so, and grow pale, while the server has not answered what was typed. */
export function Recalculated({ words, children }) {
  const unconfirmed = useUnconfirmed();
  const stale = useLasting(unconfirmed, PATIENCE_MS);
  return createElement(
    "div",
    { className: "recalculated", "aria-busy": unconfirmed, "data-stale": stale },
    createElement("p", { className: "recalculated-words", role: "status" }, stale ? words : ""),
    children,
  );
}

/** A figure that lights up once when it changes. */
export function Glow({ text, className = "" }) {
  const previous = useRef(text);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const before = previous.current;
    previous.current = text;
    if (before && before !== text) setTurn((n) => n + 1);
  }, [text]);
  const glow = turn > 0 ? `${className} glow` : className;
  return createElement("span", { key: turn, className: glow }, text);
}

/** A block that takes the focus when it appears or when `attempt` changes. */
export function FocusedAlert({ attempt, children, ...rest }) {
  const block = useRef(null);
  useEffect(() => {
    block.current?.focus();
  }, [attempt]);
  const follow = (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") ?? field).scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  };
  return createElement(
    "div",
    { ...rest, ref: block, role: "alert", tabIndex: -1, onClick: follow },
    children,
  );
}

/** Chooses light or dark; the choice stays in this browser. */
export function ThemeSwitch({ lightLabel, darkLabel, children, ...rest }) {
  const { resolvedColorMode, setColorMode } = useContext(ColorModeContext);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const dark = ready && resolvedColorMode === "dark";
  return createElement(
    "button",
    { ...rest, type: "button", onClick: () => setColorMode(dark ? "light" : "dark") },
    children,
    createElement("span", null, dark ? lightLabel : darkLabel),
  );
}

/** Content that is a column on a wide screen and opens from a bar on a telephone. */
export function SideSheet({ bar, openLabel, closeLabel, id, children, ...rest }) {
  const [open, setOpen] = useState(false);
  return createElement(
    "aside",
    { ...rest, "data-open": open },
    createElement(
      "button",
      {
        type: "button",
        className: "sheet-bar",
        "aria-expanded": open,
        "aria-controls": id,
        onClick: () => setOpen(!open),
      },
      createElement("span", { className: "sheet-bar-text" }, bar),
      createElement("span", { className: "sheet-bar-switch" }, open ? closeLabel : openLabel),
    ),
    createElement("div", { id, className: "sheet-body" }, children),
  );
}

/** Leaves the site for another address, in this tab, as soon as it is told one. */
export function Leave({ to }) {
  useEffect(() => {
    if (to) window.location.assign(to);
  }, [to]);
  return null;
}

/** A button that prints the page. */
export function PrintButton({ children, ...rest }) {
  return createElement("button", { ...rest, type: "button", onClick: () => window.print() }, children);
}

/** Puts a text where the person can paste it, also where browsers give no clipboard to pages. */
async function copied(text) {
  if (navigator.clipboard?.writeText) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // not allowed here: the old way may be
    }
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.appendChild(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/** A button that copies a text, and says beside itself whether it did. */
export function CopyButton({ text, done, failed, children, ...rest }) {
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(""), [text]);
  const copy = async () => {
    setSaid("");
    setSaid((await copied(text)) ? done : failed);
  };
  return createElement(
    "span",
    { className: "copy" },
    createElement("button", { ...rest, type: "button", onClick: copy }, children),
    createElement("span", { className: "hint", role: "status" }, said),
  );
}

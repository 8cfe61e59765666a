// Form controls that answer at once and never lose what a person types.
//
// A control bound straight to the server's state is rewritten by every answer
// of the server: digits typed meanwhile disappear. These controls keep the
// text on the client, send it when the person pauses, when the field is left
// and before it goes away, and take the server's value only while nobody edits.

import { createElement, useCallback, useEffect, useRef, useState } from "react";
import { NumericFormat } from "react-number-format";
import { wholePesos } from "./pesos.js";
import { useConfirmation } from "./stale.js";

// Longest wait for the server to repeat a value before others are accepted again.
const SETTLE_MS = 2000;
// Digits of the largest amount a person may type; more is a slip of the hand.
export const MAX_DIGITS = 16;

/**
 * A value edited on the client and reported to the server.
 * @param {any} value - The server's value.
 * @param {Function} send - Called with each value the server should know.
 * @param {number} wait - Milliseconds of silence before sending; 0 sends at once.
 * @returns {object} The value to show, `edit`, `focus` and `leave`.
 */
export function useEdited(value, send, wait) {
  const [shown, setShown] = useState(value);
  const state = useRef({ editing: false, timer: null, sent: undefined, settle: null });
  const latest = useRef(send);
  latest.current = send;

  const flush = useCallback(() => {
    const s = state.current;
    if (s.timer === null) return;
    clearTimeout(s.timer);
    s.timer = null;
    clearTimeout(s.settle);
    s.settle = wait > 0 ? setTimeout(() => (s.settle = null), SETTLE_MS) : null;
    latest.current?.(s.sent);
  }, [wait]);

  useEffect(() => {
    const s = state.current;
    if (s.settle !== null && value === s.sent) {
      clearTimeout(s.settle);
      s.settle = null;
    }
    if (!s.editing && s.timer === null && s.settle === null) setShown(value);
  }, [value]);

  useEffect(() => flush, [flush]);
  useConfirmation(shown, value, Boolean(send));

  const edit = (next, typing = true) => {
    const s = state.current;
    setShown(next);
    s.sent = next;
    // What is put into a field from elsewhere is not being typed: no leaving of it will follow.
    if (wait > 0 && typing) s.editing = true;
    clearTimeout(s.timer);
    s.timer = setTimeout(flush, wait);
    if (wait === 0) flush();
  };
  const leave = () => {
    state.current.editing = false;
    flush();
  };
  return { shown, edit, leave };
}

/** Text, date, e-mail … and, with `as`, a text area. */
export function TextInput({ as = "input", value, onChange, onBlur, wait = 150, ...rest }) {
  const { shown, edit, leave } = useEdited(value ?? "", onChange, wait);
  return createElement(as, {
    ...rest,
    value: shown,
    onChange: (event) => edit(event.target.value),
    onBlur: (event) => {
      leave();
      onBlur?.(event);
    },
  });
}

/** Pesos with thousand points; the server gets the bare digits. */
export function MoneyInput({ value, onChange, onBlur, wait = 150, ref, ...rest }) {
  const { shown, edit, leave } = useEdited(value ?? "", onChange, wait);
  const paste = (event) => {
    const text = event.clipboardData?.getData("text") ?? "";
    event.preventDefault();
    const digits = wholePesos(text);
    if (!digits) return;
    const input = event.target;
    input.setRangeText(digits, input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return createElement(NumericFormat, {
    ...rest,
    // A form reads its controls through their refs: this must be the input itself.
    getInputRef: ref,
    value: shown,
    valueIsNumericString: true,
    thousandSeparator: ".",
    decimalSeparator: ",",
    decimalScale: 0,
    allowNegative: false,
    allowLeadingZeros: false,
    isAllowed: ({ value: digits }) => digits.length <= MAX_DIGITS,
    onValueChange: ({ value: digits }, { source }) => {
      if (source === "event") edit(digits);
    },
    onFocus: (event) => {
      if (event.target.value === "0") event.target.select();
    },
    onPaste: paste,
    onBlur: (event) => {
      leave();
      onBlur?.(event);
    },
  });
}

/** A drop-down list that shows the choice before the server confirms it. */
export function SelectInput({ value, onChange, children, ...rest }) {
  const { shown, edit } = useEdited(value ?? "", onChange, 0);
  return createElement(
    "select",
    { ...rest, value: shown, onChange: (event) => edit(event.target.value) },
    children,
  );
}

/** A check box that ticks before the server confirms it. */
export function CheckInput({ checked, onChange, ...rest }) {
  const { shown, edit } = useEdited(Boolean(checked), onChange, 0);
  return createElement("input", {
    ...rest,
    type: "checkbox",
    checked: shown,
    onChange: (event) => edit(event.target.checked),
  });
}

/** One group of radio buttons; `options` is a list of {value, label, hint}. */
export function RadioInputs({ value, onChange, name, id, options, disabled }) {
  const { shown, edit } = useEdited(value ?? "", onChange, 0);
  return options.map((option, index) =>
    createElement(
      "label",
      { className: "choice", key: option.value },
      createElement("input", {
        type: "radio",
        id: index === 0 ? id : `${id}-${index}`,
        name,
        disabled,
        value: option.value,
        checked: shown === option.value,
        onChange: () => edit(option.value),
      }),
      createElement(
        "span",
        { className: "choice-text" },
        option.label,
        option.hint ? createElement("span", { className: "hint" }, option.hint) : null,
      ),
    ),
  );
}

/** A password with a switch that shows it. */
export function PasswordInput({ showLabel, hideLabel, ...rest }) {
  const [visible, setVisible] = useState(false);
  return createElement(
    "span",
    { className: "control-group" },
    createElement("input", { ...rest, type: visible ? "text" : "password" }),
    createElement(
      "button",
      {
        type: "button",
        className: "control-addon",
        "aria-pressed": visible,
        "aria-controls": rest.id,
        onClick: () => setVisible(!visible),
      },
      visible ? hideLabel : showLabel,
    ),
  );
}

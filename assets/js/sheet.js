// A sheet of amounts: typed, pasted as a range, and moved through with the keys of a spreadsheet.
//
// Each cell keeps what is typed on the client, as the fields do. What changed in all cells goes to
// the server as one event, so a pasted range costs one round trip and one answer.

import { createContext, createElement, useContext, useEffect, useRef } from "react";
import { NumericFormat } from "react-number-format";
import { MAX_DIGITS, useEdited } from "./fields.js";
import { cellsOf, digitsOf, placed } from "./pasted.js";

// Cells whose pauses end together travel together.
const TOGETHER_MS = 20;
const SheetContext = createContext(null);

const inputs = (block) => [...block.querySelectorAll("input[data-sheet-key]")];
const rowsOf = (all) => {
  const seen = new Map();
  all.forEach((each) => {
    const { sheetKey: key, sheetNumber: number } = each.dataset;
    if (!seen.has(key)) seen.set(key, { key, number });
  });
  return [...seen.values()];
};

/** The cell above, below or beside one; undefined at the edge. */
function neighbour(all, from, key) {
  const rows = rowsOf(all).map((row) => row.key);
  const at = rows.indexOf(from.dataset.sheetKey);
  const column = from.dataset.sheetColumn;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return all[all.indexOf(from) + (key === "ArrowRight" ? 1 : -1)];
  }
  const step = key === "ArrowUp" ? -1 : 1;
  for (let row = at + step; row >= 0 && row < rows.length; row += step) {
    const found = all.find(
      (each) => each.dataset.sheetKey === rows[row] && each.dataset.sheetColumn === column,
    );
    if (found) return found;
  }
  return undefined;
}

/** Whether an arrow to the side would leave the text of a field rather than move within it. */
function leaves(input, key) {
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  if (all) return true;
  if (input.selectionStart !== input.selectionEnd) return false;
  return input.selectionStart === (key === "ArrowLeft" ? 0 : input.value.length);
}

/** The sheet around its cells; `onWrite` gets `[key, column, text]` of every cell that changed. */
export function SheetGrid({ columns, onWrite, children, ...rest }) {
  const block = useRef(null);
  const latest = useRef(onWrite);
  latest.current = onWrite;
  const sheet = useRef(null);
  if (sheet.current === null) {
    const cells = new Map();
    let waiting = new Map();
    let timer = null;
    const send = () => {
      clearTimeout(timer);
      timer = null;
      const changed = [...waiting.values()];
      waiting = new Map();
      if (changed.length > 0) latest.current?.(changed);
    };
    sheet.current = {
      cells,
      send,
      report: (key, column, text) => {
        waiting.set(`${key}/${column}/${key ? "" : text}`, [key, column, text]);
        timer ??= setTimeout(send, TOGETHER_MS);
      },
    };
  }
  useEffect(() => () => sheet.current.send(), []);

  const paste = (event) => {
    const at = event.target;
    const text = event.clipboardData?.getData("text") ?? "";
    if (!at.dataset?.sheetKey) return;
    event.preventDefault();
    event.stopPropagation();
    const all = inputs(block.current);
    const rows = rowsOf(all);
    const start = {
      row: rows.findIndex((row) => row.key === at.dataset.sheetKey),
      column: columns.indexOf(at.dataset.sheetColumn),
    };
    const { cells, report } = sheet.current;
    placed(cellsOf(text), rows, columns, start).forEach(([key, column, says]) => {
      const digits = digitsOf(says);
      const cell = cells.get(`${key}/${column}`);
      if (cell && digits !== null && digits.length <= MAX_DIGITS) cell(digits);
      // What is no amount, or has no cell, is told by the server.
      else if (says !== "") report(key, column, says);
    });
  };

  const move = (event) => {
    const from = event.target;
    if (!from.dataset?.sheetKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const key = event.key === "Enter" ? (event.shiftKey ? "ArrowUp" : "ArrowDown") : event.key;
    if (!["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(key)) return;
    if (event.key !== "Enter" && event.shiftKey) return;
    if (/Left|Right/.test(key) && !leaves(from, key)) return;
    event.preventDefault();
    const target = neighbour(inputs(block.current), from, key);
    target?.focus();
    target?.select();
  };

  return createElement(
    SheetContext.Provider,
    { value: sheet.current },
    createElement(
      "div",
      { ...rest, ref: block, onPasteCapture: paste, onKeyDown: move },
      children,
    ),
  );
}

/** A cell of whole pesos; its changes travel with those of the whole sheet. */
export function SheetCell({ rowKey, column, number, value, ...rest }) {
  const sheet = useContext(SheetContext);
  const send = (digits) => sheet?.report(rowKey, column, digits);
  const { shown, edit, leave } = useEdited(value ?? "", send, 150);
  const latest = useRef(edit);
  latest.current = edit;
  useEffect(() => {
    const name = `${rowKey}/${column}`;
    sheet?.cells.set(name, (digits) => latest.current(digits, false));
    return () => sheet?.cells.delete(name);
  }, [sheet, rowKey, column]);
  return createElement(NumericFormat, {
    ...rest,
    "data-sheet-key": rowKey,
    "data-sheet-column": column,
    "data-sheet-number": number,
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
    onBlur: leave,
  });
}

// Amounts as people paste them, from spreadsheets, bank statements and letters.

/**
 * Whole pesos out of a pasted text: "$ 1,234,567.00" is "1234567".
 *
 * A last mark that is not followed by three digits, and does not repeat, separates the cents,
 * which the law's amounts do not have.
 * @param {string} text - Any text.
 * @returns {string} Digits, or an empty text when there is no amount.
 */
export function wholePesos(text) {
  const figure = text.replace(/[^\d.,]/g, "");
  const marks = figure.match(/[.,]/g) ?? [];
  const last = Math.max(figure.lastIndexOf("."), figure.lastIndexOf(","));
  const after = last < 0 ? 3 : figure.length - last - 1;
  const repeated = marks.filter((mark) => mark === figure[last]).length > 1;
  const cents = !repeated && after !== 3;
  return (cents ? figure.slice(0, last) : figure).replace(/\D/g, "");
}

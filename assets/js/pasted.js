// What people paste from a spreadsheet: lines of cells, and amounts in whole pesos.

/**
 * The cells of a copied range: lines of cells between tabs, quoted where they hold a line break.
 * @param {string} text - As a spreadsheet copies it.
 * @returns {string[][]} Lines of cells; the empty last line is left out.
 */
export function cellsOf(text) {
  const lines = [[""]];
  let quoted = false;
  const source = text.replace(/\r\n?/g, "\n");
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    const line = lines[lines.length - 1];
    const cell = line[line.length - 1];
    if (quoted && letter === '"' && source[at + 1] === '"') {
      line[line.length - 1] += '"';
      at += 1;
    } else if (quoted && letter === '"') {
      quoted = false;
    } else if (!quoted && letter === '"' && cell === "") {
      quoted = true;
    } else if (!quoted && letter === "\t") {
      line.push("");
    } else if (!quoted && letter === "\n") {
      lines.push([""]);
    } else {
      line[line.length - 1] += letter;
    }
  }
  const last = lines[lines.length - 1];
  if (lines.length > 1 && last.length === 1 && last[0] === "") lines.pop();
  return lines;
}

/**
 * The digits of an amount, or null when the server has to say what is wrong with it.
 *
 * Thousands stand in groups of three; cents are taken only when they are zero. The server reads
 * every cell again and decides: this only shows at once what is plainly an amount.
 * @param {string} text - A cell.
 * @returns {string | null} Bare digits, an empty text for an empty cell, or null.
 */
export function digitsOf(text) {
  const figure = text.replace(/[\s$\u00a0\u202f]|COP/gi, "");
  if (figure === "" || figure === "-" || figure === "–" || figure === "—") return "";
  const whole = figure.replace(/(\d)[.,]0{1,2}$/, "$1");
  if (!/^(\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+)$/.test(whole)) return null;
  return whole.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
}

const plainNumber = (text) => text.replace(/[\s.,]/g, "");

/**
 * Where each pasted cell belongs.
 *
 * A range whose first cells are numbers of expedientes goes to their rows, whatever the order;
 * any other goes down and to the right from the cell where it is pasted.
 * @param {string[][]} lines - The range.
 * @param {{key: string, number: string}[]} rows - The rows of the sheet, from above.
 * @param {string[]} columns - The columns, from the left.
 * @param {{row: number, column: number}} start - The cell in which it is pasted.
 * @returns {[string, string, string][]} Key of the row, column and text; no key for what fits no
 *   row.
 */
export function placed(lines, rows, columns, start) {
  const byNumber = new Map(rows.map((row) => [plainNumber(row.number), row.key]));
  const named = lines.some((line) => line.length > 1 && byNumber.has(plainNumber(line[0])));
  const found = [];
  lines.forEach((line, at) => {
    const row = rows[start.row + at];
    const key = named ? byNumber.get(plainNumber(line[0])) : row?.key;
    const cells = named ? line.slice(1) : line;
    const first = named ? 0 : start.column;
    if (key === undefined) {
      const says = line.join(" ").trim();
      // A line of headings, without any figure, is nothing that gets lost.
      if (/\d/.test(says)) found.push(["", columns[0], says.slice(0, 60)]);
      return;
    }
    cells.slice(0, columns.length - first).forEach((text, place) => {
      found.push([key, columns[first + place], text.trim()]);
    });
  });
  return found;
}

// A file sent to an address of ours, with its progress, as the body of one request.

import { createElement, useRef, useState } from "react";

/** What the server said, whatever it sent. */
function answerOf(request, lost) {
  try {
    const told = JSON.parse(request.responseText);
    return { id: String(told.id ?? ""), message: String(told.message ?? lost) };
  } catch {
    return { id: "", message: lost };
  }
}

/** A file field that sends at once what is chosen, and says how it went. */
export function FileSender({ to, name, accept, limit, tooLarge, sending, lost, onSent, ...rest }) {
  const field = useRef(null);
  const [part, setPart] = useState(null);
  const finish = (id, message, accepted) => {
    setPart(null);
    if (field.current) field.current.value = "";
    onSent?.(id, message, accepted);
  };
  const send = (event) => {
    const file = event.target.files?.[0];
    if (!file) return;
    if (limit && file.size > limit) {
      finish("", tooLarge, false);
      return;
    }
    const request = new XMLHttpRequest();
    request.open("POST", `${to}?nombre=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (step) => {
      if (step.lengthComputable) setPart(Math.round((100 * step.loaded) / step.total));
    };
    request.onload = () => {
      const { id, message } = answerOf(request, lost);
      finish(id, message, request.status >= 200 && request.status < 300);
    };
    request.onerror = () => finish("", lost, false);
    setPart(0);
    request.send(file);
  };
  return createElement(
    "div",
    { className: "file-sender" },
    createElement("input", {
      ...rest,
      ref: field,
      type: "file",
      name,
      accept,
      disabled: part !== null,
      onChange: send,
    }),
    part === null
      ? null
      : createElement(
          "div",
          { className: "file-sender-progress", role: "status" },
          createElement("progress", { max: 100, value: part, "aria-label": sending }),
          createElement("span", null, `${sending} ${part} %`),
        ),
  );
}

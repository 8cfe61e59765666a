// A file compared with the hash that a document was issued with. The file stays in the browser
// unless the person asks the server to look at it.

import { createElement, Fragment, useEffect, useId, useRef, useState } from "react";

const NOTHING = { step: "none", file: null, digest: "", part: null };

/** The SHA-256 of a file in hexadecimal; null where the browser cannot work it out. */
async function digestOf(file) {
  try {
    const found = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(found), (each) => each.toString(16).padStart(2, "0")).join("");
  } catch {
    return null; // only pages of https and of this machine may hash
  }
}

/** Send a file as the body of one request; tells the part that has gone. */
function post(to, headers, file, onPart) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", to);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(headers ?? {})) request.setRequestHeader(name, value);
    request.upload.onprogress = (step) => {
      if (step.lengthComputable) onPart(Math.round((100 * step.loaded) / step.total));
    };
    request.onload = () => {
      try {
        const told = JSON.parse(request.responseText);
        resolve({ id: String(told.id ?? ""), message: String(told.message ?? ""), ok: request.status < 300 });
      } catch {
        resolve(null);
      }
    };
    request.onerror = () => resolve(null);
    request.send(file);
  });
}

/** A place to drop a file, what comparing it gave, and the button that sends it. */
export function FileCheck({
  expected, accept, limit, label, same, different, tooLarge, unable, computing, digestLabel,
  to, headers, sendLabel, sending, lost, onSent, id, className,
}) {
  const given = useId();
  const input = useRef(null);
  const turn = useRef(0);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState(NOTHING);
  useEffect(() => {
    turn.current += 1; // another document: what was found of the last file says nothing of it
    setShown(NOTHING);
  }, [expected]);
  const take = async (file) => {
    if (!file) return;
    const mine = (turn.current += 1);
    onSent?.("", "", true);
    if (file.size > limit) return setShown({ ...NOTHING, step: "tooLarge", file });
    setShown({ ...NOTHING, step: "computing", file });
    const digest = await digestOf(file);
    if (mine !== turn.current) return undefined;
    const step = digest === null ? "unable" : digest === expected ? "same" : "different";
    return setShown({ step, file, digest: digest ?? "", part: null });
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files?.[0]);
  };
  const send = async () => {
    const mine = turn.current;
    const onPart = (part) => setShown((now) => ({ ...now, part }));
    onPart(0);
    const told = await post(to, headers, shown.file, onPart);
    if (mine !== turn.current) return;
    setShown((now) => ({ ...now, part: null }));
    onSent?.(told?.id ?? "", told?.message || (told ? "" : lost), told?.ok ?? false);
  };
  const words = { same, different, tooLarge, unable }[shown.step] ?? null;
  const sendable = to && (shown.step === "different" || shown.step === "unable");
  const name = id ?? given;
  return createElement(
    "div",
    { className },
    createElement(
      "div",
      {
        className: "drop-zone",
        "data-over": over,
        onDragOver: (event) => {
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
      },
      createElement("label", { className: "drop-label", htmlFor: name }, label),
      createElement("input", {
        ref: input,
        id: name,
        type: "file",
        accept,
        className: "sr-only",
        onChange: (event) => {
          take(event.target.files?.[0]);
          event.target.value = ""; // the same file may be chosen again
        },
      }),
    ),
    createElement(
      "div",
      { role: "status", className: "stack stack-4 mt-4", hidden: shown.step === "none" },
      shown.file && createElement("p", { className: "hint" }, shown.file.name),
      shown.step === "computing" && createElement("p", null, computing),
      words,
      shown.digest && createElement(
        "p",
        { className: "hint", style: { overflowWrap: "anywhere" } },
        digestLabel, " ", createElement("code", null, shown.digest),
      ),
    ),
    sendable && createElement(
      Fragment,
      null,
      createElement(
        "button",
        {
          type: "button",
          className: "button button-primary mt-4",
          disabled: shown.part !== null,
          "aria-busy": shown.part !== null,
          onClick: send,
        },
        shown.part === null ? sendLabel : `${sending} ${shown.part} %`,
      ),
    ),
  );
}

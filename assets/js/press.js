// Keeps a press that began on a control, though the page moved beneath the pointer meanwhile.
//
// To press leaves the field that was typed in, which sends it, and the answer may come, and bring a
// part into the page, before the button of the mouse or the finger is lifted. The browser then takes
// it for a press of whatever is there by now, or of nothing.

import { useEffect } from "react";

const CONTROLS = "button, a[href], summary";
// A pointer that went further than this was drawn away: who does so gives the press up.
const STILL_PX = 10;

/** Draws nothing; sees to it that what was pressed is what acts. */
export function PressKeeper() {
  useEffect(() => {
    let pressed = null;
    const began = ({ target, isPrimary, button, clientX, clientY }) => {
      const control = isPrimary && button === 0 ? target.closest?.(CONTROLS) : null;
      pressed = control ? { control, clientX, clientY } : null;
    };
    const ended = (event) => {
      const press = pressed;
      pressed = null;
      if (!press || !event.isTrusted || event.detail === 0) return;
      const { control, clientX, clientY } = press;
      const hit = control.contains(event.target);
      const away = Math.hypot(event.clientX - clientX, event.clientY - clientY) > STILL_PX;
      if (hit || away || !control.isConnected || control.matches(":disabled")) return;
      event.preventDefault();
      event.stopPropagation();
      control.click();
    };
    const dropped = () => {
      pressed = null;
    };
    document.addEventListener("pointerdown", began, true);
    document.addEventListener("pointercancel", dropped, true);
    document.addEventListener("click", ended, true);
    return () => {
      document.removeEventListener("pointerdown", began, true);
      document.removeEventListener("pointercancel", dropped, true);
      document.removeEventListener("click", ended, true);
    };
  }, []);
  return null;
}

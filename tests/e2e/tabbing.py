"""A whole page with the Tab key: it comes to each control, shows where it is, and goes round."""

from playwright.sync_api import Page

from tests.e2e.marking import MARKED

_MOST, _AT_ONCE = 40, 20
_LISTEN = f"""
    () => {{
        window.tabbed = [];
        const marked = {MARKED};
        document.addEventListener('focusin', ({{ target }}) => {{
            window.tabbed.push([target, marked(target)]);
        }}, true);
    }}
"""
_WENT_ROUND = "() => window.tabbed.slice(1).some(([part]) => part === window.tabbed[0][0])"
_MISSED = """
    () => {
        const told = part => part.outerHTML.slice(0, 120);
        const came = new Set(window.tabbed.map(([part]) => part));
        const names = new Set([...came].map(part => part.type === 'radio' ? part.name : null));
        const controls = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
        const left = [...document.querySelectorAll(controls)].filter(each =>
            !came.has(each) && !each.matches(':disabled')
            && each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]')
            && !(each.type === 'radio' && names.has(each.name)));
        return [
            ...left.map(each => `no Tab reaches ${told(each)}`),
            ...window.tabbed.filter(([, seen]) => !seen).map(([part]) => `unseen on ${told(part)}`),
        ];
    }
"""


def missed(page: Page) -> list[str]:
    """Go through a whole page with Tab; gives what cannot be reached, or not be seen there."""
    page.evaluate(_LISTEN)
    for _ in range(_MOST):
        for _ in range(_AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate(_WENT_ROUND):
            found: list[str] = page.evaluate(_MISSED)
            return found
    return ["Tab does not come round"]

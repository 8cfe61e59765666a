"""How a page marks where the focus is, for the walks that must see it."""

MARKED = """
    part => {
        const shown = part.closest('.drop-zone') ?? part;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    }
"""
"""Whether a control, or the zone around it, has an outline that can be seen."""

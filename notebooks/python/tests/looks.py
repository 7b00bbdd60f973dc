"""What is measured in a page or a deck, in the browser."""

from pathlib import Path

from arignote.browser import open_ready
from arignote.check import translated
from arignote.tutorials import BUILD, names

# Translations have the programs and figures of their originals; where only these count, one of them stands for all.
ONE_TRANSLATION = [name for name in names() if not translated(name) or name == "3_noisy_line.zh"]


def screenshots() -> Path:
    """The folder where the tests leave what they saw."""
    folder = BUILD / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# Brings a figure of a deck to view; in a page there is nothing to do.
TO_ITS_SLIDE = """figure => {
    if (!window.Reveal) return;
    Reveal.configure({transition: 'none'});
    const {h, v} = Reveal.getIndices(figure.closest('section'));
    Reveal.slide(h, v, 99);
}"""


def open_at_figure(page, file: Path) -> None:
    """Opens a page, or a deck on the slide of its first figure that moves."""
    open_ready(page, file)
    page.locator("figure[data-arignote]").first.evaluate(TO_ITS_SLIDE)


# Each part that leaves the surface of 1280 by 720, runs into the slide's number, or is cut off or scrolls in its frame; before and
# after all clicks.
OVERFLOWING = r"""async () => {
    const found = [];
    const isCut = (part, inner, outer) => outer > 0 && inner > outer + 1 && getComputedStyle(part).overflow !== 'visible';
    Reveal.configure({transition: 'none'});
    for (const [slide, clicks] of Reveal.getSlides().flatMap(
        slide => (slide.querySelector('.fragment') ? [-1, 99] : [99]).map(clicks => [slide, clicks]))) {
        const {h, v} = Reveal.getIndices(slide);
        Reveal.slide(h, v, clicks);
        await new Promise(requestAnimationFrame);
        const where = 'slide ' + Reveal.getSlidePastCount() + ', ' + slide.innerText.trim().split('\n')[0] + ': ';
        const number = document.querySelector('.slide-number').getBoundingClientRect().top;
        for (const part of slide.querySelectorAll('.fit, .fit *')) {
            if (part.ownerSVGElement || part.closest('mjx-assistive-mml, .scrolling *')) continue;
            const box = part.getBoundingClientRect(), what = where + part.outerHTML.slice(0, 60);
            if (!part.checkVisibility({visibilityProperty: true})) {
                if (part.matches('.arignote-controls *:is(button, input)') && !part.closest('.takes-over:not(.visible)')) found.push(what + ' is hidden');
            } else if (box.left < -1 || box.top < -1 || box.right > 1281 || box.bottom > number + 1) {
                found.push(what + ' ends at ' + [Math.round(box.right), Math.round(box.bottom)]);
            } else if (isCut(part, part.scrollWidth, part.clientWidth)
                || (part.tagName !== 'MJX-CONTAINER' && isCut(part, part.scrollHeight, part.clientHeight))) {
                found.push(what + ' is cut');
            }
        }
    }
    return found;
}"""

# The programs in letters of less than so many px on the screen, as a ten letters wide probe in each measures them.
SMALL_PROGRAMS = r"""async least => {
    const found = [];
    Reveal.configure({transition: 'none'});
    for (const slide of Reveal.getSlides()) {
        const {h, v} = Reveal.getIndices(slide);
        Reveal.slide(h, v, -1); // a figure may take the program's place
        await new Promise(requestAnimationFrame);
        for (const program of slide.querySelectorAll('.program pre')) {
            const probe = document.createElement('span');
            probe.style.cssText = 'display: inline-block; width: 10em';
            program.append(probe);
            const size = probe.getBoundingClientRect().width / 10;
            probe.remove();
            if (size < least - 0.05) {
                found.push(slide.innerText.trim().split('\n')[0] + ': ' + size.toFixed(1) + ' px');
            }
        }
    }
    return found;
}"""

# What is lost at the margins of a sheet, as large as the window, and captions that may come to stand on a page of their own.
LOST_IN_PRINT = r"""() => {
    const found = [], width = document.documentElement.clientWidth;
    for (const part of document.querySelectorAll('main *')) {
        if (part.ownerSVGElement || part.closest('mjx-assistive-mml') || !part.checkVisibility()) continue;
        const box = part.getBoundingClientRect(), style = getComputedStyle(part), what = part.outerHTML.slice(0, 70);
        const isCut = style.overflow !== 'visible' && part.tagName !== 'MJX-CONTAINER' && part.scrollWidth > part.clientWidth + 1;
        if (box.right > width + 1 || box.left < -1) found.push(what + ' leaves the paper');
        if (part.clientWidth && isCut) found.push(what + ' is cut');
        if (part.tagName === 'FIGCAPTION' && part.textContent.trim()) {
            const figure = part.closest('figure');
            const isKept = getComputedStyle(figure).breakInside === 'avoid' && figure.getBoundingClientRect().height < innerHeight;
            if (!isKept) found.push(what + ' may stand alone');
        }
        if (part.matches('.output div:has(+ table)') && style.breakAfter !== 'avoid') found.push(what + ' may stand alone');
    }
    return found;
}"""

# The places of slides whose only plot has less than 35 per cent of the surface, or labels at its ticks lower than a 45th of it; and
# of slides that are more than half empty though their letters could be larger. Ten points of DejaVu Sans are 16.2 px high where a plot has its own size. Drawings of
# graphs are none.
WASTEFUL = r"""async () => {
    const small = [], empty = [], isGraph = figure => /^Graph of/.test(figure.alt || figure.getAttribute('aria-label'));
    Reveal.configure({transition: 'none'});
    for (const slide of Reveal.getSlides()) {
        const {h, v} = Reveal.getIndices(slide);
        Reveal.slide(h, v, 99);
        await new Promise(requestAnimationFrame);
        const figures = [...slide.querySelectorAll('figure.output img, .output.html > figure > svg')];
        const [{width, height}] = [figures[0] || slide].map(figure => figure.getBoundingClientRect());
        const label = figures.length && 16.2 * width / figures[0].getAttribute('width');
        if (figures.length === 1 && !isGraph(figures[0]) && (width * height < 0.35 * 1280 * 720 || label < 720 / 45)) {
            small.push([h, v, Math.round(100 * width * height / 1280 / 720), Math.round(label)]);
        }
        const content = slide.querySelector('.fit'), isLargest = content.style.zoom === '1.6', range = document.createRange();
        const isWide = [...content.querySelectorAll('pre, tbody')].some(part => { // 1188 px, less the frame of a program
            range.selectNodeContents(part);
            return range.getBoundingClientRect().width > 1050;
        });
        if (!slide.matches('.opening') && !isLargest && !isWide && content.getBoundingClientRect().height < 322) empty.push([h, v]);
    }
    return [small, empty];
}"""

LUMINANCE = r"""
    const channels = colour => (colour.match(/[\d.]+/g) || []).map(Number);
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = element => {
        for (let e = element; e; e = e.parentElement) {
            const c = channels(getComputedStyle(e).backgroundColor);
            if (c.length === 3 || c[3] > 0) return c;
        }
        return [255, 255, 255];
    };"""

# How light the paper is, from 0 to 1.
PAPER = "() => {" + LUMINANCE + "return luminance(ground(document.querySelector('h1'))); }"

# Texts whose colour is too near to that of their ground: less than 4.5 to 1, as WCAG 2 has it.
FAINT_TEXT = "() => {" + LUMINANCE + r"""
    const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.data.trim(), element = walk.currentNode.parentElement;
        if (!text || element.ownerSVGElement || !element.checkVisibility({visibilityProperty: true})) continue;
        if (element.closest('script, style, mjx-assistive-mml, button, select, .controls, .slide-number')) continue;
        const [a, b] = [channels(getComputedStyle(element).color), ground(element)].map(luminance).sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < 4.5) found.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(1));
    }
    return Array.from(found);
}"""

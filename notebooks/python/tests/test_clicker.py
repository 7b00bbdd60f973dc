"""A presenter's remote control sends keys: after any click the deck goes on with them, and the control stays as it is."""

import re

import nbformat.v4 as v4
import pytest
from arignote.browser import open_ready
from arignote.check import translated
from arignote.execute import read
from arignote.export import deck, document
from arignote.tutorials import NOTEBOOKS, names, number

KEYS = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft", "Space", "b", "Period"]

# What can be clicked, one of each kind in a deck.
CLICKABLE = """() => {
    const found = new Map();
    Reveal.getSlides().forEach((slide, at) => slide.querySelectorAll('.fit :is(' +
        'input, select, button, summary, a[href^="#"], pre, table, img, figure svg, mjx-container, figcaption, ' +
        'textarea, video, .output)').forEach((element, nth) => {
            const kind = [element.tagName, element.type, element.name, element.getAttribute('class')].join(' ');
            if (!found.has(kind)) found.set(kind, element);
        }));
    window.clickable = [...found.values()];
    return [...found.keys()];
}"""
SHOW = """nth => {
    const element = clickable[nth], {h, v} = Reveal.getIndices(element.closest('section'));
    document.activeElement.blur();
    if (Reveal.isPaused()) Reveal.togglePause();
    if (Reveal.isOverview()) Reveal.toggleOverview();
    Reveal.slide(h, v, element.closest('.gives-way') ? -1 : 99);
    return element;
}"""
PLACE = "JSON.stringify([Reveal.getState(), Reveal.isOverview()])"
CONTROLS = """() => JSON.stringify([...document.querySelectorAll('.slides :is(input, select, textarea, details, button, output)')]
    .map(e => [e.value, e.checked, e.open, e.textContent]))"""
STILL = """() => document.querySelectorAll('button').forEach(b => { if (b.textContent === 'Pause') b.click(); })"""


def slide(cell, kind="slide"):
    cell.metadata.slideshow = {"slide_type": kind}
    return cell


def shown(html):
    return v4.new_code_cell("x", outputs=[v4.new_output("display_data", data={"text/html": html})])


@pytest.fixture
def opened(tmp_path, page):
    """Opens a deck of a notebook."""

    def opener(notebook):
        file = tmp_path / "deck.slides.html"
        file.write_text(deck(document("deck", notebook)), "utf-8")
        open_ready(page, file)
        page.evaluate("Reveal.configure({transition: 'none'})")
        return page

    return opener


@pytest.fixture
def made(opened):
    """Opens a deck whose second of three slides, with another below, shows an output."""

    def maker(html):
        text = [slide(v4.new_markdown_cell(f"## {title}")) for title in ("One", "Two", "Below", "Three")]
        text[2].metadata.slideshow.slide_type = "subslide"
        return opened(v4.new_notebook(cells=[*text[:2], shown(html), *text[2:]]))

    return maker


def click(page, element):
    """A click on what is visible of an element."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    page.mouse.click(box["x"] + 0.45 * box["width"], box["y"] + min(box["height"] / 2, 300))


def differences(page, keys=KEYS):
    """What keys do after a click and would not do without, for one of each kind of thing in the deck."""
    found = []
    for nth, kind in enumerate(page.evaluate(CLICKABLE)):
        for key in keys if re.match("INPUT|SELECT|BUTTON|SUMMARY|A |TEXT|VIDEO", kind) else keys[::4]:
            page.evaluate(SHOW, nth)
            before = page.evaluate(PLACE)
            page.keyboard.press(key)
            expected = page.evaluate(PLACE)
            element = page.evaluate_handle(SHOW, nth).as_element()
            assert page.evaluate(PLACE) == before
            click(page, element)
            page.evaluate(STILL)
            controls = page.evaluate(CONTROLS)
            page.keyboard.press(key)
            if page.evaluate(PLACE) != expected:
                found.append(f"{key} after a click on {kind}")
            if page.evaluate(CONTROLS) != controls:
                found.append(f"{key} changes {kind}")
    return found


@pytest.mark.parametrize("name", [name for name in names() if number(name) in ("1", "3", "4", "5", "9", "14") and not translated(name)])
def test_every_deck_goes_on_after_a_click_on_anything(opened, name):
    page = opened(read(NOTEBOOKS / f"{name}.ipynb"))
    assert differences(page) == []
    assert page.wrong == []


FOREIGN = {
    "a checkbox": '<input type="checkbox">',
    "a radio button": '<input type="radio" name="r"><input type="radio" name="r">',
    "a slider that holds its keys": '<p onkeydown="event.stopPropagation()"><input type="range"></p>',
    "a slider that listens early": '<input type="range" id="s"><script>s.addEventListener("keydown", e => e.stopPropagation(), true)</script>',
    "a list": '<select size="3"><option>b<option>c<option>d<option>e</select>',
    "a list that drops down": "<select><option>b<option>c<option>d</select>",
    "details": "<details><summary>more</summary>text</details>",
    "a link": '<a href="#nowhere">link</a>',
    "text that scrolls": '<pre tabindex="0" style="height: 90px; overflow: auto">' + "line<br>" * 50 + "</pre>",
    "a film": '<video controls width="200" height="100"></video>',
    "a button in a formula": "$x$ <button>x</button>",
}


@pytest.mark.parametrize("html", FOREIGN.values(), ids=FOREIGN.keys())
def test_other_controls_give_the_keys_back_as_well(made, html):
    assert differences(made(html), [*KEYS, "Home", "End", "Escape", "Shift+Space"]) == []


@pytest.mark.parametrize("html", ['<input value="one">', "<textarea>one</textarea>", '<p contenteditable class="output">one</p>'])
def test_what_is_typed_is_no_command(made, html):
    page = made(html)
    field = page.locator("input, textarea, [contenteditable]").first
    page.evaluate("Reveal.slide(1, 0)")
    before = page.evaluate(PLACE)
    field.click()
    page.keyboard.press("End")
    page.keyboard.type("b .nv")
    text = field.evaluate("field => field.value ?? field.textContent")
    assert text.replace("\xa0", " ") == "oneb .nv"
    assert page.evaluate(PLACE) == before
    page.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getIndices().v") == 1


def test_keys_move_what_was_reached_with_tab(made):
    page = made('<input type="range" value="50"><button onclick="this.textContent += 1">b</button><select><option>one<option>two</select>')
    page.evaluate("Reveal.slide(1, 0)")
    slider, button, choice = (page.locator(f".slides {name}") for name in ("input", "button", "select"))
    here = page.evaluate(PLACE)
    slider.click()
    at = int(slider.input_value())
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert int(slider.input_value()) == at + 1
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_timeout(50)
    page.keyboard.press("Space")
    assert button.inner_text() == "b11"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert choice.input_value() == "two"
    assert page.evaluate(PLACE) == here
    page.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getIndices().v") == 1


@pytest.mark.parametrize("key", ["PageDown", "b"])
def test_keys_without_a_use_for_a_slider_are_the_decks(made, key):
    page = made('<input type="range" value="50">')
    page.evaluate("Reveal.slide(1, 0)")
    page.locator(".slides input").focus()
    page.keyboard.press(key)
    assert page.evaluate("Reveal.getIndices().v === 1 || Reveal.isPaused()")
    assert page.locator(".slides input").input_value() == "50"


def test_a_script_that_gives_a_slider_the_focus_gives_it_the_arrows(made):
    page = made('<button>b</button><input type="range" value="50">')
    page.evaluate("Reveal.slide(1, 0)")
    page.locator(".slides button").click()
    page.locator(".slides input").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(".slides input").input_value() == "51"


def test_a_window_that_comes_back_to_the_front_keeps_no_keys(made):
    page = made('<input type="range" value="50">')
    page.evaluate("Reveal.slide(1, 0)")
    slider = page.locator(".slides input")
    slider.click()
    slider.evaluate("slider => { slider.blur(); slider.focus(); }")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("Reveal.getIndices().v") == 1


def test_a_label_that_was_clicked_keeps_no_keys(made):
    page = made('<label>again <input type="checkbox"></label>')
    page.evaluate("Reveal.slide(1, 0)")
    page.locator("label").click(position={"x": 3, "y": 5})
    assert page.get_by_role("checkbox").is_checked()
    page.keyboard.press("Space")
    assert page.evaluate("Reveal.getIndices().v") == 1
    assert page.get_by_role("checkbox", include_hidden=True).is_checked()


@pytest.mark.parametrize("key", ["ArrowDown", "Space", "PageDown"])
def test_a_list_that_was_chosen_from_keeps_no_keys(made, key):
    page = made("<select><option>one<option>two<option>three</select>")
    page.evaluate("Reveal.slide(1, 0)")
    choice = page.locator(".slides select")
    choice.click()
    page.get_by_role("option", name="two").click()
    assert choice.input_value() == "two"
    page.keyboard.press(key)
    assert page.evaluate("Reveal.getIndices().v") == 1
    assert choice.input_value() == "two"


def test_a_key_comes_through_while_training_runs(opened):
    page = opened(read(NOTEBOOKS / "5_gradient_descent.ipynb"))
    train = page.locator("button[name=train]")
    page.evaluate(SHOW.replace("clickable[nth]", "document.querySelector('button[name=train]')"), 0)
    before = page.evaluate("Reveal.getIndices()")
    train.click()
    page.wait_for_function("() => document.querySelector('output[name=count]').textContent > 5")
    page.keyboard.press("PageDown")
    assert page.evaluate("Reveal.getIndices()") != before
    assert train.evaluate("button => button.textContent") == "Pause"


def test_a_finger_drags_a_slider_and_no_slide(made):
    page = made('<input type="range" value="10" style="width: 300px">')
    page.evaluate("Reveal.slide(1, 0)")
    box = page.locator(".slides input").bounding_box()
    touch = page.context.new_cdp_session(page)
    x, y = box["x"] + 60, box["y"] + box["height"] / 2
    for kind, way in [("touchStart", 0), *[("touchMove", 20 * i) for i in range(1, 16)], ("touchEnd", None)]:
        points = [] if way is None else [{"x": x + way, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert int(page.locator(".slides input").input_value()) > 40
    assert page.evaluate("Reveal.getIndices().h") == 1


def test_the_keys_of_the_notes_window_reach_the_deck_after_a_click(made):
    page = made('<input type="range" value="50">')
    page.evaluate("Reveal.slide(1, 0)")
    page.locator(".slides input").click()
    page.evaluate("window.postMessage(JSON.stringify({method: 'triggerKey', args: [34]}), '*')")
    page.wait_for_function("() => Reveal.getIndices().v === 1")


def test_the_notes_window_goes_on_after_its_layout_was_chosen(made):
    page = made("<p>text</p>")
    with page.context.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    layout = speaker.locator(".speaker-layout-dropdown")
    speaker.frame_locator("#current-slide iframe").locator(".present h2").wait_for()
    layout.focus()
    speaker.keyboard.press("ArrowDown")
    chosen = layout.input_value()
    speaker.keyboard.press("PageDown")
    page.wait_for_function("() => Reveal.getIndices().h === 1")
    assert layout.input_value() == chosen != "default"
    speaker.close()

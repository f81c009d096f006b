"""The Learn tab in a real browser: chapters, formulas without another host, figures that ask once they are seen."""

import re

import pytest
from playwright.sync_api import expect

import models
from ui.learn.chapters.code.notebook import notebook

CHAPTERS = {"vae": "A digit in twenty numbers", "gan": "A forger and a detective", "gabor": "A wave in a window"}
ERRATA = {"errata": "Errata"}
FREE = (
    "beta",
    "bound",
    "fit",
    "duel",
    "optimum",
    "mean",
    "pull",
    "steps",
    "wave",
    "leak",
    "turn",
    "cell",
)  # figures that need no model


def needs(*names):
    absent = [name for name in names if name not in models.available()]
    return pytest.mark.skipif(bool(absent), reason=f"{', '.join(absent)} not in weights/")


def chapter(open_page, name="vae", **options):
    page = open_page(tab="Learn", **options)
    if name != "vae":
        page.locator(f"#chapter-{name}-button").click()
    page.get_by_role("heading", name=(CHAPTERS | ERRATA)[name]).wait_for()
    return page


def figure(page, name):
    """A figure, scrolled to and answered."""
    found = page.locator(f"#learn-{name} .plate")
    found.wait_for(state="attached")
    found.scroll_into_view_if_needed()
    page.locator(f"#learn-{name} .plate.ready").wait_for()
    return found


def test_a_line_its_formula_and_its_figure_light_each_other_up(open_page):
    page = chapter(open_page, "gabor")
    figure(page, "leak")
    found = figure(page, "code_gabor")
    lines, note = found.locator(".listing [data-tie=mean]"), found.locator(".notes [data-tie=mean]")
    page.mouse.move(1, 1)  # what scrolls under a resting pointer would light up as well
    note.locator("button").focus()
    expect(lines).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator("#learn-leak .plate")).to_have_class(re.compile("lit-plate"))
    found.locator(".listing").focus()
    expect(note).not_to_have_class(re.compile(r"\blit\b"))
    page.keyboard.press("ArrowDown")
    expect(found.locator(".notes [data-tie=turn]")).to_have_class(re.compile(r"\blit\b"))
    page.locator("#learn-leak .free").focus()
    expect(note).to_have_class(re.compile(r"\blit\b"))


def test_a_notebook_can_be_saved(open_page):
    found = figure(chapter(open_page, "gabor"), "code_gabor")
    with found.page.expect_download() as saved:
        found.get_by_role("button", name="Save as a notebook").click()
    assert saved.value.suggested_filename == "gabor.ipynb"
    assert saved.value.path().read_text(encoding="utf-8") == notebook("gabor")


def test_the_errata_name_all_three_articles_with_their_figures(open_page):
    page = chapter(open_page, "errata")
    found = figure(page, "errata")
    expect(found.get_by_role("heading", level=4)).to_have_count(3)
    expect(found).to_contain_text("0.368, 0.0183, 0.000123")


def slide(found, selector, value):
    found.locator(f"{selector} input[type=range]").evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapters_formulas_are_set_and_come_from_this_server(open_page, name):
    page = chapter(open_page, name)
    expect(page.locator(f"#chapter-{name} .katex").first).to_be_visible()  # the watch refuses other hosts
    assert "$" not in page.locator(f"#chapter-{name} .prose").first.inner_text()


def test_chapters_that_did_not_come_can_be_asked_for_again_and_figures_work_without_them(chromium, app_url):
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(app_url)
    page.route("**/inkspace/chapters.*", lambda route: route.abort())
    page.get_by_role("tab", name="Learn", exact=True).click()
    page.get_by_text("This part did not arrive.").wait_for()
    figure(page, "beta")
    page.unroute("**/inkspace/chapters.*")
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("heading", name=CHAPTERS["vae"]).wait_for()
    expect(page.get_by_text("This part did not arrive.")).to_be_hidden()
    context.close()


def test_the_open_chapter_stays_open_in_the_other_language(open_page):
    page = chapter(open_page, "gan")
    page.get_by_role("link", name="日本語").click()
    expect(page.locator("#chapter-gan-button")).to_have_attribute("aria-selected", "true")
    page.get_by_role("heading", name="贋作者と鑑定士").wait_for()


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_no_formula_is_wider_than_the_page(open_page, name, width):
    page = chapter(open_page, name, viewport={"width": width, "height": 800})
    page.locator(f"#chapter-{name} .katex").first.wait_for()
    page.locator(f"#chapter-{name} details").evaluate_all("folds => folds.forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"
    assert page.locator(f"#chapter-{name} .katex-display").evaluate_all(wide) == []


def test_a_figure_asks_nothing_until_it_is_near(open_page):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(str((request.post_data_json or {}).get("fn_name"))))
    page.get_by_role("tab", name="Learn", exact=True).click()
    page.get_by_role("heading", name=CHAPTERS["vae"]).wait_for()
    page.locator("#learn-flip .plate").wait_for(state="attached")
    assert "ask_flip" not in asked
    figure(page, "flip")
    assert "ask_flip" in asked


@needs("vae_conv", "reader")
def test_fewer_numbers_kept_read_as_less(open_page):
    page = chapter(open_page)
    found = figure(page, "compress")
    expect(found.locator(".said")).to_contain_text("Reads as 5")
    slide(found, ".knob", 0)
    expect(found.locator(".said")).to_contain_text("0 of 20 numbers kept, 0.0 nats")


@needs("vae_map", "ae_map", "pca_map", "gan_conv", "reader")
def test_a_point_dragged_in_a_plane_is_decoded_there(open_page):
    page = chapter(open_page)
    found = figure(page, "planes")
    plane = found.locator(".plane").nth(2)
    frame = found.locator(".under canvas").nth(2)
    expect(frame).to_have_attribute("aria-label", re.compile("Reads as"))
    before = frame.evaluate("canvas => canvas.toDataURL()")
    box = plane.bounding_box()
    page.mouse.click(box["x"] + 0.1 * box["width"], box["y"] + 0.5 * box["height"])
    page.wait_for_function("([canvas, before]) => canvas.toDataURL() !== before", arg=[frame.element_handle(), before])
    found.get_by_text("gaps", exact=True).click()
    expect(found.locator(".one .hint").nth(2)).to_contain_text("Gaps:")


def test_beta_moves_the_posterior_to_the_prior(open_page):
    found = figure(chapter(open_page), "beta")
    expect(found.locator(".said")).to_contain_text("q has mean 1.20")  # 1.5 / (1 + ¼)
    slide(found, ".beta", 2)
    expect(found.locator(".said")).to_contain_text("falls back to the prior")


@needs("vae_mlp")
def test_draws_of_the_prior_are_counted_and_can_be_stopped(open_page):
    found = figure(chapter(open_page), "draws")
    expect(found.locator(".said")).to_contain_text("1,000 draws of z from N(0, I), and none resembles the drawing")
    found.get_by_role("button", name="Keep drawing z").click()
    expect(found.locator(".count")).to_contain_text("3,000 of 100,000")
    found.get_by_role("button", name="Stop").click()
    found.locator("fieldset label").nth(7).click()
    expect(found.locator(".count")).to_contain_text(re.compile("^1,000 of 100,000"))


@needs("vae_mlp")
def test_what_was_drawn_in_draw_is_tried_too(open_page):
    page = open_page()
    page.locator("#drawing-a").get_by_role("button", name="Example", exact=False).first.click()
    page.wait_for_function("window.Inkspace.channel('drawing-a').value?.strokes.length")
    page.get_by_role("tab", name="Learn", exact=True).click()
    found = figure(page, "draws")
    before = found.locator(".seen").evaluate("canvas => canvas.toDataURL()")
    found.get_by_label("my own drawing, from sheet A of Draw").check()
    page.wait_for_function(
        "([canvas, before]) => canvas.toDataURL() !== before",
        arg=[found.locator(".seen").element_handle(), before],
    )


def test_both_ways_to_the_bound_unfold_and_the_gap_closes_at_the_posterior(open_page):
    found = figure(chapter(open_page), "bound")
    expect(found.locator(".steps li:visible")).to_have_count(2)
    for count in (4, 6, 8, 10):
        found.get_by_role("button", name="Next step").click()
        expect(found.locator(".steps li:visible")).to_have_count(count)
    slide(found, ".mu", 1.2)
    slide(found, ".sigma", 0.45)
    expect(found.locator(".said")).to_contain_text("q is the true posterior")


def test_a_bell_is_fitted_by_hand_and_by_either_direction(open_page):
    page = chapter(open_page)
    found = figure(page, "fit")
    found.locator(".bell").focus()
    page.keyboard.press("ArrowLeft")
    expect(found.locator(".said")).to_contain_text("q has mean 0.1")
    found.get_by_role("button", name="Least KL(q").click()
    expect(found.locator(".said")).to_contain_text("q has settled on a lump")
    found.get_by_role("button", name="Least KL(p").click()
    expect(found.locator(".said")).to_contain_text("q covers all lumps")


@needs("vae_mlp")
def test_gradients_stop_at_the_draw_and_flow_past_it(open_page):
    found = figure(chapter(open_page), "graphs")
    found.locator(".time").evaluate("i => { i.value = 7; i.dispatchEvent(new Event('input', { bubbles: true })); }")
    expect(found.locator(".left .stop.lit")).to_have_count(2)
    expect(found.locator(".right .stop.lit")).to_have_count(0)
    expect(found.locator(".left .back.lit")).to_have_count(2)
    expect(found.locator(".right .back.lit")).to_have_count(5)
    expect(found.locator(".right .slope", has_text="log σ²")).to_have_count(1)


@needs("vae_map", "ae_map", "pca_map", "gan_conv", "reader")
def test_axes_of_principal_components_stand_at_a_right_angle(open_page):
    found = figure(chapter(open_page), "planes")
    found.get_by_text("axes", exact=True).click()
    expect(found.locator(".angle").first).to_contain_text("Axes at 90°")


@needs("vae_map")
def test_the_trick_plays_from_noise_to_z(open_page):
    found = figure(chapter(open_page), "cloud")
    expect(found.locator(".stage")).to_contain_text("1. ε")
    found.get_by_role("button", name="Play").click()
    expect(found.locator(".stage")).to_contain_text("3. Plus μ")
    found.get_by_role("button", name="Stop").click()


@needs("vae_conv", "reader")
def test_the_flip_books_pair_opens_in_draw(open_page):
    page = chapter(open_page)
    found = figure(page, "flip")
    found.get_by_role("button", name="Open this pair in Draw").click()
    expect(page.locator("#recon-a canvas")).to_have_attribute("aria-label", re.compile("reads as 3"))
    expect(page.locator("#recon-b canvas")).to_have_attribute("aria-label", re.compile("reads as 8"))


@needs("gan_mlp_k1")
def test_a_round_goes_through_its_stages(open_page):
    found = figure(chapter(open_page, "gan"), "round")
    losses = found.locator(".said")
    expect(losses).to_contain_text("Ten real drawings")
    for told in ("Ten noise vectors", "Its loss fell from", "G's loss fell from", "Forgeries stood at"):
        found.get_by_role("button", name="Next step").click()
        expect(losses).to_contain_text(told)
    expect(found.get_by_role("button", name="Next step")).to_be_disabled()


@needs("gan_mlp", "gan_mlp_k1", "reader")
def test_samples_are_drawn_and_counted_on_the_spot(open_page):
    found = figure(chapter(open_page, "gan"), "race")
    found.get_by_role("button", name="Draw 500 now and count").first.click()
    expect(found.locator(".said").first).to_contain_text("of 500 samples read as 1")


def test_the_leak_goes_away_with_the_correction(open_page):
    found = figure(chapter(open_page, "gabor"), "leak")
    expect(found.locator(".said")).to_contain_text("0.5273")  # exp(−0.8²)
    found.locator(".free").check()
    expect(found.locator(".said")).to_contain_text("0.0000")


def test_a_direction_chosen_here_is_taken_over_by_the_filter(open_page):
    page = chapter(open_page, "gabor")
    found = figure(page, "cell")
    slide(found, ".theta", 75)
    found.get_by_role("button", name="Turn the filter on a picture").click()
    expect(page.locator("#gabor-theta input[type=range]")).to_have_value("75")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", CHAPTERS)
def test_nothing_is_wider_than_the_window(open_page, name, width):
    page = chapter(open_page, name, viewport={"width": width, "height": 800})
    for free in FREE:
        if page.locator(f"#learn-{free}").count() and page.locator(f"#learn-{free}").is_visible():
            figure(page, free)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@needs("gan_conv", "gan_mlp", "gan_mlp_k1")
def test_what_was_cured_is_sampled_in_dream(open_page):
    page = chapter(open_page, "gan")
    found = figure(page, "cure")
    found.get_by_role("button", name="Another seed").click()
    found.get_by_role("button", name="See them in Dream").click()
    expect(page.locator("#dream-model select")).to_have_value("gan_conv")
    expect(page.locator("#dream-seed input")).to_have_value("1")

/* The chapters' paragraphs in the page's language; Gradio sets them, with their formulas, where they belong. */
const told = element.querySelector(".fetching");

async function load() {
  const paragraphs = await Inkspace.fetched(props.files[Inkspace.lang]);
  if (!paragraphs) {
    Inkspace.lost(told, load);
    return;
  }
  told.replaceChildren();
  gradio.value = paragraphs;
  trigger("input");
}

// The chapter that is open stays open in the other language.
const open = () => document.querySelector('#chapters [role="tab"][aria-selected="true"]')?.id;
Inkspace.keep("chapter", open);
const kept = Inkspace.kept.chapter;
if (kept && kept !== open()) document.getElementById(kept)?.click();
load();

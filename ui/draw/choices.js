/* Choices that hold for both sheets: the VAE, a second one beside it, whether to polish, whether to look closer. */

/** Channels of the choices; models: names of the VAEs that are there, the preferred one first. */
function drawChoices(models) {
  const kept = Inkspace.kept.choices ?? {};
  const begin = (name, value) => {
    const channel = Inkspace.channel(name);
    if (channel.value === undefined) channel.set(value);
    return channel;
  };
  const choices = {
    model: begin("draw-model", models.includes(kept.model) ? kept.model : models[0]),
    beside: begin("draw-beside", models.includes(kept.beside) ? kept.beside : null), // a VAE, or null
    polish: begin("draw-polish", kept.polish ?? true),
    closer: begin("draw-closer", kept.closer ?? false),
  };
  Inkspace.keep("choices", () => Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value])));
  return choices;
}

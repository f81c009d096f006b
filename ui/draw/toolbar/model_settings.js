/* Which VAEs can draw, alone or beside each other. */

/** List the settings that a visitor can choose from, each with the key of its text.
    @param {string[]} models names of the VAEs that are there, the preferred one first
    @returns {(import("../types").ModelSetting & {label: string})[]} each VAE alone, then the first two side by side */
export function modelSettings(models) {
  const settings = models.map((name) => ({ label: `model_${name}`, model: name, beside: null }));
  const [model, second] = models;
  return second ? [...settings, { label: "model_both", model, beside: second }] : settings;
}

/** Return the setting for a link: the preferred VAE draws where the link's own is not here.
    @param {string[]} models
    @param {{model?: string | null, beside?: string | null}} link
    @returns {import("../types").ModelSetting} */
export function settingOfLink(models, { model, beside }) {
  const here = (name) => (models.includes(name) ? name : undefined);
  return { model: here(model) ?? models[0], beside: here(beside) ?? null };
}

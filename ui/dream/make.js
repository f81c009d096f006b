/* Elements that scripts add to the markup of their widget. */

/** Make an element with properties and children.
    @template {keyof HTMLElementTagNameMap} Name
    @param {Name} name of the tag
    @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
    @param {(Node | string)[]} children
    @returns {HTMLElementTagNameMap[Name]} */
export function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

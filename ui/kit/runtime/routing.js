/* Where the page's questions go: to the server, unless something nearer has said that it answers. */

/** Answers a question of the page.
    @callback Take
    @param {string} name of the server's function
    @param {number} from which part of the page asks
    @param {any} question
    @param {(question: any) => Promise<any>} direct asks the server
    @returns {Promise<any>} */

/** @type {{take: Take | undefined}} `take`: set by what answers nearer, once it has come */
export const nearer = { take: undefined };

let parts = 0;

/** Make a part's own way to the server's functions.
    @param {any} server functions by name
    @returns {any} functions of the same names */
export function routed(server) {
  if (!server) return server;
  const from = ++parts;
  return new Proxy(server, {
    get(functions, name) {
      const direct = functions[name];
      if (typeof direct !== "function") return direct;
      return (question) => (nearer.take ?? straight)(String(name), from, question, direct);
    },
  });
}

/** @type {Take} */
const straight = (_name, _from, question, direct) => direct(question);

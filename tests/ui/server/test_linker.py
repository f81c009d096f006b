"""Modules joined into one file do what Node does with the modules themselves."""

import json
import shutil
import subprocess

import pytest

from tests.support.paths import UI
from ui.server.linker import LinkError, in_order, join, read_module
from ui.shell.engine import worker_script
from ui.shell.tab_files import files

needs_node = pytest.mark.skipif(not shutil.which("node"), reason="needs Node")

MODULES = {
    "entry.js": """
        import { double, NAME as title } from "./parts/maths.js";
        import { Counter } from "./parts/state.js";
        import { count } from "./parts/other.js";
        const NAME = "the entry's own";
        export function result() {
          count();
          return [double(4), title, NAME, new Counter().next()];
        }
        """,
    "parts/maths.js": """
        /* Two names, of which
           one is kept in. */
        const factor = 2; // not "1 // 2"
        // a whole line, and one in a string: "/* no comment */"
        export const NAME = "maths";
        export const double = (x) => factor * x;
        """,
    "parts/state.js": """
        let seen = 0;
        export class Counter {
          next() {
            return (seen += 1);
          }
        }
        """,
    "parts/other.js": """
        import { Counter } from "./state.js";
        export async function later() {}
        export function count() {
          return new Counter().next();
        }
        """,
}


def write(folder, modules):
    for path, text in modules.items():
        (folder / path).parent.mkdir(exist_ok=True)
        lines = [line.removeprefix(" " * 8) for line in text.strip("\n").splitlines()]
        (folder / path).write_text("\n".join(lines).strip() + "\n")
    return folder


def node(script, folder):
    done = subprocess.run(["node", "--input-type=module", "-e", script], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@needs_node
def test_a_joined_file_gives_what_node_gives_for_the_modules(tmp_path):
    write(tmp_path, MODULES)
    apart = node('import { result } from "./entry.js"; console.log(JSON.stringify(result()))', tmp_path)
    joined = join(in_order(tmp_path, ("entry.js",)))
    assert node(f"{joined}\nconsole.log(JSON.stringify(entry.result()))", tmp_path) == apart
    assert apart == [8, "maths", "the entry's own", 2]


def test_each_module_comes_once_and_after_those_that_it_imports(tmp_path):
    paths = [module.path for module in in_order(write(tmp_path, MODULES), ("entry.js", "parts/other.js"))]
    assert sorted(paths) == sorted(MODULES)
    for module in in_order(tmp_path, ("entry.js",)):
        assert all(paths.index(other) < paths.index(module.path) for other, _ in module.imports)


@pytest.mark.parametrize(
    "line",
    [
        'import thing from "./parts/maths.js";',
        'import * as all from "./parts/maths.js";',
        'import { double } from "somewhere";',
        'export * from "./parts/maths.js";',
        'export { double } from "./parts/maths.js";',
        "export default 3;",
        "export let count = 0;",
        "const text = `over\n/* two */\nlines`;",
    ],
)
def test_what_is_beyond_the_subset_is_refused(tmp_path, line):
    write(tmp_path, MODULES | {"entry.js": line})
    with pytest.raises(LinkError, match=r"entry\.js"):
        read_module(tmp_path, "entry.js")


def test_comments_on_lines_of_their_own_are_left_behind(tmp_path):
    joined = join(in_order(write(tmp_path, MODULES), ("entry.js",)))
    assert "Two names" not in joined
    assert "a whole line" not in joined
    assert 'not "1 // 2"' in joined


def test_a_name_that_is_not_exported_is_refused(tmp_path):
    write(tmp_path, MODULES | {"entry.js": 'import { factor } from "./parts/maths.js";'})
    with pytest.raises(LinkError, match=r"entry\.js imports factor from parts/maths\.js"):
        in_order(tmp_path, ("entry.js",))


def test_a_cycle_is_refused(tmp_path):
    around = {"a.js": 'import { b } from "./b.js";', "b.js": 'import { a } from "./a.js";'}
    with pytest.raises(LinkError, match=r"a\.js imports b\.js imports a\.js"):
        in_order(write(tmp_path, around), ("a.js",))


@needs_node
@pytest.mark.parametrize("name", files())
def test_every_file_of_the_page_is_javascript(tmp_path, name):
    path = tmp_path / "file.mjs"
    path.write_bytes(files()[name][1])
    done = subprocess.run(["node", "--check", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_module_is_in_two_files_that_one_page_loads():
    for name in files().keys() - {"page"}:
        texts = [files()[each][1].decode() for each in ("page", name)]
        heads = [{line for line in text.splitlines() if line.endswith(" = (() => {")} for text in texts]
        assert not heads[0] & heads[1]
        assert all(heads)


def test_every_script_of_the_page_is_in_some_file():
    everything = b"".join([*(body for _, body in files().values()), worker_script()])
    scripts = [path for path in UI.rglob("*.js") if not path.name.startswith("early")]
    unused = [path for path in scripts if read_module(UI, str(path.relative_to(UI))).name.encode() not in everything]
    assert not unused

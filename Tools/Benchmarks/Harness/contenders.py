"""Who is measured: the peers, and Sampan through `sampan-bench`."""

import json
import pathlib
import subprocess
import tempfile

import machine

PEERS = pathlib.Path(__file__).resolve().parent.parent / "Peers"


class Peer:
    """One JavaScript program of the outside world."""

    def __init__(self, name, command):
        self.name = name
        self.command = command

    def script(self, file, *arguments):
        return [*self.command, str(PEERS / file), *arguments]

    def start(self, home):
        return [sample("start", "ms", machine.start_to_output(self.script("hello.js"), home))]

    def messages(self, home):
        return self.samples("messages.cjs", home)

    def storage(self, home):
        file = {"node 24": "storage-node.cjs", "bun": "storage-bun.cjs",
                "deno": "storage-deno.cjs"}.get(self.name)
        with tempfile.TemporaryDirectory(dir=home) as folder:
            return self.samples(file, folder, folder) if file else []

    def memory(self, home):
        """With the same script as ours: the prelude and `hello`, as `sampan-bench record` left them."""
        found = []
        for count in (1, 50):
            command = self.script("program.cjs", f"{home}/recorded")
            with machine.idle_processes(command, count, home) as processes:
                found.append(sample(f"memory of {count}", "MiB",
                                    machine.proportional_size(processes)))
        return found

    def samples(self, file, home, *arguments):
        output = subprocess.run(
            self.script(file, *arguments), env=machine.environment(home), check=True, timeout=120,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout
        return [json.loads(line) for line in output.splitlines()]


class Browser:
    """A framework that draws on a page of jsdom, in the machine's node with Debian's packages."""

    def __init__(self, framework, node):
        self.name = f"{framework} on jsdom"
        self.framework = framework
        self.node = node

    def view(self, home):
        output = subprocess.run(
            [self.node, str(PEERS / "rows.cjs"), self.framework], check=True, timeout=120,
            env={**machine.environment(home), "NODE_PATH": "/usr/share/nodejs"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout
        return [json.loads(line) for line in output.splitlines()]


class Sampan:
    """A host that is asked for one case after the other, over lines of JSON.

    `sampan-bench serve` reads the name of a case from a line and answers with its samples, one JSON
    object {"metric", "unit", "value"} a line, then {"done": true}; {"error": "…"} in between tells
    why a case could not be measured.
    """

    name = "sampan"

    def __init__(self, bench, runner, program, home):
        # What a runner is told for the program, for peers to run the same.
        subprocess.run([bench, "record", f"{home}/recorded", "--program", program,
                        "--data", f"{home}/data"], check=True, env=machine.environment(home))
        self.process = subprocess.Popen(
            [bench, "serve", "--runner", runner, "--program", program, "--data", f"{home}/data"],
            env=machine.environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def case(self, name):
        self.process.stdin.write(name + "\n")
        self.process.stdin.flush()
        found = []
        for line in self.process.stdout:
            answer = json.loads(line)
            if answer.get("done"):
                return found
            if "error" in answer:
                raise RuntimeError(f"sampan-bench {name}: {answer['error']}")
            found.append(answer)
        raise RuntimeError(f"sampan-bench ended during {name}")

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            # What was measured counts all the same.
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def sample(metric, unit, value):
    return {"metric": metric, "unit": unit, "value": value}

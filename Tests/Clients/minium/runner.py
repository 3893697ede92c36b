"""Runs `minitest` over a suite of ours to its end and reads its report."""

import json
import pathlib
import subprocess
import sys

SAMPAN, PROGRAMS, STATE, MINITEST = sys.argv[1:5]
HERE = pathlib.Path(__file__).parent
state = pathlib.Path(STATE)
state.mkdir(parents=True, exist_ok=True)

port = subprocess.Popen(
    [SAMPAN, "auto", f"{PROGRAMS}/notes", "--port", "0", "--data", f"{STATE}/data"],
    stdout=subprocess.PIPE, text=True)
try:
    number = int(port.stdout.readline().strip().rsplit(":", 1)[1])
    config = {
        "platform": "ide", "test_port": number, "outputs": f"{STATE}/outputs",
        "report_usage": False, "enable_app_log": True, "debug_mode": "warn", "request_timeout": 30,
    }
    (state / "config.json").write_text(json.dumps(config))
    run = subprocess.run(
        [MINITEST, "-p", str(HERE / "cases"), "-s", str(HERE / "suite.json"),
         "-c", str(state / "config.json"), "-g"],
        cwd=STATE, capture_output=True, text=True, timeout=240)
    summaries = list((state / "outputs").rglob("summary.json"))
    assert summaries, run.stdout + run.stderr
    summary = json.loads(summaries[0].read_text())
    print({name: summary.get(name) for name in ("test_num", "failures", "errors", "class_errors")})
    wrong = summary["failures"] or summary["errors"] or summary.get("class_errors")
    assert summary["test_num"] == 5 and not wrong, run.stdout + run.stderr
    assert port.wait(20) == 0, "the runner closes the tool at its end"
finally:
    if port.poll() is None:
        port.kill()
        port.wait()

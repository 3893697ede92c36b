"""Lets minium start the tool itself, as `dev_tool_path` and `project_path` say, and close it."""

import logging
import os
import pathlib
import shutil
import socket
import sys

import minium
import minium.miniprogram.base_driver.minium_log as minium_log

minium_log.existFlag = 1
logging.disable(logging.CRITICAL)
SAMPAN, PROGRAMS, STATE = sys.argv[1:4]
state = pathlib.Path(STATE)
os.environ["XDG_DATA_HOME"] = f"{STATE}/data"
# The client rewrites project.config.json, so it gets a copy.
shutil.copytree(f"{PROGRAMS}/counter", state / "counter")
(state / "counter/project.config.json").write_text('{"appid": "touristappid"}')
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]

mini = minium.WXMinium({
    "dev_tool_path": str(pathlib.Path(SAMPAN).with_name("cli")), "test_port": port,
    "project_path": str(state / "counter"), "report_usage": False,
})
assert mini.app.get_current_page().data["sum"] == 5
mini.shutdown()
print("launched, driven and closed")

"""A plug-in: one JSON-RPC message in each line of standard input and output."""

import json
import os
import sys


def say(message):
    print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)


def serve(method, params):
    request = params["request"]
    if method == "weather.forecast":
        if request["city"] == "Atlantis":
            return {"error": {"code": 7, "message": "no such city"}}
        if request["city"] == "Crash":
            os._exit(3)
        if request["city"] == "Babble":
            print("this is no JSON", flush=True)
        if request["city"] == "Storm":
            say({"method": "event", "params": {
                "session": params["session"], "name": "onStorm", "payload": {"city": "Storm"}}})
        days = int(request.get("days", 1))
        return {"result": {"degrees": [7] * days, "user": params["user"]}}
    if method == "weather.here":
        return {"result": {"degrees": 1}}
    return None


for line in sys.stdin:
    message = json.loads(line)
    if "id" not in message:
        continue
    answer = serve(message["method"], message["params"])
    if answer is not None:
        say({"id": message["id"], **answer})

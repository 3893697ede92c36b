"""What a test needs that in reality a phone or a merchant's web site does."""
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import requests
from requests.adapters import HTTPAdapter

BASE = os.environ['SAMPAN_BASE']


class Loopback(HTTPAdapter):
    """Sends what a client asks of the platform's host to the stand-in; changes no client code."""

    def send(self, request, **options):
        host = request.url.split('/', 3)
        request.url = BASE + '/' + host[3]
        return super().send(request, **options)


def redirect(session):
    for host in ('https://api.weixin.qq.com', 'https://api.mch.weixin.qq.com',
                 'https://fraud.mch.weixin.qq.com'):
        session.mount(host, Loopback())


def get(name, **query):
    answer = requests.get(f'{BASE}/_sandbox/{name}', params=query)
    answer.raise_for_status()
    return answer.json()


# Seconds that the platform's clock is ahead of this machine's.
ahead = 0


def post(name, **body):
    global ahead
    # A reset puts the clock back as well.
    ahead = 0 if name == 'reset' else ahead + (body['seconds'] if name == 'advance' else 0)
    answer = requests.post(f'{BASE}/_sandbox/{name}', json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def credentials():
    return get('credentials')


class Merchant:
    """A merchant's server: takes notifications and answers as it is told."""

    def __init__(self, answer, status=200):
        self.answer, self.status = answer, status
        self.received = []
        self.arrived = threading.Condition()
        merchant = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                with merchant.arrived:
                    merchant.received.append((dict(self.headers), body))
                    merchant.arrived.notify_all()
                reply = merchant.answer.encode()
                self.send_response(merchant.status)
                self.send_header('Content-Length', str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(('127.0.0.1', 0), Handler)
        self.url = f'http://127.0.0.1:{self.server.server_port}/notify'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait(self, count=1):
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.received) >= count, timeout=20), \
                f'{len(self.received)} of {count} notifications'
            return self.received[count - 1]

    def close(self):
        self.server.shutdown()
        self.server.server_close()

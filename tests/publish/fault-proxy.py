#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fault-proxy.py BACKEND_PORT FOLDER --inside HOST:PORT [--seed N] [--percent N]

Stands between a client and a local HTTP server and spoils some answers, the same ones for the
same seed and the same requests: the answer is dropped after the server has done its work, comes
too late, is a 500 before or after the work, a 503, or one 401. Writes its port to FOLDER/port and
a line for each fault to FOLDER/faults.log. Where the server names itself (--inside), what stands in
FOLDER/outside is put in its place, and back again. Ends with SIGTERM."""

import argparse
import http.client
import http.server
import os
import random
import threading
import time

KINDS = ('drop', 'drop', 'late', '500', '500-done', '503', 'cut')
LATE_SECONDS = 4
OWN_HEADERS = ('connection', 'accept-encoding', 'content-length', 'host')


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    lock = threading.Lock()

    def log_message(self, *arguments):
        pass

    def choose(self):
        """What is to go wrong, or None."""
        options = self.server.options
        with self.lock:
            self.server.count += 1
            kind = None
            if self.server.dice.random() * 100 < options.percent:
                kind = self.server.dice.choice(KINDS)
            if self.server.count == options.unauthorized:
                kind = '401'
            if kind is not None:
                with open(os.path.join(options.folder, 'faults.log'), 'a') as log:
                    log.write(f'{self.server.count} {kind} {self.command} {self.path}\n')
        return kind

    @staticmethod
    def is_text(kind):
        return any(word in kind for word in ('json', 'html', 'text', 'xml'))

    def get_places(self):
        """As the server names itself, and as the client knows it."""
        options = self.server.options
        with open(os.path.join(options.folder, 'outside'), 'rb') as file:
            return options.inside.encode(), file.read().strip()

    def forward(self, body):
        inside, outside = self.get_places()
        if body is not None and self.is_text(self.headers.get('Content-Type', '')):
            body = body.replace(outside, inside)
        upstream = http.client.HTTPConnection('127.0.0.1', self.server.options.backend, timeout=60)
        headers = {name: value for name, value in self.headers.items()
                   if name.lower() not in OWN_HEADERS}
        headers['Host'] = inside.decode()
        upstream.request(self.command, self.path, body=body, headers=headers)
        answer = upstream.getresponse()
        data = answer.read()
        upstream.close()
        pairs = [(name, value.replace(inside.decode(), outside.decode()))
                 for name, value in answer.getheaders()]
        if self.is_text(answer.getheader('Content-Type', '')):
            data = data.replace(inside, outside)
        return answer.status, pairs, data

    def answer(self, status, headers, data):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ('connection', 'transfer-encoding', 'content-length'):
                self.send_header(name, value)
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(data)

    def fail(self, status, code):
        data = f'{{"code":"{code}","message":"{code}","data":{{"status":{status}}}}}'.encode()
        self.answer(status, [('Content-Type', 'application/json')], data)

    def handle_any(self):
        length = int(self.headers.get('Content-Length') or 0)
        body = self.rfile.read(length) if length else None
        kind = self.choose()
        if kind == '500':
            return self.fail(500, 'internal_server_error')
        if kind == '503':
            return self.fail(503, 'service_unavailable')
        if kind == '401':
            return self.fail(401, 'rest_not_logged_in')
        status, headers, data = self.forward(body)
        if kind == '500-done':
            return self.fail(500, 'internal_server_error')
        if kind == 'late':
            time.sleep(LATE_SECONDS)
        if kind in ('drop', 'cut'):
            if kind == 'cut' and len(data) > 2:
                self.send_response_only(status)
                self.send_header('Content-Type', 'application/json')
                self.send_header('Content-Length', str(len(data)))
                self.end_headers()
                self.wfile.write(data[:len(data) // 2])
            self.close_connection = True
            return None
        return self.answer(status, headers, data)

    def handle_quietly(self):
        try:
            self.handle_any()
        except OSError:
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = handle_quietly


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('backend', type=int)
    parser.add_argument('folder')
    parser.add_argument('--inside', required=True)
    parser.add_argument('--seed', type=int, default=8)
    parser.add_argument('--percent', type=float, default=10)
    parser.add_argument('--unauthorized', type=int, default=60, help='what gets the 401')
    options = parser.parse_args()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Proxy)
    server.daemon_threads = True
    server.options = options
    server.dice = random.Random(options.seed)
    server.count = 0
    with open(os.path.join(options.folder, 'port.new'), 'w') as port:
        port.write(str(server.server_address[1]))
    os.rename(os.path.join(options.folder, 'port.new'), os.path.join(options.folder, 'port'))
    server.serve_forever()


if __name__ == '__main__':
    main()

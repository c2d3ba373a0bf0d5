# SPDX-License-Identifier: GPL-3.0-or-later
"""A small WordPress in memory: what publishing asks of one, and what it kept.

    with Site() as site: … site.url, site.posts, site.clear ()
"""

import http.server
import json
import re
import threading
import time
import urllib.parse

CAPABILITIES = dict.fromkeys(('edit_posts', 'publish_posts', 'upload_files', 'manage_categories',
                              'edit_published_posts', 'unfiltered_html'), True)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def answer(self, status, value, headers=()):
        body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Length', str(len(body)))
        for name, text in headers:
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        site = self.server.site
        place = urllib.parse.urlsplit(self.path)
        sent = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        route = place.path.partition('/wp-json')[2]
        time.sleep(site.delay)
        with site.lock:
            if not place.path.startswith('/wp-json'):
                self.answer(200, '<html></html>', [
                    ('Link', f'<{site.url}/wp-json/>; rel="https://api.w.org/"')])
            else:
                self.answer(*site.serve(self.command, route, dict(urllib.parse.parse_qsl(
                    place.query)), sent), [('X-WP-TotalPages', '1'),
                                           ('Content-Type', 'application/json')])

    do_GET = do_POST = do_OPTIONS = serve


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Who is killed does not wait for the answer."""


class Site:
    def __init__(self, delay=0.02):
        self.delay = delay
        self.lock = threading.Lock()
        self.posts, self.terms, self.media = {}, {}, {}
        self.server = Server(('127.0.0.1', 0), Handler)
        self.server.site = self
        self.url = f'http://127.0.0.1:{self.server.server_port}'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def clear(self):
        with self.lock:
            self.posts, self.terms, self.media = {}, {}, {}

    def serve(self, method, route, query, sent):
        if route == '/':
            return 200, {'name': 'Knots', 'url': self.url, 'home': self.url,
                         'namespaces': ['wp/v2'], 'authentication': []}
        if route == '/wp/v2/users/me':
            return 200, {'id': 1, 'name': 'Ann', 'slug': 'ann', 'roles': ['editor'],
                         'capabilities': CAPABILITIES}
        if route == '/wp/v2/media' and method == 'POST':
            return self.add_media()
        if route.startswith('/wp/v2/media'):
            return 200, []
        fields = json.loads(sent) if sent else {}
        if route in ('/wp/v2/categories', '/wp/v2/tags'):
            return self.serve_terms(route, method, fields)
        if route == '/wp/v2/posts':
            return self.serve_posts(method, query, fields)
        number = re.fullmatch(r'/wp/v2/posts/(\d+)', route)
        if number and int(number[1]) in self.posts:
            self.take(self.posts[int(number[1])], fields)
            return 200, self.posts[int(number[1])]
        return 404, {'code': 'rest_no_route', 'message': 'No route', 'data': {'status': 404}}

    def add_media(self):
        number = len(self.media) + 1
        self.media[number] = {'id': number, 'slug': f'picture-{number}',
                              'source_url': f'{self.url}/{number}.png'}
        return 201, self.media[number]

    def serve_terms(self, route, method, fields):
        terms = self.terms.setdefault(route, [])
        if method != 'POST':
            return 200, [{'id': i + 1, 'name': name} for i, name in enumerate(terms)]
        if fields['name'] not in terms:
            terms.append(fields['name'])
        return 201, {'id': terms.index(fields['name']) + 1}

    def serve_posts(self, method, query, fields):
        if method == 'OPTIONS':
            return 200, {'schema': {'properties': {}}}
        if method == 'POST':
            number = len(self.posts) + 1
            post = {'id': number, 'status': 'draft', 'slug': '', 'link': f'{self.url}/?p={number}',
                    'title': {'raw': ''}, 'content': {'raw': ''}, 'excerpt': {'raw': ''},
                    'categories': [], 'tags': [], 'meta': [], 'featured_media': 0}
            self.take(post, fields)
            self.posts[number] = post
            return 201, post
        return 200, [post for post in self.posts.values()
                     if post['slug'] == query.get('slug', post['slug']) and
                     query.get('search', '') in post['content']['raw']]

    @staticmethod
    def take(post, fields):
        for name, value in fields.items():
            post[name] = {'raw': value} if name in ('title', 'content', 'excerpt') else value
        post['date_gmt'] = post.get('date_gmt') or '2026-01-01T00:00:00'
        post['modified_gmt'] = '2026-01-01T00:00:00'

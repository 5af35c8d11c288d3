"""A small identity provider on this machine: OpenID Connect as real ones speak it."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "crossmentor", "a secret of the client"


class Provider:
    """`token` and `userinfo` are what it says of whoever signs in now."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.provider = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.forget()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def forget(self):
        """As when it was made: nobody signed in, nothing changed."""
        self.issuer = self.url
        self.token, self.userinfo = {}, {}
        self.codes, self.bearers, self.asked = {}, set(), []
        self.broken = set()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def signs_in(self, subject, *, token=None, userinfo=None, **said):
        """Who signs in next; `said` stands in both, as at most providers."""
        self.token = {"sub": subject} | said | (token or {})
        self.userinfo = {"sub": subject} | said | (userinfo or {})

    def id_token(self, nonce):
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}
        if nonce:
            said["nonce"] = nonce
        return jwt.encode(
            said | self.token, self.key, algorithm="RS256", headers={"kid": "one"}
        )


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    @property
    def provider(self):
        return self.server.provider

    def answer(self, status, body=None, **headers):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        where = urlsplit(self.path)
        self.provider.asked.append(where.path)
        if where.path in self.provider.broken:
            return self.answer(500, {"error": "server_error"})
        return {
            "/.well-known/openid-configuration": self.describe,
            "/authorize": self.authorize,
            "/userinfo": self.tell,
            "/keys": self.keys,
        }[where.path](dict(parse_qsl(where.query)))

    def do_POST(self):
        given = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.provider.asked.append(self.path)
        self.give_token(dict(parse_qsl(given)))

    def describe(self, given):
        url = self.provider.url
        self.answer(
            200,
            {
                "issuer": self.provider.issuer,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
        )

    def keys(self, given):
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.provider.key.public_key())
        self.answer(200, {"keys": [json.loads(public) | {"kid": "one"}]})

    def authorize(self, given):
        wanted = {"client_id": CLIENT, "response_type": "code"}
        if {name: given.get(name) for name in wanted} != wanted:
            return self.answer(400, {"error": "invalid_request"})
        if "openid" not in given["scope"].split() or not given.get("state"):
            return self.answer(400, {"error": "invalid_scope"})
        if given.get("code_challenge_method") != "S256":
            return self.answer(400, {"error": "PKCE is asked for"})
        code = secrets.token_urlsafe(16)
        self.provider.codes[code] = given
        back = urlencode({"code": code, "state": given["state"]})
        return self.answer(302, Location=f"{given['redirect_uri']}?{back}")

    def give_token(self, given):
        asked = self.provider.codes.pop(given.get("code"), None)
        verifier = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if (
            asked is None
            or (given.get("client_id"), given.get("client_secret")) != (CLIENT, SECRET)
            or given.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
        ):
            return self.answer(400, {"error": "invalid_grant"})
        bearer = secrets.token_urlsafe(16)
        self.provider.bearers.add(bearer)
        body = {"access_token": bearer, "token_type": "Bearer", "expires_in": 300}
        if self.provider.token:
            body["id_token"] = self.provider.id_token(asked.get("nonce"))
        return self.answer(200, body)

    def tell(self, given):
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer not in self.provider.bearers:
            return self.answer(401, {"error": "invalid_token"})
        return self.answer(200, self.provider.userinfo)

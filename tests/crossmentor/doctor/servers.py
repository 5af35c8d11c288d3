"""Small servers on this machine that answer as the ones of a host may, also wrongly."""

import datetime as dt
import socketserver
import ssl
import threading
from contextlib import contextmanager
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@contextmanager
def serving(talk, context=None):
    """The port at which `talk(connection)` is held with each that comes."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            try:
                if context:
                    with context.wrap_socket(self.request, server_side=True) as secured:
                        talk(secured)
                else:
                    talk(self.request)
            except OSError:
                # Whoever asked has seen enough.
                return

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def saying(answer: bytes):
    """Whatever is asked, that is the answer."""

    def talk(connection):
        connection.recv(4096)
        connection.sendall(answer)

    return talk


def page(body: bytes, status="200 OK"):
    head = f"HTTP/1.0 {status}\r\nContent-Length: {len(body)}\r\n\r\n"
    return saying(head.encode() + body)


def greeting(words: bytes):
    """It speaks first, and hangs up."""
    return lambda connection: connection.sendall(words)


def smtp(answers: dict[str, str], hello="220 here", context=None):
    """A mail server that says for each command what is given, and else that it is well."""

    def talk(connection):
        connection.sendall(f"{hello}\r\n".encode())
        answer(connection)

    def answer(connection):
        while line := connection.recv(4096):
            word = (line.split() or [b""])[0].decode().upper()
            connection.sendall(answers.get(word, "250 well").encode() + b"\r\n")
            if word == "STARTTLS":
                with context.wrap_socket(connection, server_side=True) as secured:
                    answer(secured)
            if word in ("STARTTLS", "QUIT"):
                return

    return talk


@cache
def key():
    return ec.generate_private_key(ec.SECP256R1())


def certified(folder, name="127.0.0.1", days=30):
    """What a server shows that ends so many days from now, and the file to trust it by."""
    now = dt.datetime.now(dt.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(90))
        .not_valid_after(now + dt.timedelta(days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
        .sign(key(), hashes.SHA256())
    )
    file = folder / "certificate.pem"
    text = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(made.public_bytes(text) + key().private_bytes(text, *plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file

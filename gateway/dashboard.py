"""The dashboard's build from memory: index.html with a fresh nonce each time, everything else immutable."""

import gzip
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import Path

NONCE = b"__CSP_NONCE__"
COMPRESSED = (".js", ".css", ".html", ".svg", ".json")
# Where programs look and no page is: below these a wrong address is an error, never the dashboard.
NO_PAGES = frozenset({"api", "api-docs", "assets", "health", "metrics", "schemas"})
MISSING = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>家园</title></head>
<body><h1>家园</h1><p>仪表盘尚未构建：运行 <code>make run</code>。</p>
<p>The dashboard is not built: run <code>make run</code>.</p>
</body></html>""".encode()


@dataclass(frozen=True, slots=True)
class File:
    """One file of the build."""

    body: bytes
    zipped: bytes | None
    media_type: str
    immutable: bool


class Dashboard:
    """The files of `dist`, read once."""

    def __init__(self, dist: Path) -> None:
        self._files: dict[str, File] = {}
        for path in sorted(dist.rglob("*")) if dist.is_dir() else []:
            if path.is_file():
                self._files["/" + path.relative_to(dist).as_posix()] = _read(path, dist)
        index = self._files.pop("/index.html", None)
        self._index = index.body if index else MISSING

    def answer(self, path: str, *, zipped: bool) -> tuple[list[tuple[bytes, bytes]], bytes] | None:
        """Headers and body of the file at `path`, else of the page itself; None where neither answers for it."""
        file = self._files.get(path)
        if file is None:
            return self._page() if self.is_page(path) else None
        cache = b"public, max-age=31536000, immutable" if file.immutable else b"no-cache"
        headers = [
            (b"content-type", file.media_type.encode()),
            (b"cache-control", cache),
            (b"vary", b"accept-encoding"),
        ]
        if zipped and file.zipped is not None:
            return [*headers, (b"content-encoding", b"gzip")], file.zipped
        return headers, file.body

    @staticmethod
    def is_page(path: str) -> bool:
        """Whether the page's router answers for `path`: no address of a page has a dot, as a file's has."""
        return "." not in path and path.lstrip("/").partition("/")[0] not in NO_PAGES

    def _page(self) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """index.html with a fresh nonce, which its scripts and styles carry."""
        nonce = secrets.token_urlsafe(16)
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"content-security-policy", policy(nonce).encode()),
        ]
        return headers, self._index.replace(NONCE, nonce.encode())


def _read(path: Path, dist: Path) -> File:
    body = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if media_type.startswith("text/") or media_type.endswith(("javascript", "json")):
        media_type += "; charset=utf-8"
    zipped = gzip.compress(body, 6, mtime=0) if path.suffix in COMPRESSED and len(body) > 1024 else None
    return File(body, zipped, media_type, immutable=path.relative_to(dist).parts[0] == "assets")


def policy(nonce: str) -> str:
    """The Content-Security-Policy of a page: no other host, no inline anything without the nonce.

    WebAssembly may be compiled: the door reads QR codes with it where the browser cannot. That allows no `eval`.
    """
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )

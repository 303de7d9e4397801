"""The image's health check: exit 0 when this container's process says that it is ready."""

import http.client
import os
import sys

SECONDS = 2


def healthy(port: int) -> bool:
    """Whether the process on `port` of this container answers its readiness with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if healthy(int(os.environ.get("JIAYUAN_PORT", "8080"))) else 1)
